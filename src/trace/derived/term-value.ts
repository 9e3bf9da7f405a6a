// The values between the quantities of a step: what a factor is after its map, and what a term adds to its sum.

import { mapValue } from '#model/maps.ts';
import { type Edge, parameterOf, quantityOf, sizeOf } from '#model/model.ts';
import { sourceValue } from '#trace/record/source-value.ts';
import { rowOf, type Trace } from '#trace/record/trace.ts';

/** The source of an elementwise edge at step t after the map of its factor: as many numbers as the source has units. */
export function factorValue(trace: Trace, edge: Edge, t: number): Float64Array {
  const term = quantityOf(trace.model, edge.to).terms[edge.term];
  const map =
    term?.kind === 'product' ? (term.factors[edge.factor]?.map ?? 'identity') : 'identity';
  return sourceValue(trace, edge.from, t).map((value) => mapValue(map, value));
}

/** What a term of a quantity is at step t: W·q, b, or the product of its factors; as many numbers as the quantity has units. */
export function termValue(trace: Trace, to: string, index: number, t: number): Float64Array {
  const value = new Float64Array(sizeOf(trace.model, to));
  const term = quantityOf(trace.model, to).terms[index];
  if (term === undefined) throw new Error(`No term ${index} in ${to}`);
  if (term.kind === 'product') {
    value.fill(1);
    for (const { map, source } of term.factors) {
      sourceValue(trace, source, t).forEach((q, i) => {
        value[i] = (value[i] as number) * mapValue(map, q);
      });
    }
    return value;
  }
  const { offset, columns } = parameterOf(
    trace.model,
    term.kind === 'bias' ? term.bias : term.weight,
  );
  const source = term.kind === 'bias' ? Float64Array.of(1) : sourceValue(trace, term.source, t);
  return value.map((_, row) => {
    const weights = rowOf(trace.parameters.subarray(offset), row + 1, columns);
    return weights.reduce((sum, weight, i) => sum + weight * (source[i] as number), 0);
  });
}
