// The gradient that comes back over one connection of the picture: over all edges that run the same way.

import type { Edge } from '#model/model.ts';
import { flowOf } from '#trace/derived/edge-flow.ts';
import type { Trace } from '#trace/record/trace.ts';

/** The sum of the flows of all edges that run together. */
export function connectionFlow(
  trace: Trace,
  { edges }: { readonly edges: readonly Edge[] },
  t: number,
): Float64Array {
  return flowOf(trace, edges, t);
}
