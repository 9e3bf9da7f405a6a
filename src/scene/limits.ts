// The number that stands for full colour, for each family of strips: one for the whole run, so that steps compare.

import type { Trace } from '#trace/trace.ts';
import { limitOf } from './tone.ts';

export interface Limits {
  /** Values of a quantity: at least 1, since squashed quantities live there. */
  readonly values: ReadonlyMap<string, number>;
  /** ∂L/∂q, of all quantities alike. */
  readonly gradients: number;
  /** Of all parameters alike. */
  readonly parameters: number;
  readonly parameterGradients: number;
}

const limits = new WeakMap<Trace, Limits>();

export function limitsOf(trace: Trace): Limits {
  const known = limits.get(trace);
  if (known) return known;
  const values = Object.entries(trace.values).map(
    ([name, block]) => [name, Math.max(1, limitOf(block))] as const,
  );
  const made: Limits = {
    values: new Map(values),
    gradients: limitOf(...Object.values(trace.gradients)),
    parameters: limitOf(trace.parameters),
    parameterGradients: limitOf(trace.gradient),
  };
  limits.set(trace, made);
  return made;
}
