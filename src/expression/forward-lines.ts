// Formulas of the forward pass and the loss.

import { present } from '#base/exhaustive.ts';
import {
  apply,
  constant,
  type Expression,
  multiply,
  overTime,
  quantity,
} from '#model/expression.ts';
import { headOf } from '#model/heads/all.ts';
import { quantityOf } from '#model/model.ts';
import { lossId, type StepMark, targetId, totalLossId, valueId } from '#model/quantity-id.ts';
import type { Trace } from '#trace/record/trace.ts';
import { type LineDraft, note } from './derivation.ts';
import { worked } from './drafts.ts';
import { ruleOf } from './rules.ts';

/** x_t as it was read. */
export function readLines(t: number): readonly LineDraft[] {
  const x = quantity(valueId('x', t));
  return [{ role: 'result', subject: valueId('x', t), left: x, right: x, mode: 'numbers' }];
}

/** A quantity of the cell, the logits or the prediction, by its rule. */
export function computeLines(trace: Trace, name: string, t: number): readonly LineDraft[] {
  const subject = valueId(name, t);
  if (name === 'prediction') return worked(subject, { symbols: predictionRule(trace, t) });
  const lines = worked(subject, { symbols: ruleOf(trace.model, name, t) });
  const notes = [
    ...(name === 'logits' ? [note('logits')] : []),
    ...(t === 1 && readsZeroState(trace, name) ? [note('initialStateZero')] : []),
  ];
  return [...lines, ...notes];
}

/** ŷ_t by the head's function of the logits. */
export function predictionRule(trace: Trace, t: StepMark): Expression {
  return apply(headOf(trace.model.specification.head).map, quantity(valueId('logits', t)));
}

function readsZeroState(trace: Trace, name: string): boolean {
  const sources = quantityOf(trace.model, name).terms.flatMap((term) =>
    term.kind === 'matrix'
      ? [term.source]
      : term.kind === 'product'
        ? term.factors.map((f) => f.source)
        : [],
  );
  return sources.some(
    (source) =>
      source.at === 'before' &&
      present(trace.initial[source.quantity], 'initial state').every((value) => value === 0),
  );
}

/** L_t by the head's own formula. */
export function lossRule(trace: Trace, t: StepMark): Expression {
  const head = headOf(trace.model.specification.head);
  return head.lossExpression(quantity(valueId('prediction', t)), quantity(targetId(t)));
}

export function lossLines(trace: Trace, t: number): readonly LineDraft[] {
  const isSquared = trace.model.specification.head === 'linear';
  const remark = note(isSquared ? 'lossIsSquaredError' : 'lossIsCrossEntropy');
  return [...worked(lossId(t), { symbols: lossRule(trace, t) }), remark];
}

/** L: the sum, or the mean, of the losses of the steps that have one. */
export function totalLossLines(trace: Trace): readonly LineDraft[] {
  const terms = trace.lossSteps.map((t) => quantity(lossId(t)));
  const scaled = (of: Expression): Expression => {
    const count = trace.lossSteps.length;
    const isMean = trace.model.specification.lossReduction === 'mean' && count > 1;
    return isMean ? multiply(constant(1 / count, `\\tfrac{1}{${count}}`), of) : of;
  };
  const [only] = terms;
  if (terms.length === 1 && only) return worked(totalLossId, { symbols: only });
  const series: Expression = {
    kind: 'series',
    ...limitsOf(trace.lossSteps, trace.steps),
    general: quantity(lossId('t')),
    terms,
  };
  return worked(totalLossId, { chain: scaled(series), symbols: scaled(overTime(terms)) }).map(
    (line) => (line.role === 'chain rule' ? { ...line, role: 'definition' } : line),
  );
}

/** What stands under and over Σ: 1 … T, or the list of the steps that have a loss. */
export function limitsOf(
  steps: readonly number[],
  all: number,
): { readonly below: string; readonly above: string | null } {
  if (steps.length === all) return { below: 't=1', above: String(all) };
  return {
    below: steps.length <= 4 ? `t\\in\\{${steps.join(',')}\\}` : 't:\\,y_t',
    above: null,
  };
}
