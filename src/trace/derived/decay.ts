// What becomes of a gradient on its way back over many steps: how much of it is left, at what rate, and that in a word.

import type { StateProducts } from './state-products.ts';

/** From the least to the most that is left. */
export const verdicts = ['vanishing', 'shrinking', 'steady', 'growing', 'exploding'] as const;
export type Verdict = (typeof verdicts)[number];

export interface Decay {
  readonly verdict: Verdict;
  /** From step `last` back to step `first`. */
  readonly first: number;
  readonly last: number;
  /** log₁₀ of the most that a gradient can keep of its length over all these steps; −∞ for nothing at all. */
  readonly norm: number;
  /** The geometric mean over the steps: so many equal factors would do the same. */
  readonly factor: number;
  /** After so many steps at this rate a hundredth is left, or it has grown a hundredfold; null where that is far off. */
  readonly horizon: number | null;
}

/**
 * A gradient has vanished where less than a hundredth of it is left, and has exploded where it can have grown a
 * hundredfold: in the sum over time, the uses at the far end then count for nothing beside those near the loss, or
 * the other way about. This is said of the whole way, since a rate alone says nothing about a run of three steps.
 */
export const goneDecades = 2;
/** At most halved or doubled over the whole way, ends and middle of a run have gradients of one size: it is steady, */
export const steadyFactor = 2;
/**
 * unless the rate would not let it stay so: 0.9 a step leaves a hundredth after 44 steps, no more than two or three
 * sentences of text. Growing is the mirror image of shrinking.
 */
export const steadyRate = 0.9;
/** Further ahead than any run that is looked at: the rate then reads 1.00. */
const farthestHorizon = 9999;

/** Of the state in this place of the products (0: the output); null where there is no step to go back. */
export function decayOf(products: StateProducts, place = 0): Decay | null {
  const { first, last, decays } = products;
  const norm = decays[place]?.norms[0];
  if (norm === undefined || last === first) return null;
  const steps = last - first;
  return {
    verdict: verdictOn(norm, steps),
    first,
    last,
    norm,
    factor: 10 ** (norm / steps),
    horizon: horizonOf(norm, steps),
  };
}

/** In a word, by what is left over all `steps` (≥ 1) and by the rate. `norm`: log₁₀ of what is left, down to −∞. */
export function verdictOn(norm: number, steps: number): Verdict {
  if (norm < -goneDecades) return 'vanishing';
  if (norm > goneDecades) return 'exploding';
  const least = Math.max(-Math.log10(steadyFactor), steps * Math.log10(steadyRate));
  if (norm < least) return 'shrinking';
  return norm > -least ? 'growing' : 'steady';
}

/** The first number of steps after which the same rate has left a hundredth, or made it a hundredfold. */
export function horizonOf(norm: number, steps: number): number | null {
  if (!Number.isFinite(norm)) return null;
  // What is there but for rounding is there.
  const horizon = Math.ceil((goneDecades * steps) / Math.abs(norm) - 1e-9);
  return horizon <= farthestHorizon ? horizon : null;
}
