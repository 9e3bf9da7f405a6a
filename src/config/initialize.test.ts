// Initial parameters have the distribution of their scheme, and belong to their seed and name alone.

import { describe, expect, it } from 'vitest';
import { buildModel, type ModelSpecification, parameterOf } from '#model/model.ts';
import type { Initialization, InitializationScheme } from './experiment.ts';
import { drawingWork, initialParameters, initialParametersInPieces } from './initialize.ts';
import { schemes } from './schema.ts';
import { spectralRadius } from './spectral-radius.ts';

const specification: ModelSpecification = {
  cell: 'rnn',
  activation: 'tanh',
  inputSize: 40,
  hiddenSize: 60,
  outputSize: 20,
  bias: true,
  head: 'linear',
  lossReduction: 'sum',
};
const model = buildModel(specification);

function drawn(name: string, initialization: Partial<Initialization>, of = model): Float64Array {
  const { offset, rows, columns } = parameterOf(of, name);
  const all = initialParameters(
    { scheme: 'xavier-uniform', seed: 5, gain: 1, ...initialization },
    of,
  );
  return all.slice(offset, offset + rows * columns);
}

function deviation(entries: Float64Array): number {
  return Math.sqrt(entries.reduce((sum, x) => sum + x * x, 0) / entries.length);
}

describe('initialParameters', () => {
  // W_xh is 60 × 40: in 40, out 60.
  const deviations: Partial<Record<InitializationScheme, number>> = {
    'xavier-uniform': Math.sqrt(2 / 100),
    'xavier-normal': Math.sqrt(2 / 100),
    'he-uniform': Math.sqrt(2 / 40),
    'he-normal': Math.sqrt(2 / 40),
    uniform: 1 / Math.sqrt(3),
    normal: 1,
  };
  it.each(Object.entries(deviations))(
    '%s has its deviation, times the gain',
    (scheme, expected) => {
      const choice = { scheme: scheme as InitializationScheme, gain: 0.5 };
      const entries = drawn('W_xh', choice);
      expect(deviation(entries) / (0.5 * expected)).toBeGreaterThan(0.95);
      expect(deviation(entries) / (0.5 * expected)).toBeLessThan(1.05);
      const mean = entries.reduce((sum, x) => sum + x, 0) / entries.length;
      expect(Math.abs(mean)).toBeLessThan((5 * 0.5 * expected) / Math.sqrt(entries.length));
    },
  );

  it('uniform schemes keep to their bound and come near it', () => {
    const largest = Math.max(...drawn('W_xh', { scheme: 'xavier-uniform' }).map(Math.abs));
    expect(largest).toBeLessThanOrEqual(Math.sqrt(6 / 100));
    expect(largest).toBeGreaterThan(0.99 * Math.sqrt(6 / 100));
  });

  it.each([
    ['W_hh', 60, 60],
    ['W_xh', 60, 40],
    ['W_hy', 20, 60],
  ])('orthogonal: the shorter side of %s is orthonormal', (name, rows, columns) => {
    const w = drawn(name, { scheme: 'orthogonal', gain: 2 });
    const at = (i: number, j: number) => w[i * columns + j] as number;
    const [count, length] = [Math.min(rows, columns), Math.max(rows, columns)];
    for (let p = 0; p < count; p++) {
      for (let q = 0; q <= p; q++) {
        let dot = 0;
        for (let k = 0; k < length; k++) {
          dot += rows >= columns ? at(k, p) * at(k, q) : at(p, k) * at(q, k);
        }
        expect(Math.abs(dot / 4 - (p === q ? 1 : 0))).toBeLessThan(1e-13);
      }
    }
  });

  it('identity: the recurrent matrix is gain · I, the others are not', () => {
    const w = drawn('W_hh', { scheme: 'identity', gain: 0.5 });
    expect(Array.from(w)).toEqual(Array.from({ length: 3600 }, (_, i) => (i % 61 === 0 ? 0.5 : 0)));
    expect(deviation(drawn('W_xh', { scheme: 'identity', gain: 0.5 }))).toBeGreaterThan(0.1);
  });

  it.each(schemes)('%s: biases are zero, the rest is finite', (scheme) => {
    expect(drawn('b_h', { scheme }).every((b) => b === 0)).toBe(true);
    const all = initialParameters({ scheme, seed: 0, gain: 1 }, model);
    expect(all.every(Number.isFinite)).toBe(true);
    expect(all.some((w) => w !== 0)).toBe(scheme !== 'zeros');
  });

  it('rescales every recurrent matrix to the spectral radius, and nothing else', () => {
    const { activation: _, ...rest } = specification;
    const lstm = buildModel({ ...rest, cell: 'lstm', hiddenSize: 24 });
    for (const name of ['W_hi', 'W_hf', 'W_hg', 'W_ho']) {
      const w = drawn(name, { spectralRadius: 1.1 }, lstm);
      expect(spectralRadius(w, 24)).toBeCloseTo(1.1, 12);
    }
    expect(drawn('W_xi', { spectralRadius: 1.1 }, lstm)).toEqual(drawn('W_xi', {}, lstm));
    const zeros = drawn('W_hh', { scheme: 'zeros', spectralRadius: 1 });
    expect(zeros.every((w) => w === 0)).toBe(true);
  });

  it('orthogonal: a large matrix has its spectral radius without being measured', () => {
    const large = buildModel({ ...specification, hiddenSize: 150 });
    const choice = { scheme: 'orthogonal', gain: -2, spectralRadius: 0.9 } as const;
    expect(spectralRadius(drawn('W_hh', choice, large), 150)).toBeCloseTo(0.9, 12);
    const same = drawn('W_hh', { ...choice, spectralRadius: undefined }, large);
    expect(Array.from(drawn('W_hh', choice, large))).toEqual(
      Array.from(same.map((entry) => (entry * 0.9) / 2)),
    );
    const seed = 5;
    const work = drawingWork({ ...choice, seed }, large);
    expect(work).toBeLessThan(drawingWork({ ...choice, seed, scheme: 'normal' }, large));
  });

  it.each([{ scheme: 'orthogonal' }, { scheme: 'normal', spectralRadius: 1 }] as const)(
    '%j: comes in pieces, the same as at once',
    (choice) => {
      const initialization = { seed: 3, gain: 1, ...choice };
      const pieces = initialParametersInPieces(initialization, model);
      let count = 0;
      let next = pieces.next();
      for (; !next.done; next = pieces.next()) count += 1;
      expect(count).toBeGreaterThan(specification.hiddenSize);
      expect(next.value).toEqual(initialParameters(initialization, model));
    },
  );

  it('a radius that multiplies out of range on the way is reached all the same', () => {
    const far = { scheme: 'normal', gain: 1e200, spectralRadius: 1e150 } as const;
    expect(spectralRadius(drawn('W_hh', far), 60) / 1e150).toBeCloseTo(1, 12);
  });

  it('does not move a weight when biases or the sizes of others change', () => {
    const other = buildModel({ ...specification, bias: false, inputSize: 3, outputSize: 1 });
    expect(drawn('W_hh', {}, other)).toEqual(drawn('W_hh', {}));
    expect(drawn('W_hh', { seed: 6 })).not.toEqual(drawn('W_hh', {}));
  });
});
