// The lines of a derivation: equations flow in rows and break before “=”, remarks stand below; what the pointer meets is lit everywhere.

import { Fragment, type ReactNode, useMemo } from 'react';
import type { Derivation, EquationLine, Line } from '#expression/derivation.ts';
import { litBy } from '#marks/lighting.ts';
import type { Beat } from '#playback/beat.ts';
import { isWindowed } from '#playback/window.ts';
import { RichText } from '#ui/controls/RichText.tsx';
import { useMoreBelow } from '#ui/controls/use-more-below.ts';
import { useWriting } from '#ui/notation-context.tsx';
import { useStudio, useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { noteText, spokenLine } from '#words/spoken.ts';
import { factorId, TexLine } from './TexLine.tsx';
import { useFittedLines } from './use-fitted-lines.ts';
import type { KatexState } from './use-katex.ts';

export function FormulaLines(props: {
  readonly derivation: Derivation;
  readonly katex: KatexState;
  /** What is derived; another one is read from its beginning. */
  readonly subject: Beat | null;
}): ReactNode {
  const t = useTranslate();
  const writing = useWriting();
  const { derivation, katex } = props;
  const { point, select } = useStudioActions();
  const pointed = useStudio((s) => s.pointed);
  const { context, lines, scale } = derivation;
  const drawn = useMemo(() => ({ lines, katex }), [lines, katex]);
  const rows = useFittedLines(drawn, isWindowed(context.trace.steps));
  const box = useMoreBelow(props.subject);
  const lit = useMemo(() => litBy(pointed, context.model), [pointed, context.model]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keyboard's way is FactorButtons
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard's way is FactorButtons
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
      <div>
        {katex === 'missing' && <p className="formula-note">{t('studio.formula.missing')}</p>}
        <div ref={rows} className="formula-rows" style={{ fontSize: `${scale}em` }}>
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
              <RichText text={noteText(line, context, t, writing)} />
            </p>
          ) : null,
        )}
      </div>
    </div>
  );
}

function Gap(props: { readonly line: EquationLine; readonly before: Line | undefined }): ReactNode {
  const { line, before } = props;
  if (before === undefined) return null;
  if (!line.beginsRow) return line.beside ? <span className="formula-gap" /> : null;
  const isOther = line.left !== null && before.role === 'result';
  return <span className={isOther ? 'formula-break other' : 'formula-break'} />;
}
