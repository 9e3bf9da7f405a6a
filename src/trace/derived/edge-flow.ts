// The part of a gradient that comes back through one edge: ∂L/∂(to)_t carried to the edge's source.

import { type Edge, sizeOf } from '#model/model.ts';
import { memory, remembered } from '#trace/record/remember.ts';
import { gradientAt } from '#trace/record/source-value.ts';
import type { Trace } from '#trace/record/trace.ts';
import { edgeSlope, edgeWeight, otherFactors } from './local-derivative.ts';

const flows = memory<Float64Array>(4096);

/**
 * Wᵀ·∂L/∂to_t for a matrix, slope ⊙ ∂L/∂to_t for an elementwise edge; as many numbers as the source has units.
 * The gradient of a quantity is the sum of the flows of the edges that leave it.
 */
export function edgeFlow(trace: Trace, edge: Edge, t: number): Float64Array {
  const key = `${edge.to} ${edge.term} ${edge.factor} ${t}`;
  return remembered(flows, trace, key, () => {
    if (edge.kind === 'matrix') return throughMatrix(trace, edge, t);
    return times(edgeSlope(trace, edge, t), gradientAt(trace, edge.to, t));
  });
}

/** The same where an elementwise edge has yet to pass its map: ∂L/∂to_t times the other factors of the term. */
export function flowBeforeMap(trace: Trace, edge: Edge, t: number): Float64Array {
  return times(otherFactors(trace, edge, t), gradientAt(trace, edge.to, t));
}

/** The sum of the flows of several edges into step t that have one source; empty for none. */
export function flowOf(trace: Trace, edges: readonly Edge[], t: number): Float64Array {
  const [first, ...others] = edges.map((edge) => edgeFlow(trace, edge, t));
  if (!first || others.length === 0) return first ?? new Float64Array(0);
  return first.map((value, i) => others.reduce((sum, flow) => sum + (flow[i] ?? 0), value));
}

function times(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value * (b[i] as number));
}

function throughMatrix(trace: Trace, edge: Edge, t: number): Float64Array {
  const gradient = gradientAt(trace, edge.to, t);
  const weight = edgeWeight(trace, edge);
  const flow = new Float64Array(sizeOf(trace.model, edge.from.quantity));
  for (let row = 0; row < gradient.length; row++) {
    const factor = gradient[row] as number;
    for (let i = 0; i < flow.length; i++) {
      flow[i] = (flow[i] as number) + (weight[row * flow.length + i] as number) * factor;
    }
  }
  return flow;
}
