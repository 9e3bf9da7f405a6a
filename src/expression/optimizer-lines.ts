// The update of a weight as the optimizer declares it: W′, and what of its memory goes into it, for any update of a training.

import { chosenOptimizer } from '#config/optimizer-state.ts';
import {
  apply,
  constant,
  difference,
  type Expression,
  elementwise,
  multiply,
  quantity,
  quotient,
  sum,
} from '#model/expression.ts';
import { parameterOf } from '#model/model.ts';
import { isScalar, partsOf, type Rule, ruleValue } from '#model/optimizers/rule.ts';
import {
  optimizerId,
  parameterEntryId,
  parameterId,
  type QuantityId,
  updatedId,
} from '#model/quantity-id.ts';
import type { Trace } from '#trace/record/trace.ts';
import { type LineDraft, note } from './derivation.ts';
import { worked } from './drafts.ts';

/** Matrices up to this side are shown whole where the rule is W − α·G. */
const SMALL_MATRIX = 5;

/** From the id of a whole to that of what is shown of it. */
type Shown = (id: QuantityId) => QuantityId;

const whole: Shown = (id) => id;

/** W after the update; `gradient` is what the update uses of it. */
export function optimizerLines(
  trace: Trace,
  parameter: string,
  gradient: QuantityId,
): readonly LineDraft[] {
  const { graph } = chosenOptimizer(trace.experiment.training);
  const subject = updatedId(parameter);
  const writer = writerOf(trace, parameter, gradient);
  const lines = worked(subject, { symbols: writer(graph.weight, whole) });
  const { rows, columns } = parameterOf(trace.model, parameter);
  const isPlain = graph.quantities.length === 0 && !readsSquares(graph.weight);
  if (isPlain && Math.max(rows, columns) <= SMALL_MATRIX) return lines;
  const isSingle = rows * columns === 1;
  const entry = isSingle ? whole : largestChange(trace, parameter);
  const remarks = isPlain ? [] : remarksOf(trace, graph.weight);
  const memory = graph.quantities.flatMap(({ name, rule }) => {
    const id = entry(optimizerId(parameter, name, 'after'));
    return worked(id, { symbols: writer(rule, entry) }).map(asWorking);
  });
  if (isSingle) return [...lines, ...memory, ...remarks];
  // The rule works entry by entry: one entry with its numbers says more than three matrices in a fraction.
  const example = worked(entry(subject), { symbols: writer(graph.weight, entry) }).map(asWorking);
  const results = lines.filter((line) => line.role === 'result');
  return [
    ...lines.filter((line) => line.role === 'definition'),
    ...example,
    ...results.map((line) => ({ ...line, left: quantity(subject) })),
    ...memory,
    ...remarks,
  ];
}

/** The derivation has one rule; what follows works it out. */
function asWorking(line: LineDraft): LineDraft {
  return line.role === 'definition' ? { ...line, role: 'symbols' } : line;
}

function readsSquares(rule: Rule): boolean {
  return rule.kind === 'root' || rule.kind === 'square' || partsOf(rule).some(readsSquares);
}

function remarksOf({ update }: Trace, weight: Rule): readonly LineDraft[] {
  const count = update?.count ?? 1;
  const remark = note('elementwiseUpdate', { count });
  return shrinksWeights(weight) ? [note('weightDecay'), remark] : [remark];
}

/** Does the rule multiply the weight itself? */
function shrinksWeights(rule: Rule): boolean {
  const isScaled =
    rule.kind === 'product' && (rule.left.kind === 'weight' || rule.right.kind === 'weight');
  return isScaled || partsOf(rule).some(shrinksWeights);
}

/** Writes a rule for the parameter, or for one entry of it. */
function writerOf(
  trace: Trace,
  parameter: string,
  gradient: QuantityId,
): (rule: Rule, shown: Shown) => Expression {
  const { optimizer, settings } = chosenOptimizer(trace.experiment.training);
  const letters = new Map([
    ['learningRate', '\\alpha'],
    ...optimizer.settings.map(({ name, letter }) => [name, letter.tex] as const),
  ]);
  const letterOf = (rule: Rule): string =>
    rule.kind === 'setting' ? (letters.get(rule.name) ?? rule.name) : `(${rule.kind})`;
  const count = trace.update?.count ?? 1;
  const valueAt = (rule: Rule): number =>
    ruleValue(rule, { settings, count, entry: () => Number.NaN });
  const write = (rule: Rule, shown: Shown): Expression => {
    const of = (part: Rule): Expression => write(part, shown);
    switch (rule.kind) {
      case 'number':
        return constant(rule.value);
      case 'setting':
        return constant(valueAt(rule), letterOf(rule));
      case 'power':
        return constant(valueAt(rule), `${letterOf(rule.of)}^{k}`);
      case 'weight':
        return quantity(shown(parameterId(parameter)));
      case 'gradient':
        return quantity(shown(gradient));
      case 'quantity':
        return quantity(shown(optimizerId(parameter, rule.name, rule.at)));
      case 'sum':
        return sum(of(rule.left), of(rule.right));
      case 'difference':
        return difference(of(rule.left), of(rule.right));
      case 'product': {
        const isScaling = isScalar(rule.left) || isScalar(rule.right);
        return (isScaling ? multiply : elementwise)(of(rule.left), of(rule.right));
      }
      case 'quotient':
        return quotient(of(rule.left), of(rule.right));
      case 'root':
        return apply('sqrt', of(rule.of));
      case 'square':
        return apply('square', of(rule.of));
    }
  };
  return write;
}

/** To the id of the entry that changes most, of the parameter or of something of its shape. */
function largestChange(trace: Trace, parameter: string): Shown {
  const shape = parameterOf(trace.model, parameter);
  const before = trace.parameters.subarray(shape.offset);
  const after = trace.update?.parameters.subarray(shape.offset);
  let at = 0;
  let largest = -1;
  for (let i = 0; i < shape.rows * shape.columns; i++) {
    const change = Math.abs((after?.[i] ?? 0) - (before[i] ?? 0));
    if (change > largest) {
      largest = change;
      at = i;
    }
  }
  const row = Math.floor(at / shape.columns) + 1;
  const column = (at % shape.columns) + 1;
  return (id) => parameterEntryId(shape, id, row, column);
}
