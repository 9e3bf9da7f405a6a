// By which roads a gradient comes back to a state: one road for each use of the state, each with its part.
//
//   LSTM, column t:   ① c₋ → c                    straight, scaled by f alone
//                     ② h₋ → a_f → f → c   …      through the gates, over a matrix
//                     and at its own step:  c → h,  h → logits
//
//   ∂L/∂s_t = Σ over the uses of s_t of (∂use/∂s_t)ᵀ·∂L/∂use

import { oncePer } from '#base/memo.ts';
import { normOf } from '#base/norm.ts';
import { type Edge, edgesFrom, type Model, quantityOf, sizeOf } from '#model/model.ts';
import { orderOfUse } from '#model/order-of-use.ts';
import type { Trace } from '#trace/record/trace.ts';
import { edgeFlow } from './edge-flow.ts';
import { denseEntries, stepBlock, through } from './step-blocks.ts';

export interface Road {
  /**
   * From 1, the same at every step: first the straight roads to the next step, then those through gates in the order
   * in which the states use these, then those at the state's own step.
   */
  readonly number: number;
  /** The state that it leads back to. */
  readonly state: string;
  /** The first use of the state. At `before` it is read one step later, at `now` at its own step. */
  readonly edge: Edge;
  /** What it passes within the step of that use, in the order of computing: the use first, without the states at the end. */
  readonly passes: readonly string[];
  /** The states it ends in, or `logits`. */
  readonly ends: readonly string[];
  /** Elementwise to a state, over nothing between: what its term is scaled by. */
  readonly scaledBy: readonly string[];
}

export interface RoadPart {
  readonly road: Road;
  /** As many numbers as the state has units; the parts of all roads add up to ∂L/∂s_t. */
  readonly vector: Float64Array;
  readonly norm: number;
}

/** Is the state's next step reached elementwise at once? */
export function isStraight({ edge, passes }: Road): boolean {
  return edge.from.at === 'before' && edge.kind === 'elementwise' && passes.length === 0;
}

/** Every road of a cell, by number. Kept for the life of the model. */
export const roadsOf = oncePer((model: Model): readonly Road[] => {
  const { states } = model.cell;
  const all = (['before', 'now'] as const).flatMap((at) =>
    states.flatMap((state) => edgesFrom(model, state, at).map((edge) => roadOf(model, edge))),
  );
  const order = orderOfUse(model);
  const rank = (road: Road): number => {
    if (road.edge.from.at === 'now') return order.length;
    return isStraight(road) ? -1 : order.indexOf(road.edge.to);
  };
  return all.toSorted((a, b) => rank(a) - rank(b)).map((road, i) => ({ ...road, number: i + 1 }));
});

function roadOf(model: Model, edge: Edge): Road {
  const { states } = model.cell;
  const isEnd = (name: string): boolean => states.includes(name) || name === 'logits';
  const passed = new Set<string>();
  const ends = new Set<string>();
  const visit = (name: string): void => {
    if (isEnd(name)) ends.add(name);
    else if (!passed.has(name)) {
      passed.add(name);
      for (const use of edgesFrom(model, name, 'now')) visit(use.to);
    }
  };
  visit(edge.to);
  const order = model.quantities.map((q) => q.name);
  const passes = order.filter((name) => passed.has(name));
  const term = quantityOf(model, edge.to).terms[edge.term];
  const others =
    term?.kind === 'product' ? term.factors.filter((_, factor) => factor !== edge.factor) : [];
  return {
    number: 0,
    state: edge.from.quantity,
    edge,
    passes,
    ends: order.filter((name) => ends.has(name)),
    scaledBy: others.map(({ source }) => source.quantity),
  };
}

/**
 * The gradient of a state at step t, ∂L/∂s_t, road by road. Without the roads that do not exist at that step: those
 * to the next one at the last, and that to the loss where there is none. The run must have its gradients at t, and
 * at t + 1.
 */
export function roadParts(trace: Trace, state: string, t: number): readonly RoadPart[] {
  return roadsOf(trace.model)
    .filter((road) => road.state === state && existsAt(trace, road, t))
    .map((road) => {
      const vector = edgeFlow(trace, road.edge, road.edge.from.at === 'before' ? t + 1 : t);
      return { road, vector, norm: normOf(vector) };
    });
}

