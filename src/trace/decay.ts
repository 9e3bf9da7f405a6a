// What becomes of a gradient on its way back over many steps, in a word and a factor for each step.

import type { StateProducts } from './state-products.ts';

export type Verdict = 'vanishing' | 'steady' | 'exploding';

export interface Decay {
  readonly verdict: Verdict;
  /** From step `last` back to step `first`. */
  readonly first: number;
  readonly last: number;
  /** log₁₀ of the most that a gradient can keep of its length over all these steps; −∞ for nothing at all. */
  readonly norm: number;
  /** The geometric mean over the steps: so many equal factors would do the same. */
  readonly factor: number;
}

/** Less than this a step, and a gradient is said to vanish; more than that, to explode. */
export const vanishingBelow = 0.9;
export const explodingAbove = 1.1;
/** A small factor over many steps does the same: a thousandth of the length, or a thousand times it. */
const mostDecades = 3;

/** Of the state in this place of the products (0: the output); null where there is no step to go back. */
export function decayOf(products: StateProducts, place = 0): Decay | null {
  const { first, last, decays } = products;
  const norm = decays[place]?.norms[0];
  if (norm === undefined || last === first) return null;
  const factor = 10 ** (norm / (last - first));
  return { verdict: verdictOn(norm, factor), first, last, norm, factor };
}

function verdictOn(norm: number, factor: number): Verdict {
  if (factor < vanishingBelow || norm < -mostDecades) return 'vanishing';
  if (factor > explodingAbove || norm > mostDecades) return 'exploding';
  return 'steady';
}
