// The numbers on the edges between single units: derivatives within a step, and the gradient that flows back over them.
//
//   flow over the edge from unit j of `from` at t−1 to unit i of `to` at t  =  ∂to_t[i]/∂from_{t−1}[j] · D_t[i]
//
// D_t is how L moves with the state as it is handed on: what later steps carry back to it, and for the output what the
// loss of its own step says. (What a state does inside its own step is part of ∂to_t/∂from_{t−1} already.) Summed over
// all edges that leave a unit this is what is carried back to it.

import { tablePer } from '#base/memo.ts';
import { type ParameterShape, sizeOf } from '#model/model.ts';
import { edgeSlope, edgeWeight } from '#trace/derived/local-derivative.ts';
import { denseEntries, stepBlock } from '#trace/derived/step-blocks.ts';
import { memory, remembered } from '#trace/record/remember.ts';
import { gradientAt, sourceValue } from '#trace/record/source-value.ts';
import { rowOf, type Trace } from '#trace/record/trace.ts';
import type { UnitJoin } from './unit-joins.scene.ts';

/** Row-major: one row for each unit of `to`, one column for each unit of `from`. */
export interface JoinNumbers {
  readonly rows: number;
  readonly columns: number;
  readonly entries: Float64Array;
}

const derivatives = memory<JoinNumbers>(128);
const flows = memory<JoinNumbers>(128);

function keyOf({ from, to }: UnitJoin, t: number): string {
  return `${from.quantity} ${from.at} ${to} ${t}`;
}

export function joinSize(trace: Trace, { from, to }: UnitJoin): { rows: number; columns: number } {
  return { rows: sizeOf(trace.model, to), columns: sizeOf(trace.model, from.quantity) };
}

/** How many edges a join has. */
export function edgeCount(trace: Trace, join: UnitJoin): number {
  const { rows, columns } = joinSize(trace, join);
  return join.diagonal ? rows : rows * columns;
}

const weightViews = tablePer<Float64Array, JoinNumbers>();

/** The entries of the matrix that the edges are; a view, the same one for the same parameters. */
export function weightNumbers(trace: Trace, weight: ParameterShape): JoinNumbers {
  const { name, rows, columns, offset } = weight;
  return weightViews(trace.parameters, name, () => ({
    rows,
    columns,
    entries: trace.parameters.subarray(offset, offset + rows * columns),
  }));
}

/** ∂to_t/∂from through all quantities of step t. */
export function joinDerivative(trace: Trace, join: UnitJoin, t: number): JoinNumbers {
  return remembered(derivatives, trace, keyOf(join, t), () => {
    const size = joinSize(trace, join);
    if (join.kind === 'input') return { ...size, entries: inputDerivative(trace, join.to, t) };
    const block = stepBlock(trace, t, join.to, join.from);
    const entries = block ? denseEntries(block) : new Float64Array(size.rows * size.columns);
    return { ...size, entries };
  });
}

/** What flows back over each edge of a join into step t; inputs get none. */
export function joinFlow(trace: Trace, join: UnitJoin, t: number): JoinNumbers {
  return remembered(flows, trace, keyOf(join, t), () => {
    const derivative = joinDerivative(trace, join, t);
    const arriving = arrivingGradient(trace, join, t);
    const { columns } = derivative;
    const entries = derivative.entries.map((entry, place) => {
      return entry * (arriving[Math.floor(place / columns)] ?? 0);
    });
    return { ...derivative, entries };
  });
}

/** D_t of the unit that an edge leads to; ∂L/∂logits_t for the prediction. */
export function arrivingGradient(trace: Trace, { to }: UnitJoin, t: number): Float64Array {
  const { output, states } = trace.model.cell;
  if (!states.includes(to)) return gradientAt(trace, to, t);
  const size = sizeOf(trace.model, to);
  const carried = rowOf(trace.carried[to] ?? new Float64Array(trace.steps * size), t, size);
  if (to !== output) return carried;
  const local = rowOf(trace.local, t, size);
  return carried.map((value, i) => value + (local[i] ?? 0));
}

/** The values that the edges of a join read at step t; a view. */
export function joinSource(trace: Trace, { from }: UnitJoin, t: number): Float64Array {
  return sourceValue(trace, from, t);
}

/** ∂(state)_t/∂x_t: over every quantity that reads x. */
function inputDerivative(trace: Trace, state: string, t: number): Float64Array {
  const { model } = trace;
  const columns = sizeOf(model, 'x');
  const sum = new Float64Array(sizeOf(model, state) * columns);
  for (const edge of model.edges) {
    if (edge.from.quantity !== 'x') continue;
    const block = stepBlock(trace, t, state, { quantity: edge.to, at: 'now' });
    if (!block) continue;
    const inner = edge.kind === 'matrix' ? edgeWeight(trace, edge) : diagonalOf(trace, edge, t);
    const outer = denseEntries(block);
    for (let i = 0; i < block.rows; i++) {
      for (let k = 0; k < block.columns; k++) {
        const factor = outer[i * block.columns + k] ?? 0;
        if (factor === 0) continue;
        for (let j = 0; j < columns; j++) {
          const at = i * columns + j;
          sum[at] = (sum[at] ?? 0) + factor * (inner[k * columns + j] ?? 0);
        }
      }
    }
  }
  return sum;
}

function diagonalOf(trace: Trace, edge: Parameters<typeof edgeSlope>[1], t: number): Float64Array {
  const slope = edgeSlope(trace, edge, t);
  const dense = new Float64Array(slope.length ** 2);
  slope.forEach((entry, i) => {
    dense[i * (slope.length + 1)] = entry;
  });
  return dense;
}
