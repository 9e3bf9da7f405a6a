// The number that stands for full colour: one for each quantity over the whole run, so that steps compare.
// Rounded up to 1, 2 or 5 times a power of ten, so that a small edit does not recolour everything.

import type { Trace } from '#trace/trace.ts';
import { limitOf } from './tone.ts';

export interface Limits {
  readonly values: ReadonlyMap<string, number>;
  readonly gradients: ReadonlyMap<string, number>;
  /** Of all parameters alike. */
  readonly parameters: number;
  readonly parameterGradients: number;
}

const limits = new WeakMap<Trace, Limits>();

export function limitsOf(trace: Trace): Limits {
  const known = limits.get(trace);
  if (known) return known;
  const made: Limits = {
    values: limitOfEach(trace.values),
    gradients: limitOfEach(trace.gradients),
    parameters: roundedUp(limitOf(trace.parameters)),
    parameterGradients: roundedUp(limitOf(trace.gradient)),
  };
  limits.set(trace, made);
  return made;
}

function limitOfEach(blocks: Trace['values']): ReadonlyMap<string, number> {
  const entries = Object.entries(blocks);
  return new Map(entries.map(([name, block]) => [name, roundedUp(limitOf(block))]));
}

/** The next of 1, 2, 5 × 10ⁿ. */
function roundedUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= value * (1 - 1e-12)) ?? 10;
  return step * power;
}
