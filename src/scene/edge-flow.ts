// The part of a gradient that comes back through one edge: ∂L/∂(to)_t carried to the edge's source.

import { present } from '#base/exhaustive.ts';
import { type Edge, parameterOf } from '#model/model.ts';
import { edgeSlope } from '#trace/local-derivative.ts';
import { gradientAt } from '#trace/source-value.ts';
import type { Trace } from '#trace/trace.ts';

const flows = new WeakMap<Trace, Map<string, Float64Array>>();

/**
 * Wᵀ·∂L/∂to_t for a matrix, slope ⊙ ∂L/∂to_t for an elementwise edge; as many numbers as the source has units.
 * The gradient of a quantity is the sum of the flows of the edges that leave it. Kept for the life of the trace.
 */
export function edgeFlow(trace: Trace, edge: Edge, t: number): Float64Array {
  const ofTrace = flows.get(trace) ?? new Map<string, Float64Array>();
  flows.set(trace, ofTrace);
  const key = `${edge.to} ${edge.term} ${edge.factor} ${t}`;
  const known = ofTrace.get(key);
  if (known) return known;
  const flow =
    edge.kind === 'matrix' ? throughMatrix(trace, edge, t) : throughSlope(trace, edge, t);
  ofTrace.set(key, flow);
  return flow;
}

/** The sum of the flows of all edges that run together. */
export function connectionFlow(
  trace: Trace,
  { edges }: { readonly edges: readonly Edge[] },
  t: number,
): Float64Array {
  const flows = edges.map((edge) => edgeFlow(trace, edge, t));
  const [first] = flows;
  if (!first || flows.length === 1) return first ?? new Float64Array(0);
  return first.map((_, i) => flows.reduce((sum, flow) => sum + (flow[i] ?? 0), 0));
}

function throughMatrix(trace: Trace, edge: Edge, t: number): Float64Array {
  const gradient = gradientAt(trace, edge.to, t);
  const { rows, columns, offset } = parameterOf(trace.model, present(edge.weight, 'weight'));
  const flow = new Float64Array(columns);
  for (let r = 0; r < rows; r++) {
    const factor = gradient[r] ?? 0;
    for (let c = 0; c < columns; c++) {
      flow[c] = (flow[c] ?? 0) + (trace.parameters[offset + r * columns + c] ?? 0) * factor;
    }
  }
  return flow;
}

function throughSlope(trace: Trace, edge: Edge, t: number): Float64Array {
  const gradient = gradientAt(trace, edge.to, t);
  return edgeSlope(trace, edge, t).map((slope, i) => slope * (gradient[i] ?? 0));
}
