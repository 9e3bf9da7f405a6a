// What is left of a length, as it is read: in percent, or as a multiple where it has grown far.

import { formatPower } from '#base/format.ts';

/** `power`: log₁₀ of the share; −∞ for nothing at all. */
export function shareText(power: number): string {
  return power > 1 ? `${formatPower(power, 2)}×` : `${formatPower(power + 2, 2)}\u00a0%`;
}
