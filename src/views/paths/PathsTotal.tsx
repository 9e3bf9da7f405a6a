// What the paths that are on come to: the last line below a list of them.

import { type ReactNode, useCallback } from 'react';
import { entryId, parameterGradientId } from '#model/quantity-id.ts';
import { usedTotal } from '#trace/path-measure.ts';
import type { Moment } from '#views/moment.ts';
import { useStudioActions } from '#views/studio-context.tsx';
import { useTranslate } from '#views/translate-context.tsx';
import { Amount } from './Amount.tsx';
import { aboutPaths, knownFrom, type PathChoice, type PathTotal, pathTotal } from './path-rows.ts';
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
  const used = usedAmount(moment, choice, total);
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
        <Amount value={total.known === 0 ? null : total.soFar} />
      </p>
      {used !== null && (
        <p className="paths-total paths-used">
          <strong>{t('studio.paths.used')}</strong>
          <span />
          <Amount value={used} />
        </p>
      )}
    </>
  );
}

/** What truncation leaves of the known paths; null where nothing is cut, and while some of them are switched off. */
function usedAmount(
  moment: Moment,
  { subject }: PathChoice,
  { known, hidden }: PathTotal,
): number | null {
  const { trace } = moment;
  if (trace.truncated === null || known === 0 || hidden > 0) return null;
  return usedTotal(trace, subject, knownFrom(moment, subject.parameter));
}
