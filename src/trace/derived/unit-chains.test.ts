// The strongest chains of single units, against a list of all chains made by brute force, and against PyTorch's.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { present } from '#base/exhaustive.ts';
import type { Experiment } from '#config/experiment.ts';
import { parseExperiment } from '#config/parse-experiment.ts';
import { runSequence } from '#engine/run.ts';
import { parameterOf } from '#model/model.ts';
import { plainTraining } from '#testing/linear-unit.ts';
import { gatedExperiment, gatedModel } from '#testing/minimal-gated-unit.ts';
import { smallExperiments } from '#testing/small-experiments.ts';
import { traceDocument } from '#trace/document/document.ts';
import { sourceValue } from '#trace/record/source-value.ts';
import type { Trace } from '#trace/record/trace.ts';
import type { UnitChain } from './chain-structure.ts';
import { contribution } from './contributions.ts';
import { jacobian } from './jacobian.ts';
import { pathContribution } from './paths.ts';
import { searchUnitChains, unitChains, unitChainsAreQuick, unitChainsFit } from './unit-chains.ts';

/** Which states depend on which states of the step before, unit by unit (`own`) or all on all. */
const joined: Readonly<Record<string, Readonly<Record<string, 'own' | 'all'>>>> = {
  rnn: { 'h<-h': 'all' },
  gru: { 'h<-h': 'all' },
  lstm: { 'h<-h': 'all', 'h<-c': 'own', 'c<-h': 'all', 'c<-c': 'own' },
};

interface Node {
  readonly state: string;
  readonly unit: number;
}

/** Every chain, in the order in which ties are told: by step, then by units (states in the cell's order). */
function allChains(trace: Trace, parameter: string, row: number, column: number): UnitChain[] {
  const { model } = trace;
  const size = model.specification.hiddenSize;
  const chains: UnitChain[] = [];
  const walk = (step: number, nodes: readonly Node[], product: number): void => {
    const t = step + nodes.length - 1;
    const { state, unit } = present(nodes.at(-1), 'node');
    if (state === model.cell.output && trace.lossSteps.includes(t)) {
      chains.push({
        step,
        lossStep: t,
        units: nodes.map((node) => node.unit + 1),
        states: nodes.map((node) => node.state),
        contribution: product * (trace.local[(t - 1) * size + unit] as number),
      });
    }
    if (t === trace.steps) return;
    for (const to of model.cell.states) {
      const entries = jacobian(trace, t + 1, to, state);
      for (let i = 0; i < size; i++) {
        const link = joined[model.cell.id]?.[`${to}<-${state}`];
        if (link === undefined || (link === 'own' && i !== unit)) continue;
        const slope = entries[i * size + unit] as number;
        walk(step, [...nodes, { state: to, unit: i }], product * slope);
      }
    }
  };
  for (let t = 1; t <= trace.steps; t++) {
    for (const state of model.cell.states) {
      const start = startOf(trace, parameter, row, column, t, state);
      if (start !== null) walk(t, [{ state, unit: row - 1 }], start);
    }
  }
  return chains;
}

/** ∂(state unit `row`)_t/∂(entry) by this use, from the slopes of the gates written out by hand; null: not joined. */
function startOf(
  trace: Trace,
  parameter: string,
  row: number,
  column: number,
  t: number,
  state: string,
): number | null {
  const { owner, source } = parameterOf(trace.model, parameter);
  const factor = source ? (sourceValue(trace, source, t)[column - 1] as number) : 1;
  const value = (name: string, at: 'now' | 'before' = 'now') =>
    sourceValue(trace, { quantity: name, at }, t)[row - 1] as number;
  const gate = (name: string) => value(name) * (1 - value(name));
  const bent = (name: string) => 1 - value(name) ** 2;
  if (trace.model.cell.id === 'lstm') {
    const cellSlopes: Record<string, () => number> = {
      a_i: () => value('g') * gate('i'),
      a_f: () => value('c', 'before') * gate('f'),
      a_g: () => value('i') * bent('g'),
    };
    const intoCell = cellSlopes[owner]?.();
    if (state === 'c') return intoCell === undefined ? null : intoCell * factor;
    const squashed = Math.tanh(value('c'));
    if (intoCell === undefined) return gate('o') * squashed * factor;
    return intoCell * value('o') * (1 - squashed ** 2) * factor;
  }
  const candidate = () => (1 - value('z')) * bent('n');
  const slopes: Record<string, () => number> = {
    a: () => bent('h'),
    a_z: () => (value('h', 'before') - value('n')) * gate('z'),
    a_n: candidate,
    m_n: () => candidate() * value('r'),
    a_r: () => candidate() * value('m_n') * gate('r'),
  };
  return present(slopes[owner], owner)() * factor;
}

