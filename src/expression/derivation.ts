// What a formula panel shows for one beat: ordered lines, the rule, the chain rule, the numbers in, the result.

import type { Expression } from '#model/expression.ts';
import type { Notation } from '#model/notation.ts';
import type { QuantityId } from '#model/quantity-id.ts';
import type { Trace } from '#trace/record/trace.ts';
import { printTex } from './print.ts';
import { fullLimits } from './print-number.ts';
import type { PrintContext, PrintMode } from './print-quantity.ts';

export type LineRole = 'definition' | 'chain rule' | 'symbols' | 'numbers' | 'result' | 'note';

/** Remarks beside a formula; `words/` has the text of each as `note.<key>`. */
export type NoteKey =
  | 'initialStateZero'
  | 'logits'
  | 'lossIsCrossEntropy'
  | 'lossIsSquaredError'
  | 'errorIsDerivative'
  | 'errorIsDerivativeLinear'
  | 'meet'
  | 'onlyLocal'
  | 'onlyCarried'
  | 'nothingArrives'
  | 'totalOfState'
  | 'slopeKept'
  | 'immediate'
  | 'sourceZero'
  | 'jacobianProduct'
  | 'gateProduct'
  | 'jacobianWays'
  | 'oneUse'
  | 'wholeGradient'
  | 'truncated'
  | 'usedOfWhole'
  | 'batchMean'
  | 'clipped'
  | 'notClipped'
  | 'elementwiseUpdate'
  | 'weightDecay'
  | 'overview'
  | 'notComputed';

/** One line, before it is printed. `left` null continues the line above with another “=”. */
export interface EquationDraft {
  readonly role: Exclude<LineRole, 'note'>;
  /** What the line is about: its right-hand side is worth this quantity, where it names one. */
  readonly subject: QuantityId;
  readonly left: Expression | null;
  readonly right: Expression;
  readonly mode: PrintMode;
  /** May stand beside the equation before it, on one row. */
  readonly beside?: boolean;
}

export interface NoteLine {
  readonly role: 'note';
  readonly note: NoteKey;
  readonly values: Readonly<Record<string, string | number>>;
}

export interface EquationLine extends EquationDraft {
  /** For KaTeX, every factor wrapped in \htmlData{q=…} (see encode-id.ts). */
  readonly tex: string;
  /** It is set in several rows, so that nothing can follow it on its last one. */
  readonly isTall: boolean;
  /** It stands at the beginning of a row. */
  readonly beginsRow: boolean;
  /** As `sizeOfTex` reads it, in em of its type. */
  readonly width: number;
  readonly height: number;
}

export type LineDraft = EquationDraft | NoteLine;
export type Line = EquationLine | NoteLine;

export interface Derivation {
  readonly lines: readonly Line[];
  /** Of the type: 1, or less where it has to fit into a box. */
  readonly scale: number;
  readonly context: PrintContext;
}

export function note(key: NoteKey, values: NoteLine['values'] = {}): NoteLine {
  return { role: 'note', note: key, values };
}

export function isNote(line: LineDraft): line is NoteLine {
  return line.role === 'note';
}

export function printContext(trace: Trace, notation: Notation): PrintContext {
  const isMean = trace.model.specification.lossReduction === 'mean';
  const lossCount = isMean ? trace.lossSteps.length : 1;
  return { trace, model: trace.model, notation, lossCount, tagged: true, limits: fullLimits };
}

/** The equations as one aligned block for a document: no marks, nothing but standard LaTeX with amsmath. */
export function copyTex(derivation: Derivation): string {
  const rows = copyRows(derivation);
  return `\\begin{aligned}\n${rows.join(' \\\\\n')}\n\\end{aligned}`;
}

/** Its rows, aligned at the sign of equality. */
export function copyRows(derivation: Derivation): readonly string[] {
  const context: PrintContext = { ...derivation.context, tagged: false, limits: fullLimits };
  return derivation.lines.flatMap((line) => {
    if (isNote(line)) return [];
    const left = line.left === null ? '' : printTex(line.left, 'symbols', context);
    return [`${left} &= ${printTex(line.right, line.mode, context)}`];
  });
}
