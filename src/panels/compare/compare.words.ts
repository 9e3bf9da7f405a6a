// What is said of several cells on the same data: what is left of the gradient in each, and where their weights are from.

import { formatNumber } from '#base/format.ts';
import { scriptOf, type Writing } from '#expression/symbol.ts';
import { parameterSignOf } from '#model/notation.ts';
import { type RunNorms, remainingShare } from '#trace/derived/gradient-norms.ts';
import type { Keeper } from '#trace/derived/let-through.ts';
import type { Trace } from '#trace/record/trace.ts';
import { kindName } from '#words/names.ts';
import { shareText } from '#words/share-text.ts';
import { createSpeaker, listed } from '#words/speaker.ts';
import type { Translate } from '#words/translate.ts';

/** How symbols stand in a text about this cell. */
export type WritingOf = (cell: string) => Writing;

/** A cell as a person reads it. */
export function cellName(id: string): string {
  return id.toUpperCase();
}

/**
 * How the gradients of all cells fare from the last loss back to step `to`: “From step 10 back to step 1, over 9 steps, the gradient of the state
 * shrinks to 0.30 % in the RNN (0.524 a step) and 41 % in the LSTM (c: 41 %; 0.906 a step)”; null where there is no way to speak of.
 */
export function sayRemaining(
  runs: readonly RunNorms[],
  to: number,
  translate: Translate,
  writingOf: WritingOf,
): string | null {
  const lossSteps = runs[0]?.trace.lossSteps ?? [];
  const from = lossSteps.at(-1) ?? 0;
  if (to >= from) return null;
  const found = runs.flatMap((run) => {
    const share = remainingShare(run.output, from, to);
    return share === null ? [] : [{ ...run, share }];
  });
  const none = runs
    .filter(({ output }) => output[from - 1] === 0)
    .map(({ trace }) => translate('say.cells.none', { cell: cellName(trace.model.cell.id) }));
  if (found.length === 0) return none.length > 0 ? none.join(' ') : null;
  const between = lossSteps.some((t) => t >= to && t < from);
  const count = from - to;
  const list = found.map(({ trace, further, share }) => {
    const more = further.flatMap(({ state, norms }) => {
      const kept = remainingShare(norms, from, to);
      return kept === null
        ? []
        : [
            `${createSpeaker(trace, translate, writingOf(trace.model.cell.id)).letter(state)}: ${shareText(Math.log10(kept))}`,
          ];
    });
    const values = {
      share: shareText(Math.log10(share)),
      // What other losses have added on the way is no rate.
      rate: between || share === 0 ? 'none' : formatNumber(share ** (1 / count)),
      cell: cellName(trace.model.cell.id),
      more: more.join(', '),
    };
    return translate(more.length > 0 ? 'say.cells.share.more' : 'say.cells.share', values);
  });
  const sentence = translate('say.cells.remaining', {
    from: String(from),
    to: String(to),
    count,
    way: wayOf(found.map(({ share }) => share)),
    list: listed(translate, list),
  });
  const added = between ? [translate('say.cells.added')] : [];
  return [sentence, ...added, ...none].join(' ');
}

/** A run, and what its gates keep on average over all steps. */
export interface KeptOfRun {
  readonly trace: Trace;
  readonly kept: readonly Keeper[];
}

/** What the gates of these whole runs keep of a state from step to step, on average; null where there are none. */
export function sayKept(
  runs: readonly KeptOfRun[],
  translate: Translate,
  writingOf: WritingOf,
): string | null {
  const parts = runs.flatMap(({ trace, kept }) => {
    const speaker = createSpeaker(trace, translate, writingOf(trace.model.cell.id));
    return kept.map((keeper) =>
      translate('say.cells.gate', {
        gate: kindName(speaker, keeper.gate),
        cell: cellName(trace.model.cell.id),
        kept: formatNumber(keeper.kept, 2),
        state: speaker.letter(keeper.state),
      }),
    );
  });
  return parts.length === 0
    ? null
    : translate('say.cells.kept', { list: listed(translate, parts) });
}

/** Where the weights of the compared nets (ids of cells) come from. `handedOn`: what the others take over; null: all are drawn. */
export function sayCommonWeights(
  own: string,
  others: readonly string[],
  { seed, handedOn }: { readonly seed: number; readonly handedOn: readonly string[] | null },
  translate: Translate,
  writing: Writing,
): string {
  if (handedOn === null) return translate('say.cells.drawn', { seed: String(seed) });
  return translate('say.cells.edited', {
    own: cellName(own),
    others: listed(translate, others.map(cellName)),
    count: handedOn.length,
    shared: listed(
      translate,
      handedOn.map((name) => scriptOf(writing).sign(parameterSignOf(writing.notation, name))),
    ),
    seed: String(seed),
  });
}

function wayOf(shares: readonly number[]): string {
  if (shares.every((share) => share < 1)) return 'shrinks';
  return shares.every((share) => share > 1) ? 'grows' : 'becomes';
}