function existsAt(trace: Trace, { edge }: Road, t: number): boolean {
  if (edge.from.at === 'before') return t < trace.steps;
  return edge.to !== 'logits' || trace.lossSteps.includes(t);
}

/**
 * How much of a whole a part is, along the whole: ⟨part, whole⟩/‖whole‖². The shares of parts that add up to the whole
 * add up to 1; a part against it has a negative share. null for a whole of length 0.
 */
export function shareOfWhole(part: Float64Array, whole: Float64Array): number | null {
  const length = normOf(whole);
  if (!(length > 0) || !Number.isFinite(length)) return null;
  return part.reduce((sum, value, i) => sum + (value / length) * ((whole[i] ?? 0) / length), 0);
}

/** The sum of vectors of one size; empty for none. */
export function sumOfParts(parts: readonly Float64Array[]): Float64Array {
  const [first, ...others] = parts;
  if (!first) return new Float64Array(0);
  return first.map((value, i) => others.reduce((sum, part) => sum + (part[i] ?? 0), value));
}

export interface JacobianPart {
  readonly road: Road;
  /** size(to) × size(from) numbers, row-major. */
  readonly entries: Float64Array;
}

/** The roads by which a state reaches itself within one step, the other states of the step before held fixed. */
export function roadsBetween(model: Model, state: string): readonly Road[] {
  const within = withinStep(model);
  return roadsOf(model).filter(
    ({ edge, state: start }) =>
      start === state && edge.from.at === 'before' && within(edge.to).has(state),
  );
}

/** The states over which a state reaches itself one step later, entering them at its own step. */
export function detoursOf(model: Model, state: string): readonly string[] {
  const within = withinStep(model);
  return model.cell.states.filter(
    (over) =>
      over !== state &&
      within(state).has(over) &&
      edgesFrom(model, over, 'before').some(({ to }) => within(to).has(state)),
  );
}

/** What a quantity reaches within its own step, itself included. */
function withinStep(model: Model): (name: string) => ReadonlySet<string> {
  const reach = (name: string, reached: Set<string>): ReadonlySet<string> => {
    if (!reached.has(name)) {
      reached.add(name);
      for (const { to } of edgesFrom(model, name, 'now')) reach(to, reached);
    }
    return reached;
  };
  return (name) => reach(name, new Set());
}

/**
 * ∂to_t/∂from_{t−1} with the other states of step t − 1 held fixed, by the road it runs over: the parts add up to
 * `jacobian(trace, t, to, from)`.
 */
export function jacobianByRoad(
  trace: Trace,
  t: number,
  to: string,
  from: string,
): readonly JacobianPart[] {
  return roadsOf(trace.model).flatMap((road): JacobianPart[] => {
    if (road.state !== from || road.edge.from.at !== 'before') return [];
    const block = stepBlock(trace, t, to, { quantity: road.edge.to, at: 'now' });
    if (!block) return [];
    return [{ road, entries: denseEntries(through(trace, block, road.edge, t)) }];
  });
}

/** A part of the total ∂to_t/∂from_{t−1} that runs over another state of step t − 1, which `from` enters at its own step. */
export interface DetourPart {
  readonly over: string;
  readonly entries: Float64Array;
}

/**
 * What ∂to_t/∂from_{t−1} gains where the other states of step t − 1 move along with `from`: in an LSTM the way of c_{t−1}
 * over h_{t−1} and the gates, beside the straight one. Added to the parts by road, it is the total derivative.
 */
export function detours(trace: Trace, t: number, to: string, from: string): readonly DetourPart[] {
  if (t < 2) return [];
  return trace.model.cell.states.flatMap((over): DetourPart[] => {
    if (over === from) return [];
    const within = stepBlock(trace, t - 1, over, { quantity: from, at: 'now' });
    const ahead = stepBlock(trace, t, to, { quantity: over, at: 'before' });
    if (!within || !ahead) return [];
    const size = sizeOf(trace.model, over);
    return [{ over, entries: product(denseEntries(ahead), denseEntries(within), size) }];
  });
}

/** Of two square matrices, row-major. */
function product(left: Float64Array, right: Float64Array, size: number): Float64Array {
  return left.map((_, at) => {
    const [row, column] = [Math.floor(at / size), at % size];
    let sum = 0;
    for (let k = 0; k < size; k++) {
      sum += (left[row * size + k] as number) * (right[k * size + column] as number);
    }
    return sum;
  });
}
