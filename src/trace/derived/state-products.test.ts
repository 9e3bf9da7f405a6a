// Products of Jacobians over many steps: against plain multiplication, against differences of two runs, and their bounds.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Experiment } from '#config/experiment.ts';
import { runSequence } from '#engine/run.ts';
import { gru } from '#model/cells/gru.ts';
import { lstm } from '#model/cells/lstm.ts';
import { rnn } from '#model/cells/rnn.ts';
import { mapSlope, steepestSlope } from '#model/maps.ts';
import { buildModel, buildModelOf, sizeOf } from '#model/model.ts';
import { growing } from '#testing/linear-unit.ts';
import { gatedExperiment, gatedModel } from '#testing/minimal-gated-unit.ts';
import { smallExperiments } from '#testing/small-experiments.ts';
import type { Trace } from '#trace/record/trace.ts';
import { jacobian } from './jacobian.ts';
import { plainRecurrence, recurrentMatrices } from './recurrence.ts';
import { spectralNorm } from './singular-values.ts';
import { firstReached, productsAreQuick, stateProducts } from './state-products.ts';

/** Longer and wilder runs than the usual small ones: any cell and activation, any size of the recurrent weights. */
const experiments: fc.Arbitrary<Experiment> = fc
  .record({
    base: smallExperiments,
    activation: fc.constantFrom(...rnn.activations),
    hiddenSize: fc.integer({ min: 1, max: 6 }),
    steps: fc.integer({ min: 1, max: 12 }),
    gain: fc.constantFrom(0.2, 1, 3),
    spectralRadius: fc.constantFrom(undefined, 0.3, 1, 1.8),
    seed: fc.nat(1000),
  })
  .map(({ base, activation, hiddenSize, steps, gain, spectralRadius, seed }) => ({
    ...base,
    model: {
      ...base.model,
      hiddenSize,
      ...(base.model.activation ? { activation } : {}),
      head: 'sigmoid',
    },
    initialization: {
      scheme: 'xavier-normal',
      seed,
      gain,
      ...(spectralRadius === undefined ? {} : { spectralRadius }),
    },
    data: {
      sequences: [
        {
          inputs: Array.from({ length: steps }, (_, t) => [Math.sin(t + seed), Math.cos(3 * t)]),
          targets: Array.from({ length: steps }, (_, t) => (t === steps - 1 ? [1, 0] : null)),
        },
      ],
    },
    training: { ...base.training, truncation: null },
  }));

/** ‖∂(state)_τ/∂(state)_t‖₂ by plain multiplication of the blocks. */
function plainNorm(trace: Trace, state: string, last: number, t: number): number {
  const { model } = trace;
  const { states } = model.cell;
  const size = sizeOf(model, state);
  // Row block of `state`, one matrix for each state it is taken by.
  let row = new Map<string, Float64Array>(
    states.map((from) => [
      from,
      Float64Array.from({ length: size * size }, (_, i) =>
        from === state && i % (size + 1) === 0 ? 1 : 0,
      ),
    ]),
  );
  for (let s = last; s > t; s--) {
    const next = new Map<string, Float64Array>();
    for (const from of states) {
      const sum = new Float64Array(size * size);
      for (const [via, left] of row) {
        const right = jacobian(trace, s, via, from);
        for (let i = 0; i < size; i++) {
          for (let k = 0; k < size; k++) {
            for (let j = 0; j < size; j++) {
              sum[i * size + j] =
                (sum[i * size + j] ?? 0) + (left[i * size + k] ?? 0) * (right[k * size + j] ?? 0);
            }
          }
        }
      }
      next.set(from, sum);
    }
    row = next;
  }
  return spectralNorm(row.get(state) ?? new Float64Array(0), size, size);
}

function runOf(experiment: Experiment): Trace {
  return runSequence(experiment, 1);
}

