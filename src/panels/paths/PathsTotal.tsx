// What the paths that are on come to: the last line below a list of them.

import { type ReactNode, useCallback } from 'react';
import { entryId, parameterGradientId } from '#model/quantity-id.ts';
import { knownFrom } from '#playback/known-uses.ts';
import { isWithheld } from '#trace/derived/numbers-of.ts';
import { pathCounts } from '#trace/derived/path-counts.ts';
import { usedTotal } from '#trace/derived/path-measure.ts';
import type { Moment } from '#ui/moment.ts';
import { useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { Amount } from './Amount.tsx';
import { aboutPaths, type PathChoice, pathTotal } from './path-rows.ts';
import { usePieces } from './use-pieces.ts';

export function PathsTotal(props: {
  readonly moment: Moment;
  readonly choice: PathChoice;
}): ReactNode {
  const t = useTranslate();
  const { point } = useStudioActions();
  const { moment, choice } = props;
  const { subject } = choice;
  const begin = useCallback(() => pathTotal(moment, choice), [moment, choice]);
  const { result: total, busy } = usePieces(begin, aboutPaths(moment.trace, choice));
  if (total === null) return null;
  const whole = total.known === total.all && total.hidden === 0 && total.all > 0;
  const gradient = parameterGradientId(subject.parameter);
  const id = subject.scope === 'entry' ? entryId(gradient, subject.row, subject.column) : gradient;
  const isCut = moment.trace.truncated !== null;
  const ofEntry = isCut ? 'studio.paths.whole' : 'studio.paths.gradient';
  const name = subject.scope === 'entry' ? ofEntry : 'view.paths.length';
  return (
    <>
      <p
        className="paths-total"
        aria-busy={busy}
        data-path-total={id}
        onPointerEnter={() => point(id)}
        onPointerLeave={() => point(null)}
      >
        <strong>{t(whole ? name : 'ui.soFar')}</strong>
        <span className="paths-count">
          {t('studio.paths.count', { known: total.known - total.hidden, all: total.all })}
        </span>
        <Amount value={total.known === 0 || isWithheld(moment.trace, id) ? null : total.soFar} />
      </p>
      <UsedTotal {...props} />
    </>
  );
}

/** What the update uses of it; nothing where nothing is cut, and while some of the paths are switched off. */
export function UsedTotal(props: {
  readonly moment: Moment;
  readonly choice: PathChoice;
}): ReactNode {
  const t = useTranslate();
  const used = usedAmount(props.moment, props.choice);
  if (used === null) return null;
  return (
    <p className="paths-total paths-used">
      <strong>{t('studio.paths.used')}</strong>
      <span />
      <Amount value={used} />
    </p>
  );
}

function usedAmount(moment: Moment, { subject, switches }: PathChoice): number | null {
  const { trace } = moment;
  if (trace.truncated === null) return null;
  const from = knownFrom(moment, subject.parameter);
  const { known, on } = pathCounts(trace, subject.parameter, from, switches);
  const isAsked = isWithheld(trace, parameterGradientId(subject.parameter));
  return isAsked || known === 0 || on < known ? null : usedTotal(trace, subject, from);
}
