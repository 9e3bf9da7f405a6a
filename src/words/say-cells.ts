// What is said of several cells on the same data: what is left of the gradient in each, and where their weights are from.

import { formatNumber } from '#base/format.ts';
import { letterOf, type Notation, standard } from '#model/notation.ts';
import { furtherStates, gradientNorms, remainingShare } from '#trace/gradient-norms.ts';
import type { Trace } from '#trace/trace.ts';
import { listed } from './speaker.ts';
import type { Translate } from './translate.ts';

/** A cell as a person reads it. */
export function cellName(id: string): string {
  return id.toUpperCase();
}

/**
 * How the gradients of all cells fare from the last loss back to step `to`: “From step 10 back to step 1 the gradient
 * shrinks to 0.3 % in the RNN and 41 % in the LSTM”; null where there is no way to speak of.
 */
export function sayRemaining(
  traces: readonly Trace[],
  to: number,
  translate: Translate,
  notation: Notation = standard,
): string | null {
  const from = traces[0]?.lossSteps.at(-1) ?? 0;
  if (to >= from) return null;
  const found = traces.flatMap((trace) => {
    const share = remainingShare(gradientNorms(trace), from, to);
    return share === null ? [] : [{ trace, share }];
  });
  if (found.length === 0) return null;
  const list = found.map(({ trace, share }) => {
    const more = furtherStates(trace).flatMap((state) => {
      const kept = remainingShare(gradientNorms(trace, state), from, to);
      return kept === null ? [] : [`${letterOf(notation, state).text}: ${shareText(kept)}`];
    });
    const values = {
      share: shareText(share),
      cell: cellName(trace.model.cell.id),
      more: more.join(', '),
    };
    return translate(more.length > 0 ? 'say.cells.share.more' : 'say.cells.share', values);
  });
  const sentence = translate('say.cells.remaining', {
    from: String(from),
    to: String(to),
    way: wayOf(found.map(({ share }) => share)),
    list: listed(translate, list),
  });
  const between = traces[0]?.lossSteps.some((t) => t >= to && t < from);
  return between ? `${sentence} ${translate('say.cells.added')}` : sentence;
}

/** Where the weights of the compared nets (ids of cells) come from. `handedOn`: what the others take over; null: all are drawn. */
export function sayCommonWeights(
  own: string,
  others: readonly string[],
  { seed, handedOn }: { readonly seed: number; readonly handedOn: readonly string[] | null },
  translate: Translate,
): string {
  if (handedOn === null) return translate('say.cells.drawn', { seed: String(seed) });
  return translate('say.cells.edited', {
    own: cellName(own),
    others: listed(translate, others.map(cellName)),
    count: handedOn.length,
    shared: listed(translate, handedOn),
    seed: String(seed),
  });
}

/** A share as it is read: in percent, or as a multiple where it has grown far. */
function shareText(share: number): string {
  return share > 10 ? `${formatNumber(share, 2)}×` : `${formatNumber(100 * share, 2)} %`;
}

function wayOf(shares: readonly number[]): string {
  if (shares.every((share) => share < 1)) return 'shrinks';
  return shares.every((share) => share > 1) ? 'grows' : 'becomes';
}
