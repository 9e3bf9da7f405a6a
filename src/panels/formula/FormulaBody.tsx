// The formula of the beat, fitted into its box: rule, chain rule, the same with the numbers in, the result; before the first beat, the whole net.

import { Maximize2 } from 'lucide-react';
import { type ReactNode, Suspense, useId, useMemo, useState } from 'react';
import { formulaOf } from '#expression/formula-of.ts';
import type { Beat } from '#playback/beat.ts';
import type { Trace } from '#trace/record/trace.ts';
import { Dialog } from '#ui/controls/Dialog.tsx';
import { lazyView } from '#ui/lazy-view.tsx';
import { useMoment } from '#ui/moment.ts';
import { useNotation } from '#ui/notation-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { useBegun } from '#ui/use-begun.ts';
import { CopyTexButton } from './CopyTexButton.tsx';
import { FactorButtons } from './FactorButtons.tsx';
import { FormulaLines } from './FormulaLines.tsx';
import { SymbolMeanings } from './lazy-meanings.tsx';
import { useDrawnAhead } from './use-drawn-ahead.ts';
import { useDrawnInTurns } from './use-drawn-in-turns.ts';
import { useFormulaRoom } from './use-formula-room.ts';
import { type KatexState, useKatex } from './use-katex.ts';

const WholeFormula = lazyView(
  () => import('./WholeFormula.tsx').then((m) => m.WholeFormula),
  ['beats', 'selected'],
);

export function FormulaBody(): ReactNode {
  const t = useTranslate();
  const title = useId();
  const { katex, fetchAgain } = useKatex();
  const moment = useMoment();
  const [box, room] = useFormulaRoom();
  const begun = useBegun();
  const notation = useNotation();
  const { trace = null, beat = null } = moment ?? {};
  const newest = useMemo(
    () => (trace && room ? { derivation: formulaOf(trace, beat, notation, room), beat } : null),
    [trace, beat, notation, room],
  );
  const subject = useDrawnInTurns(newest, katex);
  useDrawnAhead(katex, moment, room);
  return (
    <section className="formula" aria-labelledby={title}>
      <header className="formula-header">
        <h2 id={title} className="panel-title">
          {t(beat ? 'ui.formula' : 'studio.formula.net')}
        </h2>
        {katex === 'missing' && (
          <button type="button" className="link-button" onClick={fetchAgain}>
            {t('view.notFetched.again')}
          </button>
        )}
        {subject && <CopyTexButton derivation={subject.derivation} />}
        {trace && <WholeButton trace={trace} beat={beat} katex={katex} />}
      </header>
      <div ref={box} className="formula-box">
        {subject && (
          <>
            <FormulaLines derivation={subject.derivation} katex={katex} subject={subject.beat} />
            <FactorButtons derivation={subject.derivation} />
            {begun && (
              <Suspense>
                <SymbolMeanings derivation={subject.derivation} />
              </Suspense>
            )}
          </>
        )}
      </div>
    </section>
  );
}

/** Every line and every number that a page has room for, where the box had none. */
function WholeButton(props: {
  readonly trace: Trace;
  readonly beat: Beat | null;
  readonly katex: KatexState;
}): ReactNode {
  const t = useTranslate();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="link-button" onClick={() => setOpen(true)}>
        {enlarge}
        <span>{t('studio.formula.whole')}</span>
      </button>
      {open && (
        <Dialog title={t('studio.formula.whole')} onClose={() => setOpen(false)}>
          <div className="formula-whole">
            <Suspense>
              <WholeFormula {...props} />
            </Suspense>
          </div>
        </Dialog>
      )}
    </>
  );
}

/** The same element each time: the formula changes with every edit, and this does not. */
const enlarge = <Maximize2 aria-hidden="true" size={13} />;
