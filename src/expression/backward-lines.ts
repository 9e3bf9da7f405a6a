// Formulas of the backward pass: one rule for every quantity of every cell, read from the edges of its declaration.

import { present } from '#base/exhaustive.ts';
import {
  constant,
  difference,
  type Expression,
  multiply,
  outer,
  quantity,
  transpose,
} from '#model/expression.ts';
import { headOf } from '#model/heads/all.ts';
import { type Edge, edgesFrom, type ParameterShape, quantityOf } from '#model/model.ts';
import {
  carriedId,
  contributionId,
  gradientId,
  jacobianId,
  localId,
  lossId,
  parameterId,
  type QuantityId,
  targetId,
  valueId,
} from '#model/quantity-id.ts';
import { numbersOf } from '#trace/derived/numbers-of.ts';
import type { Trace } from '#trace/record/trace.ts';
import { type LineDraft, note } from './derivation.ts';
import { worked } from './drafts.ts';
import {
  backThrough,
  carriedByJacobians,
  chainThrough,
  sourceId,
  summed,
  usersAtStep,
  waysInside,
} from './rules.ts';

/** ∂L/∂logits_t: the two derivatives of the head, and ŷ_t − y_t, which they come to; times 1/n where the loss is a mean. */
export function outputGradientLines(trace: Trace, t: number): readonly LineDraft[] {
  const head = headOf(trace.model.specification.head);
  const [y, of, logits] = [targetId(t), valueId('prediction', t), valueId('logits', t)];
  const scaled = (...factors: readonly Expression[]): Expression => {
    const count = trace.lossSteps.length;
    const isMean = trace.model.specification.lossReduction === 'mean' && count > 1;
    const all = isMean ? [constant(1 / count, `\\tfrac{1}{${count}}`), ...factors] : factors;
    const [only] = all;
    return all.length === 1 && only ? only : multiply(...all);
  };
  const jacobian = head.jacobian(quantity(of), logits);
  const gradient = head.lossGradient(quantity(of), quantity(y));
  const lines = worked(gradientId('logits', t), {
    chain: scaled(transpose({ kind: 'derivative', of, by: logits, value: jacobian }), {
      kind: 'derivative',
      of: lossId(t),
      by: of,
      value: gradient,
    }),
    symbols: scaled(difference(quantity(of), quantity(y))),
  });
  const isLinear = head.id === 'linear';
  return [
    ...lines.slice(0, 1),
    // Every head's Jacobian is symmetric: it needs no transposing.
    ...(isLinear ? [] : [between(gradientId('logits', t), scaled(jacobian, gradient))]),
    ...lines.slice(1),
    note(isLinear ? 'errorIsDerivativeLinear' : 'errorIsDerivative'),
    // Here ∂⁺ stands for the first time on the way back.
    ...(t === trace.lossSteps.at(-1) ? [note('immediate')] : []),
  ];
}

/** A further line in symbols, between the chain rule and what it comes to. */
function between(subject: QuantityId, right: Expression): LineDraft {
  return { role: 'symbols', subject, left: null, right, mode: 'symbols' };
}

/** What L_t sends into the output state: through the logits and nothing else. */
export function localLines(trace: Trace, t: number): readonly LineDraft[] {
  const { model } = trace;
  const edges = edgesFrom(model, model.cell.output, 'now').filter((e) => e.to === 'logits');
  return [...worked(localId(t), gathered(trace, edges, t, [], [])), note('immediate')];
}

/** ∂L/∂q_t of any quantity: through every use at t, and for a state also through what step t + 1 makes of it. */
export function gradientLines(trace: Trace, name: string, t: number): readonly LineDraft[] {
  const { model } = trace;
  const isOutput = name === model.cell.output;
  const isCarried = model.cell.states.includes(name) && t < trace.steps;
  const local = isOutput && trace.lossSteps.includes(t) ? [quantity(localId(t))] : [];
  const carried = isCarried ? [quantity(carriedId(name, t))] : [];
  const jacobians = isCarried ? carriedByJacobians(trace, name, t) : [];
  const edges = usersAtStep(model, name);
  const subject = gradientId(name, t);
  const remarks = remarksOn(trace, name, t);
  if (edges.length + local.length + carried.length === 0) {
    const zero = quantity(subject);
    return [{ role: 'result', subject, left: zero, right: zero, mode: 'numbers' }, ...remarks];
  }
  const chained = isOutput ? jacobians : carried;
  const working = gathered(trace, edges, t, [...local, ...chained], [...local, ...carried]);
  return [...worked(subject, working), ...remarks];
}

