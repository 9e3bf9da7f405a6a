// The formula of the beat: rule, chain rule, the same with the numbers in, the result, and what to mind about it; before the first beat, the whole net.

import { Fragment, type ReactNode, useId, useMemo } from 'react';
import { copyTex, type Derivation, type EquationLine, type Line } from '#formula/derivation.ts';
import { derivationOf } from '#formula/derivation-of.ts';
import { overviewOf } from '#formula/overview.ts';
import { standard } from '#model/notation.ts';
import type { Beat } from '#playback/beat.ts';
import { litBy } from '#scene/lighting.ts';
import { isWindowed } from '#scene/window.ts';
import { RichText } from '#views/controls/RichText.tsx';
import { useMoreBelow } from '#views/controls/use-more-below.ts';
import { useMoment } from '#views/moment.ts';
import { useStudio, useStudioActions } from '#views/studio-context.tsx';
import { useTranslate } from '#views/translate-context.tsx';
import { noteText, spokenLine } from '#words/spoken.ts';
import { CopyTexButton } from './CopyTexButton.tsx';
import { FactorButtons } from './FactorButtons.tsx';
import { factorId, TexLine } from './TexLine.tsx';
import { useDrawnAhead } from './use-drawn-ahead.ts';
import { useDrawnInTurns } from './use-drawn-in-turns.ts';
import { useFittedLines } from './use-fitted-lines.ts';
import { type KatexState, useKatex } from './use-katex.ts';
import './formula.css';

export function FormulaPanel(): ReactNode {
  const t = useTranslate();
  const title = useId();
  const katex = useKatex();
  const moment = useMoment();
  const { trace = null, beat = null } = moment ?? {};
  const newest = useMemo(() => {
    if (trace === null) return null;
    const derivation = beat ? derivationOf(trace, beat, standard) : overviewOf(trace, standard);
    return { derivation, beat };
  }, [trace, beat]);
  const subject = useDrawnInTurns(newest, katex);
  useDrawnAhead(katex, moment);
  if (subject === null) return null;
  const { derivation } = subject;
  return (
    <section className="formula" aria-labelledby={title}>
      <header className="formula-header">
        <h2 id={title} className="panel-title">
          {t(subject.beat ? 'ui.formula' : 'studio.formula.net')}
        </h2>
        <CopyTexButton tex={copyTex(derivation)} />
      </header>
      <Lines derivation={derivation} katex={katex} subject={subject.beat} />
    </section>
  );
}

function Lines(props: {
  readonly derivation: Derivation;
  readonly katex: KatexState;
  /** What is derived; another one is read from its beginning. */
  readonly subject: Beat | null;
}): ReactNode {
  const t = useTranslate();
  const { derivation, katex } = props;
  const { point, select } = useStudioActions();
  const pointed = useStudio((s) => s.pointed);
  const { context, lines } = derivation;
  const drawn = useMemo(() => ({ lines, katex }), [lines, katex]);
  const rows = useFittedLines(drawn, isWindowed(context.trace.steps));
  const box = useMoreBelow(props.subject);
  const lit = useMemo(() => litBy(pointed, context.model), [pointed, context.model]);
  return (
    <div className="formula-box">
      {katex === 'missing' && <p className="formula-note">{t('studio.formula.missing')}</p>}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keyboard's way is FactorButtons */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard's way is FactorButtons */}
      <div
        ref={box}
        className="formula-lines"
        data-keys="own"
        onPointerOver={(event) => point(factorId(event.target as Element))}
        onPointerLeave={() => point(null)}
        onClick={(event) => {
          const id = factorId(event.target as Element);
          if (id !== null) select(id);
        }}
      >
        <div ref={rows} className="formula-rows">
          {lines.map((line, i) =>
            line.role === 'note' ? null : (
              // biome-ignore lint/suspicious/noArrayIndexKey: the next beat's line takes the place over
              <Fragment key={i}>
                <Gap line={line} before={lines[i - 1]} />
                <TexLine
                  tex={line.tex}
                  spoken={spokenLine(line, context, t)}
                  katex={katex}
                  lit={lit}
                />
              </Fragment>
            ),
          )}
        </div>
        {lines.map((line) =>
          line.role === 'note' ? (
            <p key={line.note} className="formula-note">
              <RichText text={noteText(line, t)} />
            </p>
          ) : null,
        )}
      </div>
      <FactorButtons derivation={derivation} />
    </div>
  );
}

/** A new equation begins a row, and so does what follows several rows; a short one may stand beside the one before it. */
function Gap(props: { readonly line: EquationLine; readonly before: Line | undefined }): ReactNode {
  const { line, before } = props;
  if (before === undefined) return null;
  if (line.beside) return <span className="formula-gap" />;
  const breaks = line.left !== null || (before.role !== 'note' && before.isTall);
  const isOther = line.left !== null && before.role === 'result';
  return breaks ? <span className={isOther ? 'formula-break other' : 'formula-break'} /> : null;
}
