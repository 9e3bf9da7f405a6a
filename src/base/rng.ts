// Randomness from a seed: the same numbers, to the bit, on every machine.
//
// Generator: xoshiro128** (Blackman & Vigna 2021, "Scrambled linear pseudorandom number generators").
// Its state is mixed from the seed and the name of a stream, so that each parameter draws from its own
// stream and a new parameter does not move the numbers of the others.

import { log } from './elementary.ts';

/** One stream of random numbers. Every call draws the next one. */
export interface RandomStream {
  /** Uniform in [0, 1): a multiple of 2⁻⁵³. */
  uniform(): number;
  /** Normal with mean 0 and variance 1. */
  normal(): number;
}

/** The stream of that name under a seed. `seed` is an integer from 0 to 2⁵³ − 1. */
export function randomStream(seed: number, name: string): RandomStream {
  const next = xoshiro128(stateOf(seed, name));
  const uniform = (): number => {
    const high = next() >>> 5;
    const low = next() >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  };
  return { uniform, normal: normalFrom(uniform) };
}

/** xoshiro128**: the next 32 bits at every call, as an integer from 0 to 2³² − 1. The state must not be all zero. */
export function xoshiro128(state: readonly [number, number, number, number]): () => number {
  let [s0, s1, s2, s3] = state;
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = rotateLeft(s3, 11);
    return result;
  };
}

/** Marsaglia's polar method (1964): pairs of normal numbers from points of the unit disc, without sine or cosine. */
function normalFrom(uniform: () => number): () => number {
  let spare: number | null = null;
  return () => {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const square = u * u + v * v;
      if (square >= 1 || square === 0) continue;
      const scale = Math.sqrt((-2 * log(square)) / square);
      spare = v * scale;
      return u * scale;
    }
  };
}

function stateOf(seed: number, name: string): [number, number, number, number] {
  const words = [seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0];
  for (const character of name) words.push(character.codePointAt(0) ?? 0);
  const lane = (start: number): number => words.reduce((x, word) => mix(x ^ word), mix(start));
  // The last lane is never zero, so the state is not all zero.
  return [lane(1), lane(2), lane(3), lane(4) | 1];
}

/** A step of SplitMix32: the golden-ratio increment, then the finalizer of MurmurHash3 (Appleby 2011). */
function mix(word: number): number {
  let x = (word + 0x9e3779b9) | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

function rotateLeft(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}
