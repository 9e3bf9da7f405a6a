// The number that stands for the full colour of a shared weight: one for all parameters, so that they compare.
// Rounded up to 1, 2 or 5 times a power of ten, so that a small edit does not recolour everything.

import { oncePer } from '#base/memo.ts';
import type { Trace } from '#trace/record/trace.ts';
import { limitOf } from './tone.ts';

const limitOfAll = oncePer((parameters: Trace['parameters']) => roundedUp(limitOf(parameters)));

/** Of all parameters of the run alike. */
export function parameterLimitOf({ parameters }: Trace): number {
  return limitOfAll(parameters);
}

/** The next of 1, 2, 5 × 10ⁿ; at the very ends of the float64 range, where there is none, the value. */
function roundedUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= value * (1 - 1e-12)) ?? 10;
  const rounded = step * power;
  return rounded > 0 && Number.isFinite(rounded) ? rounded : value;
}
