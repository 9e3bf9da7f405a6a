// Initial parameters by a named scheme and a seed.

import { exhausted } from '#base/exhaustive.ts';
import { atOnce, type Pieces } from '#base/pieces.ts';
import { type RandomStream, randomStream } from '#base/rng.ts';
import type { Model, ParameterShape } from '#model/model.ts';
import type { Initialization } from './experiment.ts';
import { spectralRadius, spectralRadiusInPieces } from './spectral-radius.ts';

/**
 * All parameters, flat like `model.parameters`. Biases are zero. Each matrix draws from the stream of its own
 * name, so changing the length, the biases or another matrix does not move its numbers.
 */
export function initialParameters(initialization: Initialization, model: Model): Float64Array {
  return atOnce(initialParametersInPieces(initialization, model));
}

/** The same in pieces: of 512 units, orthogonal matrices or a spectral radius take seconds. */
export function* initialParametersInPieces(
  initialization: Initialization,
  model: Model,
): Pieces<Float64Array> {
  const flat = new Float64Array(model.parameterCount);
  for (const shape of model.parameters) {
    if (shape.kind === 'bias') continue;
    const random = randomStream(initialization.seed, shape.name);
    const entries = yield* initialMatrix(initialization, shape, random);
    const { spectralRadius } = initialization;
    if (spectralRadius !== undefined && isRecurrent(shape)) {
      const drawn = yield* radiusOfDrawn(initialization, entries, shape.rows);
      rescaleFrom(entries, drawn, spectralRadius);
    }
    flat.set(entries, shape.offset);
    yield;
  }
  return flat;
}

/** Multiplications that drawing takes, about. */
export function drawingWork({ scheme, spectralRadius }: Initialization, model: Model): number {
  const cubes = model.parameters.map((shape) => {
    const { rows, columns } = shape;
    const orthogonal = scheme === 'orthogonal' ? 4 * rows * columns * Math.min(rows, columns) : 0;
    const rescaled = spectralRadius !== undefined && isRecurrent(shape) && !isKnown(scheme, rows);
    return orthogonal + (rescaled ? 20 * rows ** 3 : 0);
  });
  return cubes.reduce((sum, work) => sum + work, model.parameterCount);
}

/** Up to this size an orthogonal matrix is measured all the same, to the rounding: its bits are those of earlier versions. */
const measuredUpTo = 128;

/** All eigenvalues of an orthogonal matrix, and of the identity, have the modulus 1. */
function isKnown(scheme: Initialization['scheme'], size: number): boolean {
  return scheme === 'identity' || (scheme === 'orthogonal' && size > measuredUpTo);
}

function* radiusOfDrawn(
  { scheme, gain }: Initialization,
  entries: Float64Array,
  size: number,
): Pieces<number> {
  return isKnown(scheme, size) ? Math.abs(gain) : yield* spectralRadiusInPieces(entries, size);
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
function* initialMatrix(
  { scheme, gain }: Initialization,
  shape: ParameterShape,
  random: RandomStream,
): Pieces<Float64Array> {
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
      return (yield* orthogonal(normal(1), rows, columns)).map((entry) => gain * entry);
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
  rescaleFrom(entries, spectralRadius(entries, size), radius);
}

function rescaleFrom(entries: Float64Array, present: number, radius: number): void {
  if (present === 0) return;
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i] as number;
    const scaled = (entry * radius) / present;
    // The product may leave the float64 range where the quotient does not.
    entries[i] = Number.isFinite(scaled) ? scaled : (entry / present) * radius;
  }
}

/** Gram–Schmidt, twice for orthogonality to rounding, over the shorter of columns and rows. */
function* orthogonal(entries: Float64Array, rows: number, columns: number): Pieces<Float64Array> {
  if (rows < columns) {
    yield* makeOrthonormal(entries, rows, columns);
    return entries;
  }
  // Vectors lie one after another in memory: the columns of a tall matrix are the rows of its transpose.
  const vectors = transposed(entries, rows, columns);
  yield* makeOrthonormal(vectors, columns, rows);
  return transposed(vectors, columns, rows);
}

function transposed(entries: Float64Array, rows: number, columns: number): Float64Array {
  return entries.map((_, i) => entries[(i % rows) * columns + Math.floor(i / rows)] as number);
}

/** The rows of a count × length matrix, in place. */
function* makeOrthonormal(vectors: Float64Array, count: number, length: number): Pieces<void> {
  for (let vector = 0; vector < count; vector++) {
    const own = vectors.subarray(vector * length, (vector + 1) * length);
    for (let before = 0; before < 2 * vector; before++) {
      const other = before % vector;
      takeAway(own, vectors.subarray(other * length, (other + 1) * length));
    }
    const norm = Math.sqrt(dot(own, own));
    for (let i = 0; i < length; i++) own[i] = (own[i] as number) / norm;
    yield;
  }
}

/** What `vector` has along the unit vector `unit`. */
function takeAway(vector: Float64Array, unit: Float64Array): void {
  const along = dot(vector, unit);
  for (let i = 0; i < vector.length; i++) {
    vector[i] = (vector[i] as number) - along * (unit[i] as number);
  }
}

function dot(p: Float64Array, q: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum += (p[i] as number) * (q[i] as number);
  return sum;
}
