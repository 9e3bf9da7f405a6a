// The net's first lines in the letters of a notation.

import { type ReactNode, useMemo } from 'react';
import { isNote } from '#expression/derivation.ts';
import { overviewOf } from '#expression/overview.ts';
import type { Notation } from '#model/notation.ts';
import type { Trace } from '#trace/record/trace.ts';
import { useTranslate } from '#ui/translate-context.tsx';
import { spokenLine } from '#words/spoken.ts';
import { TexLine } from './TexLine.tsx';
import { useKatex } from './use-katex.ts';

export function NotationPreview(props: {
  readonly trace: Trace;
  readonly notation: Notation;
}): ReactNode {
  const t = useTranslate();
  const { trace, notation } = props;
  const { katex } = useKatex();
  const { lines, context } = useMemo(() => overviewOf(trace, notation), [trace, notation]);
  // Of a gated cell the first gate, and what the output is made of.
  const { quantities, cell } = trace.model;
  const shown = [quantities[0]?.name, cell.output, 'logits'].map((name) => `${name}@t`);
  return (
    <div className="notation-preview">
      {lines.map((line) =>
        isNote(line) || !shown.includes(line.subject) ? null : (
          <TexLine
            key={line.subject}
            tex={line.tex}
            spoken={spokenLine(line, context, t)}
            katex={katex}
            lit={nothing}
          />
        ),
      )}
    </div>
  );
}

const nothing: readonly string[] = [];