describe('products of Jacobians', () => {
  it('are those of plain multiplication, for every state of every cell', () => {
    fc.assert(
      fc.property(experiments, (experiment) => {
        const trace = runOf(experiment);
        fc.pre(trace.overflow === null);
        const products = stateProducts(trace, trace.steps);
        expect(products.decays.map(({ state }) => state).sort()).toEqual(
          [...trace.model.cell.states].sort(),
        );
        expect(products.decays[0]?.state).toBe(trace.model.cell.output);
        for (const { state, norms } of products.decays) {
          expect(norms.length).toBe(trace.steps);
          for (const [i, norm] of norms.entries()) {
            const wanted = plainNorm(trace, state, trace.steps, i + 1);
            if (wanted === 0) expect(norm).toBe(Number.NEGATIVE_INFINITY);
            else expect(norm).toBeCloseTo(Math.log10(wanted), 9);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are never above their bounds', () => {
    fc.assert(
      fc.property(experiments, (experiment) => {
        const trace = runOf(experiment);
        fc.pre(trace.overflow === null);
        const { decays, bound, promise, first, last } = stateProducts(trace, trace.steps);
        expect(promise === null).toBe(experiment.model.cell !== 'rnn');
        for (const { norms } of decays) {
          for (const [i, norm] of norms.entries()) {
            expect(norm).toBeLessThanOrEqual((bound[i] ?? 0) + 1e-10);
            if (promise === null) continue;
            const distance = last - first - i;
            expect(bound[i] ?? 0).toBeLessThanOrEqual(distance * promise.bound + 1e-10);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('are w to the power of the distance for one linear unit, far beyond float64', () => {
    for (const [weight, steps] of [
      [0.01, 400],
      [0.5, 30],
    ] as const) {
      const trace = runOf(growing(steps, weight));
      const { decays, promise, bound } = stateProducts(trace, steps);
      const norms = decays[0]?.norms ?? new Float64Array(0);
      for (const [i, norm] of norms.entries()) {
        const distance = steps - 1 - i;
        expect(norm).toBeCloseTo(distance * Math.log10(weight), 8);
        expect(bound[i]).toBeCloseTo(distance * Math.log10(weight), 8);
      }
      expect(promise?.bound).toBeCloseTo(Math.log10(weight), 12);
      expect(promise?.radius).toBeCloseTo(Math.log10(weight), 12);
    }
  });

  it('stay zero once they are zero', () => {
    const trace = runOf(growing(5, 0));
    const { decays, bound, promise } = stateProducts(trace, 5);
    expect([...(decays[0]?.norms ?? [])]).toEqual([
      ...Array.from({ length: 4 }, () => Number.NEGATIVE_INFINITY),
      0,
    ]);
    expect(bound[0]).toBe(Number.NEGATIVE_INFINITY);
    expect(promise?.radius).toBe(Number.NEGATIVE_INFINITY);
  });

  it('cell that stands in no list', () => {
    const trace = runSequence(gatedExperiment, 1, gatedModel);
    const { decays, promise } = stateProducts(trace, 4);
    expect(promise).toBeNull();
    expect(decays[0]?.norms[0]).toBeCloseTo(Math.log10(plainNorm(trace, 'T', 4, 1)), 10);
  });

  it('leave long and wide runs to the worker', () => {
    const model = (hiddenSize: number) =>
      buildModel({ ...growing(3, 1).model, cell: 'rnn', hiddenSize });
    expect(productsAreQuick({ model: model(3) }, 30)).toBe(true);
    expect(productsAreQuick({ model: model(16) }, 30)).toBe(true);
    expect(productsAreQuick({ model: model(64) }, 1000)).toBe(false);
    expect(firstReached({ model: model(16) }, 2000)).toBe(1);
    expect(firstReached({ model: model(128) }, 2000)).toBeGreaterThan(1000);
    expect(firstReached({ model: model(512) }, 2000)).toBeLessThan(2000);
  });
});

describe('the plain recurrence', () => {
  const specification = { ...growing(3, 1).model, hiddenSize: 2 };

  it('is read from the declaration', () => {
    for (const activation of rnn.activations) {
      const plain = plainRecurrence(buildModelOf(rnn.declare(activation), specification));
      expect(plain?.weight).toBe('W_hh');
      expect(plain?.activations.map(({ to }) => to)).toEqual(['h']);
      expect(plain?.gamma).toBe(activation === 'sigmoid' ? 0.25 : 1);
    }
    for (const cell of [lstm, gru]) {
      expect(plainRecurrence(buildModelOf(cell.declare('tanh'), specification))).toBeNull();
    }
    expect(plainRecurrence(gatedModel)).toBeNull();
  });

  it('takes for γ what no slope exceeds, and what is reached', () => {
    for (const map of ['identity', 'tanh', 'sigmoid', 'relu', 'complement'] as const) {
      const slopes = [-9, -1, -0.01, 0, 0.01, 1, 9].map((q) => Math.abs(mapSlope(map, q)));
      expect(Math.max(...slopes)).toBe(steepestSlope(map));
    }
  });

  it('a matrix with no eigenvalue but zero can still stretch', () => {
    const experiment: Experiment = {
      ...growing(4, 0),
      model: { ...growing(4, 0).model, hiddenSize: 2 },
      parameters: {
        W_xh: [[1], [1]],
        W_hh: [
          [0, 3],
          [0, 0],
        ],
        W_hy: [[1, 1]],
      },
    };
    const trace = runOf(experiment);
    expect(recurrentMatrices(trace)).toEqual([{ name: 'W_hh', radius: 0, stretch: 3 }]);
    const norms = stateProducts(trace, 4).decays[0]?.norms;
    expect(norms?.[2]).toBeCloseTo(Math.log10(3), 14);
    expect(norms?.[1]).toBe(Number.NEGATIVE_INFINITY);
  });
});
