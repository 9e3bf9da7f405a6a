// Initial parameters by a named scheme and a seed.

import { exhausted } from '#base/exhaustive.ts';
import { type RandomStream, randomStream } from '#base/rng.ts';
import type { Model, ParameterShape } from '#model/model.ts';
import type { Initialization } from './experiment.ts';
import { spectralRadius } from './spectral-radius.ts';

/**
 * All parameters, flat like `model.parameters`. Biases are zero. Each matrix draws from the stream of its own
 * name, so changing the length, the biases or another matrix does not move its numbers.
 */
export function initialParameters(initialization: Initialization, model: Model): Float64Array {
  const flat = new Float64Array(model.parameterCount);
  for (const shape of model.parameters) {
    if (shape.kind === 'bias') continue;
    const random = randomStream(initialization.seed, shape.name);
    const entries = initialMatrix(initialization, shape, random);
    if (initialization.spectralRadius !== undefined && isRecurrent(shape)) {
      rescale(entries, shape.rows, initialization.spectralRadius);
    }
    flat.set(entries, shape.offset);
  }
  return flat;
}

/** Does it stand on the way from one step to the next: a square matrix inside the cell, not from the input? */
export function isRecurrent({ owner, source, rows, columns }: ParameterShape): boolean {
  return owner !== 'logits' && source !== undefined && source.quantity !== 'x' && rows === columns;
}

/**
 * The rows × columns entries by the scheme; fan-in is the number of columns, fan-out that of rows, `gain` = g:
 * - xavier-uniform: U(±g·√(6/(in + out))); xavier-normal: N(0, g²·2/(in + out)) (Glorot & Bengio 2010, eq. 16)
 * - he-uniform: U(±g·√(6/in)); he-normal: N(0, g²·2/in) (He et al. 2015, eq. 10)
 * - uniform: U(±g); normal: N(0, g²)
 * - orthogonal: g times a matrix with orthonormal columns, or rows where it is wide (Saxe et al. 2014)
 * - identity: recurrent matrices g·I, the others xavier-uniform with gain 1 (after the IRNN of Le et al. 2015)
 * - zeros
 */
function initialMatrix(
  { scheme, gain }: Initialization,
  shape: ParameterShape,
  random: RandomStream,
): Float64Array {
  const { rows, columns } = shape;
  const uniform = (bound: number) =>
    new Float64Array(rows * columns).map(() => bound * (2 * random.uniform() - 1));
  const normal = (deviation: number) =>
    new Float64Array(rows * columns).map(() => deviation * random.normal());
  const xavierBound = Math.sqrt(6 / (rows + columns));
  switch (scheme) {
    case 'xavier-uniform':
      return uniform(gain * xavierBound);
    case 'xavier-normal':
      return normal(gain * Math.sqrt(2 / (rows + columns)));
    case 'he-uniform':
      return uniform(gain * Math.sqrt(6 / columns));
    case 'he-normal':
      return normal(gain * Math.sqrt(2 / columns));
    case 'uniform':
      return uniform(gain);
    case 'normal':
      return normal(gain);
    case 'orthogonal':
      return orthogonal(normal(1), rows, columns).map((entry) => gain * entry);
    case 'identity':
      return isRecurrent(shape) ? identity(rows, gain) : uniform(xavierBound);
    case 'zeros':
      return new Float64Array(rows * columns);
    default:
      return exhausted(scheme);
  }
}

function identity(size: number, gain: number): Float64Array {
  return new Float64Array(size * size).map((_, i) => (i % (size + 1) === 0 ? gain : 0));
}

/** Rescales the size × size entries to a spectral radius. A zero matrix has none to rescale, and stays. */
export function rescale(entries: Float64Array, size: number, radius: number): void {
  const present = spectralRadius(entries, size);
  if (present === 0) return;
  for (let i = 0; i < entries.length; i++) {
    entries[i] = ((entries[i] as number) * radius) / present;
  }
}

/** Gram–Schmidt, twice for orthogonality to rounding, over the shorter of columns and rows. */
function orthogonal(entries: Float64Array, rows: number, columns: number): Float64Array {
  const [count, length] = rows >= columns ? [columns, rows] : [rows, columns];
  const at = (vector: number, i: number) =>
    rows >= columns ? i * columns + vector : vector * columns + i;
  const dot = (p: number, q: number) => {
    let sum = 0;
    for (let i = 0; i < length; i++) {
      sum += (entries[at(p, i)] as number) * (entries[at(q, i)] as number);
    }
    return sum;
  };
  for (let vector = 0; vector < count; vector++) {
    for (let before = 0; before < 2 * vector; before++) {
      const other = before % vector;
      const along = dot(vector, other);
      for (let i = 0; i < length; i++) {
        const index = at(vector, i);
        entries[index] = (entries[index] as number) - along * (entries[at(other, i)] as number);
      }
    }
    const norm = Math.sqrt(dot(vector, vector));
    for (let i = 0; i < length; i++) {
      entries[at(vector, i)] = (entries[at(vector, i)] as number) / norm;
    }
  }
  return entries;
}
