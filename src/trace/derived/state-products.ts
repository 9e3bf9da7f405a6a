// How a state of step τ moves with the states long before: the products of the Jacobians of a run, and their bounds.
//
//   ∂s_τ/∂s_t = J_τ · J_{τ−1} ⋯ J_{t+1}      J_s = ∂s_s/∂s_{s−1}, with all states of the cell side by side (c and h)
//
// Norms are kept as logarithms, and products with an exponent of their own: nothing vanishes or overflows on its way.

import { sizeOf } from '#model/model.ts';
import type { Trace } from '#trace/record/trace.ts';
import { jacobian } from './jacobian.ts';
import { plainRecurrence, type RecurrentMatrix, recurrentMatrices } from './recurrence.ts';
import { spectralNorm } from './singular-values.ts';

/** log₁₀‖∂(state)_τ/∂(state)_t‖₂ of one state for t = first … τ; −∞ where the product is exactly zero. */
export interface StateDecay {
  readonly state: string;
  readonly norms: Float64Array;
}

/** The products from one step back, and what bounds them. Every row of numbers is for t = first … last. */
export interface StateProducts {
  readonly first: number;
  /** τ. */
  readonly last: number;
  /** The output state, then the others of the cell. */
  readonly decays: readonly StateDecay[];
  /** log₁₀‖J_t‖₂ of all states together; the first is of no use to these products and is not computed: 0. */
  readonly factors: Float64Array;
  /** log₁₀ ∏‖J_s‖₂ over s = t + 1 … τ: never below any of the norms, in any cell. */
  readonly bound: Float64Array;
  readonly matrices: readonly RecurrentMatrix[];
  /** What the weights alone promise, where the recurrence is plain. */
  readonly promise: WeightPromise | null;
}

export interface WeightPromise {
  readonly weight: string;
  /** γ. */
  readonly gamma: number;
  /** log₁₀(γ·σ_max) for each step back: the bound that holds for any input. */
  readonly bound: number;
  /** log₁₀ ρ for each step back: no bound. */
  readonly radius: number;
}

/** A matrix and the power of two that it is to be multiplied by. */
interface Scaled {
  readonly entries: Float64Array;
  readonly exponent: number;
}

/** The multiplications that a worker makes in about two seconds: more steps back than that are left out. */
const mostWork = 2e9;
/** What a page computes well within a frame. */
const littleWork = 1.5e6;
/** Multiplications of a step: width³ for the product and for the norms of product and factor; and what any step takes. */
const workOfWidth = 8;
const workOfAnyStep = 5000;

/** The first step that the products from τ = `last` reach. */
export function firstReached(trace: Pick<Trace, 'model'>, last: number): number {
  const steps = Math.max(1, Math.floor(mostWork / workPerStep(trace)));
  return Math.max(1, last - steps);
}

/** Are all products so few and small that they need no worker? */
export function productsAreQuick(trace: Pick<Trace, 'model'>, last: number): boolean {
  return workPerStep(trace) * last <= littleWork;
}

function workPerStep({ model }: Pick<Trace, 'model'>): number {
  return workOfAnyStep + workOfWidth * widthOf(model) ** 3;
}

function widthOf(model: Trace['model']): number {
  return model.cell.states.reduce((sum, state) => sum + sizeOf(model, state), 0);
}

/** All of them, at once. `last` (τ) is a step whose values the run has. */
export function stateProducts(trace: Trace, last: number): StateProducts {
  const pieces = productPieces(trace, last);
  for (;;) {
    const next = pieces.next();
    if (next.done) return next.value;
  }
}

/** Steps back that are done, of all. */
interface StepsDone {
  readonly done: number;
  readonly all: number;
}

