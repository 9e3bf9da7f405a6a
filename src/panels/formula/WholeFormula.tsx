// Every line and every number of a formula, where a page has room for them; and LaTeX of more than one beat.

import { type ReactNode, Suspense, useMemo } from 'react';
import { formulaOf } from '#expression/formula-of.ts';
import { latexOf } from '#expression/latex.ts';
import type { Beat } from '#playback/beat.ts';
import type { Trace } from '#trace/record/trace.ts';
import { CopyButton } from '#ui/controls/CopyButton.tsx';
import { useNotation, usePlainWriting } from '#ui/notation-context.tsx';
import { useStudio } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { sentenceOf } from '#words/sentence.ts';
import { FormulaLines } from './FormulaLines.tsx';
import { SymbolMeanings } from './lazy-meanings.tsx';
import type { KatexState } from './use-katex.ts';

interface WholeProps {
  readonly trace: Trace;
  readonly beat: Beat | null;
}

export function WholeFormula(props: WholeProps & { readonly katex: KatexState }): ReactNode {
  const notation = useNotation();
  const { trace, beat, katex } = props;
  const derivation = useMemo(() => formulaOf(trace, beat, notation), [trace, beat, notation]);
  return (
    <>
      <FormulaLines derivation={derivation} katex={katex} subject={beat} />
      <Suspense>
        <SymbolMeanings derivation={derivation} />
      </Suspense>
      <CopySeveral trace={trace} beat={beat} />
    </>
  );
}

/** LaTeX of all beats of this step, and of all beats there are. */
function CopySeveral({ trace, beat }: WholeProps): ReactNode {
  const t = useTranslate();
  const notation = useNotation();
  const writing = usePlainWriting();
  const beats = useStudio((s) => s.beats);
  const step = beat?.t ?? null;
  const tex = (chosen: readonly Beat[]): string =>
    latexOf(trace, chosen, notation, (one) => sentenceOf(trace, one, t, writing).title);
  return (
    <p className="formula-copies">
      {step !== null && (
        <CopyButton
          label={t('formula.copy.step', { t: step })}
          textLabel={t('studio.formula.tex')}
          text={() => tex(beats.filter((one) => one.t === step))}
        />
      )}
      <CopyButton
        label={t('formula.copy.all')}
        textLabel={t('studio.formula.tex')}
        text={() => tex(beats)}
      />
      <span>{t('formula.copy.needs')}</span>
    </p>
  );
}