/** The uses at t by the chain rule, and worked out; `chained` and `plain` are further terms of the two. */
function gathered(
  trace: Trace,
  edges: readonly Edge[],
  t: number,
  chained: readonly Expression[],
  plain: readonly Expression[],
): { readonly chain: Expression; readonly symbols: Expression } {
  const { model } = trace;
  return {
    chain: summed([...edges.map((e) => chainThrough(model, e, t)), ...chained]),
    symbols: summed([...edges.map((e) => backThrough(model, e, t)), ...plain]),
  };
}

function remarksOn(trace: Trace, name: string, t: number): readonly LineDraft[] {
  const { cell } = trace.model;
  const hasLoss = trace.lossSteps.includes(t);
  const isLast = t === trace.steps;
  if (name === cell.output) {
    if (isLast) return [note(hasLoss ? 'onlyLocal' : 'nothingArrives')];
    return [note(hasLoss ? 'meet' : 'onlyCarried', { t, next: t + 1 })];
  }
  if (cell.states.includes(name)) {
    return isLast ? [] : [note('totalOfState', { state: name })];
  }
  const slopes = usersAtStep(trace.model, name).filter((edge) => edge.kind === 'elementwise');
  return slopes.length > 0 && quantityOf(trace.model, name).role === 'pre-activation'
    ? [note('slopeKept')]
    : [];
}

/** What the use at t adds to the gradient of every parameter inside a quantity: ∂L/∂q_t times the source, transposed. */
export function contributionLines(trace: Trace, name: string, t: number): readonly LineDraft[] {
  const owned = trace.model.parameters.filter((p) => p.owner === name);
  const lines = owned.flatMap((parameter, i) => contributionOf(parameter, t, i === 0));
  const hasZeroSource = owned.some((p) => p.source && isZero(trace, sourceId(p.source, t)));
  // The first contribution of a run is that of the output: there the bar in ∂L/∂W|ₜ is explained.
  const remark = name === 'logits' ? [note('oneUse')] : hasZeroSource ? [note('sourceZero')] : [];
  return [...lines, ...remark];
}

function contributionOf(
  parameter: ParameterShape,
  t: number,
  withChain: boolean,
): readonly LineDraft[] {
  const subject = contributionId(parameter.name, t);
  const gradient = gradientId(parameter.owner, t);
  const { source } = parameter;
  const use = source
    ? outer(quantity(gradient), quantity(sourceId(source, t)))
    : quantity(gradient);
  if (!withChain) return worked(subject, { symbols: use });
  const chain: Expression = {
    kind: 'contraction',
    gradient,
    owner: valueId(parameter.owner, t),
    parameter: parameterId(parameter.name),
    value: use,
  };
  return worked(subject, { chain, symbols: use });
}

function isZero(trace: Trace, id: string): boolean {
  return numbersOf(trace, id)?.data.every((value) => value === 0) ?? false;
}

/** Back to t − 1: through every use that step t makes of the state, and the same by Jacobians. */
export function carryLines(trace: Trace, state: string, t: number): readonly LineDraft[] {
  const { model } = trace;
  const edges = edgesFrom(model, state, 'before');
  const lines = worked(carriedId(state, t - 1), {
    chain: summed(carriedByJacobians(trace, state, t - 1)),
    symbols: summed(edges.map((edge) => backThrough(model, edge, t))),
  });
  const inside = waysInside(model, model.cell.output, state, t);
  return [...lines, ...jacobianLines(trace, state, t), remarkOnWays(edges, inside.length, state)];
}

function remarkOnWays(edges: readonly Edge[], ways: number, state: string): LineDraft {
  const throughWeights = edges.some((edge) => edge.weight !== undefined);
  if (!throughWeights) return note('gateProduct', { state });
  return ways > 1 ? note('jacobianWays', { count: ways }) : note('jacobianProduct');
}

/** At most this many ways through the cell are written out for a Jacobian. */
const WAYS_SHOWN = 2;

function jacobianLines(trace: Trace, state: string, t: number): readonly LineDraft[] {
  const { model } = trace;
  return model.cell.states.flatMap((to) => {
    const ways = waysInside(model, to, state, t);
    if (ways.length === 0 || ways.length > WAYS_SHOWN) return [];
    const subject = jacobianId(to, t, state);
    const all = worked(subject, { symbols: summed(ways) });
    // The rule and what it comes to: its numbers would be a product of three matrices.
    return all.filter(
      (line) => line.role !== 'numbers' || present(ways[0], 'way').kind !== 'product',
    );
  });
}