const bySize = (a: UnitChain, b: UnitChain) => Math.abs(b.contribution) - Math.abs(a.contribution);

describe('unitChains', () => {
  it('finds the strongest of all, largest first, and counts them all', () => {
    const choices = fc.record({
      entry: fc.nat(),
      top: fc.integer({ min: 1, max: 12 }),
      from: fc.constantFrom(1, 1, 2, 4),
    });
    fc.assert(
      fc.property(smallExperiments, choices, (experiment, { entry, top, from }) => {
        const trace = runSequence(experiment, 1);
        const inCell = trace.model.parameters.filter((p) => p.owner !== 'logits');
        const shape = present(inCell[entry % inCell.length], 'parameter');
        const row = (entry % shape.rows) + 1;
        const column = (entry % shape.columns) + 1;
        const every = allChains(trace, shape.name, row, column);
        const chains = every.filter((chain) => chain.step >= from);
        const found = unitChains(trace, shape.name, row, column, top, from);
        expect(found.count).toBe(chains.length);
        const sorted = chains.toSorted(bySize);
        expect(found.top).toHaveLength(Math.min(top, chains.length));
        found.top.forEach((chain, i) => {
          expect(chain.contribution).toBeCloseTo(present(sorted[i], 'chain').contribution, 13);
          const same = chains.find((c) => sameWay(c, chain));
          expect(chain.contribution).toBeCloseTo(present(same, 'same chain').contribution, 13);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('adds up to the gradient when all are listed', () => {
    fc.assert(
      fc.property(smallExperiments, (experiment) => expectSums(runSequence(experiment, 1))),
      { numRuns: 40 },
    );
  });

  it('also in a cell with a matrix inside the step, where a weight reaches every unit at once', () => {
    const trace = runSequence(gatedExperiment, 1, gatedModel);
    expectSums(trace);
    // The uses of U reach all 3 units of T_t; with losses at 2 and 4: Σ_t 3·3^(2−t) + Σ_t 3·3^(4−t).
    expect(unitChains(trace, 'U', 1, 1).count).toBe(9 + 3 + 81 + 27 + 9 + 3);
    expect(unitChains(trace, 'W', 1, 1).count).toBe(3 + 1 + 27 + 9 + 3 + 1);
  });

  it.each(['rnn-sentiment', 'rnn-softmax-last'])('agrees with PyTorch on %s, ties too', (name) => {
    const file = new URL(`../../testing/reference/${name}.json`, import.meta.url);
    const reference = JSON.parse(readFileSync(file, 'utf8'));
    const parsed = parseExperiment(reference.experiment);
    if (!parsed.ok) throw new Error(parsed.fault.code);
    reference.expected.traces.forEach(({ unitPaths }: UnitPathsReference, index: number) => {
      const { parameter, row, column } = unitPaths;
      const document = traceDocument(runSequence(parsed.value, index + 1), {
        unitPaths: { parameter, row, column },
      });
      expect(document.unitPaths).toEqual({
        ...unitPaths,
        top: unitPaths.top.map((chain) => ({
          ...chain,
          contribution: expect.closeTo(chain.contribution, 12),
        })),
      });
    });
  });

  it('lists a long run’s chains without listing all (more than 16²⁹), and counts them exactly', () => {
    const trace = runSequence(long(30, 16), 1);
    const { count, top } = unitChains(trace, 'W_hh', 2, 3, 20);
    let expected = 0n;
    for (let t = 1; t <= 30; t++) expected += 16n ** BigInt(30 - t);
    expect(count).toBe(expected);
    expect(top).toHaveLength(20);
    // The strongest of each use is at least its mean: |path| / number of chains.
    const strongest = Math.abs(present(top[0], 'chain').contribution);
    for (let t = 25; t <= 30; t++) {
      const path = pathContribution(trace, 30, t, 'W_hh')[16 + 2] as number;
      expect(strongest).toBeGreaterThanOrEqual((Math.abs(path) / 16 ** (30 - t)) * (1 - 1e-12));
    }
    for (const [i, chain] of top.entries()) {
      expect(chain.units).toHaveLength(chain.lossStep - chain.step + 1);
      const before = top[i - 1];
      if (before)
        expect(Math.abs(chain.contribution)).toBeLessThanOrEqual(Math.abs(before.contribution));
    }
    const document = traceDocument(trace, { unitPaths: { parameter: 'W_hh', row: 2, column: 3 } });
    expect(document.unitPaths?.count).toBe(String(expected));
  });

  it('of the output weights: the loss steps themselves, without units', () => {
    const trace = runSequence(long(4, 3), 1);
    const { count, top } = unitChains(trace, 'W_hy', 1, 2);
    expect(count).toBe(1);
    expect(top).toEqual([
      {
        step: 4,
        lossStep: 4,
        units: [],
        states: [],
        contribution: contribution(trace, 'W_hy', 4)[1],
      },
    ]);
  });

  it('comes in pieces to the same chains where it is long', () => {
    const trace = runSequence(long(80, 60), 1);
    expect(unitChainsAreQuick(trace)).toBe(false);
    const entry = { parameter: 'W_hh', row: 2, column: 1 };
    const pieces = searchUnitChains(trace, entry, 3, 20);
    let count = 1;
    let piece = pieces.next();
    for (; !piece.done; piece = pieces.next()) count += 1;
    expect(count).toBeGreaterThan(3);
    expect(piece.value).toEqual(unitChains(trace, 'W_hh', 2, 1, 3, 20));
  });

  it('says when a list would be too large', () => {
    expect(unitChainsFit(runSequence(long(30, 16), 1), 5)).toBe(true);
    expect(unitChainsFit(runSequence(long(4, 3), 1), 101)).toBe(false);
  });
});

/** The chains of the last entry of every parameter, all listed, add up to its gradient, and none comes twice. */
function expectSums(trace: Trace): void {
  for (const { name, rows, columns, offset } of trace.model.parameters) {
    const { count } = unitChains(trace, name, rows, columns, 1);
    if (Number(count) > 1500) continue;
    const { top } = unitChains(trace, name, rows, columns, Number(count));
    const sum = top.reduce((total, chain) => total + chain.contribution, 0);
    const gradient = present(trace.gradient[offset + rows * columns - 1], 'gradient');
    expect(sum).toBeCloseTo(gradient, 11);
    const ways = top.map(({ step, states, units }) => JSON.stringify([step, states, units]));
    expect(new Set(ways).size).toBe(Number(count));
  }
}

interface UnitPathsReference {
  readonly unitPaths: {
    readonly parameter: string;
    readonly row: number;
    readonly column: number;
    readonly count: number;
    readonly top: readonly { readonly step: number; readonly contribution: number }[];
  };
}

function sameWay(a: UnitChain, b: UnitChain): boolean {
  return (
    a.step === b.step &&
    a.lossStep === b.lossStep &&
    a.units.every((unit, i) => unit === b.units[i] && a.states[i] === b.states[i])
  );
}

/** One loss at the end of a long vanilla run. */
function long(steps: number, hiddenSize: number): Experiment {
  return {
    title: '',
    model: {
      cell: 'rnn',
      activation: 'tanh',
      inputSize: 1,
      hiddenSize,
      outputSize: 1,
      bias: false,
      head: 'linear',
      lossReduction: 'sum',
    },
    initialization: { scheme: 'orthogonal', seed: 4, gain: 1 },
    data: {
      sequences: [
        {
          inputs: Array.from({ length: steps }, (_, i) => [(i % 3) - 1]),
          targets: Array.from({ length: steps }, (_, i) => (i === steps - 1 ? 1 : null)),
        },
      ],
    },
    training: plainTraining,
  };
}
