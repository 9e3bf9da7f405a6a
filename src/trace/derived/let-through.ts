// What activations and gates let through: the slopes and gates of a run, as a few numbers.

import { type Edge, quantityOf } from '#model/model.ts';
import { rowOf, type Trace } from '#trace/record/trace.ts';
import { edgeSlope } from './local-derivative.ts';
import { plainRecurrence } from './recurrence.ts';

/** Of some numbers: the smallest, the mean, the largest. */
export interface Spread {
  readonly least: number;
  readonly mean: number;
  readonly most: number;
}

export function spreadOf(numbers: ArrayLike<number>): Spread {
  let [least, most, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i] as number;
    least = Math.min(least, number);
    most = Math.max(most, number);
    sum += number;
  }
  return { least, mean: sum / numbers.length, most };
}

/** A unit whose activation has less slope than this passes on next to nothing: it is saturated. */
export const saturatedBelow = 0.1;

/** The slopes between the recurrent matrix and the state. */
export interface ActivationSlopes extends Spread {
  /** How many of the units are saturated. */
  readonly saturated: number;
}

/** The slopes of the activation at step t; null where the recurrence has gates or more than one matrix. */
export function activationSlopes(trace: Trace, t: number): ActivationSlopes | null {
  const plain = plainRecurrence(trace.model);
  if (plain === null) return null;
  const slopes = slopesOf(trace, plain.activations, t);
  const saturated = slopes.filter((slope) => Math.abs(slope) < saturatedBelow).length;
  return { ...spreadOf(slopes), saturated };
}

/** Unit by unit the product of the slopes of some elementwise edges, one behind the other. */
function slopesOf(trace: Trace, edges: readonly Edge[], t: number): Float64Array {
  const size = trace.model.specification.hiddenSize;
  return edges.reduce((product, edge) => {
    const slope = edgeSlope(trace, edge, t);
    return product.map((value, i) => value * (slope[i] as number));
  }, new Float64Array(size).fill(1));
}

/** The mean slope of the activation over the steps from … to; null as above, or where there is no such step. */
export function meanSlope(trace: Trace, from: number, to: number): number | null {
  const plain = plainRecurrence(trace.model);
  if (plain === null) return null;
  return meanOver(from, to, (t) => slopesOf(trace, plain.activations, t));
}

export interface GateOpening extends Spread {
  /** The gate, by name. */
  readonly gate: string;
}

/** How far each gate of the cell is open at step t; none in a cell without gates. */
export function gateOpenings(trace: Trace, t: number): readonly GateOpening[] {
  const { cell, specification } = trace.model;
  return cell.quantities.flatMap(({ name, role }) => {
    const values = trace.values[name];
    if (role !== 'gate' || values === undefined) return [];
    return [{ gate: name, ...spreadOf(rowOf(values, t, specification.hiddenSize)) }];
  });
}

/** The direct way of a state to the next step, through a gate and no matrix: c = f ⊙ c₋ + … */
export interface Keeper {
  readonly state: string;
  readonly gate: string;
  /** The mean of what the gate lets through of the state's gradient. */
  readonly kept: number;
}

/** The gates that keep a state, with their means over the steps from … to. */
export function keepers(trace: Trace, from: number, to: number): readonly Keeper[] {
  const { model } = trace;
  return model.edges.flatMap((edge) => {
    const state = edge.from.quantity;
    if (edge.from.at !== 'before' || edge.kind !== 'elementwise' || edge.to !== state) return [];
    const gate = gateOn(trace, edge);
    const kept = meanOver(from, to, (t) => edgeSlope(trace, edge, t));
    return gate === null || kept === null ? [] : [{ state, gate, kept }];
  });
}

/** The gate among the other factors of an elementwise edge's term. */
function gateOn({ model }: Trace, edge: Edge): string | null {
  const term = quantityOf(model, edge.to).terms[edge.term];
  if (term?.kind !== 'product') return null;
  const gate = term.factors.find(
    ({ source }, i) =>
      i !== edge.factor &&
      source.at === 'now' &&
      quantityOf(model, source.quantity).role === 'gate',
  );
  return gate?.source.quantity ?? null;
}

function meanOver(from: number, to: number, numbersAt: (t: number) => Float64Array): number | null {
  if (to < from) return null;
  let sum = 0;
  for (let t = from; t <= to; t++) sum += spreadOf(numbersAt(t)).mean;
  return sum / (to - from + 1);
}
