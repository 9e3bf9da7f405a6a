// What the wires of the circuit carry at a step: the numbers, and the ids under which they are known.

import { carriedId, gradientId, localId, type QuantityId } from '#model/quantity-id.ts';
import { edgeFlow, flowBeforeMap } from '#trace/derived/edge-flow.ts';
import { factorValue, termValue } from '#trace/derived/term-value.ts';
import { gradientAt, sourceValue } from '#trace/record/source-value.ts';
import { rowOf, type Trace } from '#trace/record/trace.ts';
import type { Return, Signal } from './circuit.scene.ts';

/** Nothing is carried back to what is given before the first step, nor from beyond the last. */
export function existsAt(trace: Trace, part: Return, t: number): boolean {
  const hasLoss = trace.lossSteps.includes(t);
  switch (part.kind) {
    case 'edge':
      if (part.edge.to === 'logits') return hasLoss;
      return part.edge.from.at === 'now' || t > 1;
    case 'carried':
      return t < trace.steps;
    case 'factor':
      return part.edge.from.at === 'now' || t > 1;
    case 'whole':
      return part.quantity !== 'logits' || hasLoss;
  }
}

/** What has to be known for a return to be; the first is what it speaks of. */
export function returnId(part: Return, t: number): QuantityId {
  switch (part.kind) {
    case 'edge': {
      const { from, to } = part.edge;
      if (from.at === 'before') return carriedId(from.quantity, t - 1);
      return to === 'logits' ? localId(t) : gradientId(from.quantity, t);
    }
    case 'factor':
      return gradientId(part.edge.to, t);
    case 'whole':
      return gradientId(part.quantity, t);
    case 'carried':
      return carriedId(part.state, t);
  }
}

export function returnValue(trace: Trace, part: Return, t: number): Float64Array {
  switch (part.kind) {
    case 'edge':
      return edgeFlow(trace, part.edge, t);
    case 'factor':
      return flowBeforeMap(trace, part.edge, t);
    case 'whole':
      return gradientAt(trace, part.quantity, t);
    case 'carried': {
      const block = trace.carried[part.state] ?? new Float64Array(0);
      return rowOf(block, t, trace.model.specification.hiddenSize);
    }
  }
}

export function signalValue(trace: Trace, signal: Signal, t: number): Float64Array {
  switch (signal.kind) {
    case 'source': {
      const { quantity } = signal.source;
      if (quantity !== 'prediction') return sourceValue(trace, signal.source, t);
      const { outputSize } = trace.model.specification;
      return rowOf(trace.values.prediction ?? new Float64Array(0), t, outputSize);
    }
    case 'factor':
      return factorValue(trace, signal.edge, t);
    case 'term':
      return termValue(trace, signal.to, signal.term, t);
  }
}
