// The whole net as equations, for the moment before the first beat: what will be computed, and where the way back leads.

import { type Expression, multiply, outer, quantity, transpose } from '#model/expression.ts';
import type { ParameterShape } from '#model/model.ts';
import type { Notation } from '#model/notation.ts';
import {
  carriedId,
  contributionId,
  gradientId,
  jacobianId,
  localId,
  lossId,
  parameterGradientId,
  type QuantityId,
  valueId,
} from '#model/quantity-id.ts';
import type { Trace } from '#trace/record/trace.ts';
import { type Derivation, type EquationDraft, isNote, note, printContext } from './derivation.ts';
import { derivationFrom, type FormulaRoom } from './fit.ts';
import { limitsOf, lossRule, predictionRule, totalLossLines } from './forward-lines.ts';
import { backThrough, ruleOf, sourceId, summed, usersAtStep } from './rules.ts';

/** Every quantity at a general step t by its rule, the loss; then ∂L/∂h_t and the sum over time for one weight. */
export function overviewOf(trace: Trace, notation: Notation, room?: FormulaRoom): Derivation {
  const { model } = trace;
  const total = totalLossLines(trace)
    .filter((line) => !isNote(line))
    .filter((line) => line.role === 'definition');
  const drafts = [
    ...model.quantities.map(({ name, terms }) => {
      const line = rule(valueId(name, 't'), ruleOf(model, name, 't'));
      return terms.some((term) => term.kind === 'matrix') ? line : beside(line);
    }),
    beside(rule(valueId('prediction', 't'), predictionRule(trace, 't'))),
    beside(rule(lossId('t'), lossRule(trace, 't'))),
    ...total.map(beside),
    ...model.cell.states.toReversed().map((state) => recursion(trace, state)),
    ...model.parameters
      .filter(isRecurrent)
      .slice(0, 1)
      .map((shape) => beside(sumOverTime(trace, shape))),
    note('overview'),
  ];
  return derivationFrom(drafts, printContext(trace, notation), room);
}

function rule(subject: QuantityId, right: Expression): EquationDraft {
  return { role: 'definition', subject, left: quantity(subject), right, mode: 'symbols' };
}

/** What is worked out of the equation before it follows on the same row. */
function beside(line: EquationDraft): EquationDraft {
  return { ...line, beside: true };
}

function isRecurrent({ source }: ParameterShape): boolean {
  return source?.at === 'before';
}

/** ∂L/∂(state)_t: its uses at t and its use by t + 1; of a lone state, the latter by its Jacobian. */
function recursion({ model }: Trace, state: string): EquationDraft {
  const { output, states } = model.cell;
  const carried =
    states.length === 1
      ? multiply(
          transpose(quantity(jacobianId(state, 't+1', state))),
          quantity(gradientId(state, 't+1')),
        )
      : quantity(carriedId(state, 't'));
  const uses = usersAtStep(model, state).map((edge) => backThrough(model, edge, 't'));
  const local = state === output ? [quantity(localId('t'))] : [];
  return rule(gradientId(state, 't'), summed([...uses, ...local, carried]));
}

/** ∂L/∂W = Σ_t ∂L/∂(owner)_t · sourceᵀ */
function sumOverTime(trace: Trace, { name, owner, source }: ParameterShape): EquationDraft {
  const steps = Array.from({ length: trace.steps }, (_, i) => i + 1);
  const gradient = quantity(gradientId(owner, 't'));
  return rule(parameterGradientId(name), {
    kind: 'series',
    ...limitsOf(steps, trace.steps),
    general: source ? outer(gradient, quantity(sourceId(source, 't'))) : gradient,
    terms: steps.map((t) => quantity(contributionId(name, t))),
  });
}
