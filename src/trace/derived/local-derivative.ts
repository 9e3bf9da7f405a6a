// The derivative on one edge of the graph: ∂to_t/∂from with everything else held fixed (∂⁺).

import { present } from '#base/exhaustive.ts';
import type { MapName } from '#model/declaration.ts';
import { mapSlope, mapValue } from '#model/maps.ts';
import { type Edge, quantityOf, sizeOf } from '#model/model.ts';
import { sourceValue } from '#trace/record/source-value.ts';
import type { Trace } from '#trace/record/trace.ts';

/**
 * Of an elementwise edge at step t: as many numbers as `to` has units, the diagonal of ∂to_t/∂from,
 * map′(from) times the other factors of the term. A matrix edge has none: its derivative is the weight.
 */
export function edgeSlope(trace: Trace, edge: Edge, t: number): Float64Array {
  return factorProduct(trace, edge, t, mapSlope);
}

/** The other factors of an elementwise edge's term, multiplied: the derivative of `to` by the mapped factor. */
export function otherFactors(trace: Trace, edge: Edge, t: number): Float64Array {
  return factorProduct(trace, edge, t, () => 1);
}

/** The product of the edge's term, with its own factor read by `own` instead of its map. */
function factorProduct(
  trace: Trace,
  edge: Edge,
  t: number,
  own: (map: MapName, value: number) => number,
): Float64Array {
  const term = quantityOf(trace.model, edge.to).terms[edge.term];
  if (term?.kind !== 'product')
    throw new Error(`Not elementwise: ${edge.from.quantity} → ${edge.to}`);
  const product = new Float64Array(sizeOf(trace.model, edge.to)).fill(1);
  term.factors.forEach(({ map, source }, index) => {
    const value = sourceValue(trace, source, t);
    const read = index === edge.factor ? own : mapValue;
    for (let i = 0; i < product.length; i++) {
      product[i] = (product[i] as number) * read(map, value[i] as number);
    }
  });
  return product;
}

/** The matrix on a matrix edge: size(to) × size(from) numbers, row-major; a view. */
export function edgeWeight(trace: Trace, edge: Edge): Float64Array {
  const shape = present(
    trace.model.parameters.find((p) => p.name === edge.weight),
    `weight of ${edge.to}`,
  );
  return trace.parameters.subarray(shape.offset, shape.offset + shape.rows * shape.columns);
}