/** The same a step at a time. */
export function* productPieces(trace: Trace, last: number): Generator<StepsDone, StateProducts> {
  const first = firstReached(trace, last);
  const count = last - first + 1;
  const states = outputFirst(trace);
  const decays = states.map((state) => ({ state, norms: new Float64Array(count) }));
  const factors = new Float64Array(count);
  const bound = new Float64Array(count);
  let product: Scaled | null = null;
  for (let t = last - 1; t >= first; t--) {
    const place = t - first;
    const factor = stateJacobian(trace, t + 1, states);
    factors[place + 1] = logNorm(factor.entries, factor.exponent, widthOf(trace.model));
    bound[place] = (bound[place + 1] as number) + (factors[place + 1] as number);
    product = product ? multiplied(product, factor, widthOf(trace.model)) : factor;
    for (const [i, { norms }] of decays.entries()) {
      norms[place] = blockNorm(trace, product, states, i);
    }
    yield { done: last - t, all: count - 1 };
  }
  const matrices = recurrentMatrices(trace);
  return { first, last, decays, factors, bound, matrices, promise: promiseOf(trace, matrices) };
}

function outputFirst({ model }: Trace): readonly string[] {
  const { states, output } = model.cell;
  return [output, ...states.filter((state) => state !== output)];
}

function promiseOf(trace: Trace, matrices: readonly RecurrentMatrix[]): WeightPromise | null {
  const plain = plainRecurrence(trace.model);
  const matrix = matrices.find(({ name }) => name === plain?.weight);
  if (!plain || !matrix) return null;
  const { weight, gamma } = plain;
  return {
    weight,
    gamma,
    bound: Math.log10(gamma * matrix.stretch),
    radius: Math.log10(matrix.radius),
  };
}

/** ∂s_t/∂s_{t−1} with the blocks of the states side by side, scaled to numbers of size 1. */
function stateJacobian(trace: Trace, t: number, states: readonly string[]): Scaled {
  const { model } = trace;
  const width = widthOf(model);
  const entries = new Float64Array(width * width);
  let top = 0;
  for (const to of states) {
    let left = 0;
    const rows = sizeOf(model, to);
    for (const from of states) {
      const columns = sizeOf(model, from);
      const block = jacobian(trace, t, to, from);
      for (let i = 0; i < rows; i++) {
        entries.set(block.subarray(i * columns, (i + 1) * columns), (top + i) * width + left);
      }
      left += columns;
    }
    top += rows;
  }
  return rescaled(entries, 0);
}

/** With the largest entry in [½, 1); a zero matrix stays. */
function rescaled(entries: Float64Array, exponent: number): Scaled {
  const most = entries.reduce((largest, entry) => Math.max(largest, Math.abs(entry)), 0);
  if (most === 0) return { entries, exponent: 0 };
  let shift = 0;
  for (let rest = most; rest >= 1; rest /= 2) shift += 1;
  for (let rest = most; rest < 0.5; rest *= 2) shift -= 1;
  // In two steps: 2^1074, which lifts the smallest float64, is none itself.
  const half = Math.trunc(shift / 2);
  const by = 2 ** -half;
  const then = 2 ** (half - shift);
  return { entries: entries.map((entry) => entry * by * then), exponent: exponent + shift };
}

function multiplied(left: Scaled, right: Scaled, width: number): Scaled {
  const product = new Float64Array(width * width);
  for (let i = 0; i < width; i++) {
    const row = product.subarray(i * width, (i + 1) * width);
    for (let k = 0; k < width; k++) {
      const factor = left.entries[i * width + k] as number;
      if (factor === 0) continue;
      for (let j = 0; j < width; j++) {
        row[j] = (row[j] as number) + factor * (right.entries[k * width + j] as number);
      }
    }
  }
  return rescaled(product, left.exponent + right.exponent);
}

/** log₁₀‖∂(state)_τ/∂(state)_t‖₂: of the block on the diagonal that belongs to the state in this place. */
function blockNorm(
  trace: Trace,
  product: Scaled,
  states: readonly string[],
  place: number,
): number {
  const width = widthOf(trace.model);
  if (states.length === 1) return logNorm(product.entries, product.exponent, width);
  const sizes = states.map((state) => sizeOf(trace.model, state));
  const start = sizes.slice(0, place).reduce((sum, size) => sum + size, 0);
  const size = sizes[place] ?? 0;
  const block = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const from = (start + i) * width + start;
    block.set(product.entries.subarray(from, from + size), i * size);
  }
  return logNorm(block, product.exponent, size);
}

function logNorm(entries: Float64Array, exponent: number, size: number): number {
  const norm = spectralNorm(entries, size, size);
  return norm === 0 ? Number.NEGATIVE_INFINITY : Math.log10(norm) + exponent * Math.log10(2);
}
