// The update's formulas, for the first update and for later ones, against the algorithm worked out by hand.

import { describe, expect, test } from 'vitest';
import { present } from '#base/exhaustive.ts';
import type { Experiment, OptimizerSettings } from '#config/experiment.ts';
import { optimizerStateOf, withOptimizerState } from '#config/optimizer-state.ts';
import { parameterValuesOf } from '#config/parameters.ts';
import { presets } from '#config/presets.ts';
import { runSequence } from '#engine/run.ts';
import { standard } from '#model/notation.ts';
import { optimizers } from '#model/optimizers/all.ts';
import { optimizerId, type QuantityId, updatedId } from '#model/quantity-id.ts';
import { numbersOf } from '#trace/derived/numbers-of.ts';
import type { Trace } from '#trace/record/trace.ts';
import { isNote, printContext } from './derivation.ts';
import { evaluate } from './evaluate.ts';
import { derivationFrom } from './fit.ts';
import { optimizerLines } from './optimizer-lines.ts';
import { updateLines } from './update-lines.ts';

const preset = present(presets[0], 'preset').experiment;

function withOptimizer(optimizer: OptimizerSettings): Experiment {
  return { ...preset, training: { ...preset.training, optimizer, batchSize: 1 } };
}

/** The run after `updates` updates, each begun with what the one before left. */
function afterUpdates(first: Experiment, updates: number): Trace {
  let trace = runSequence(first, 1);
  for (let i = 0; i < updates; i++) {
    const update = present(trace.update, 'update');
    const { initialization: _drawn, ...rest } = trace.experiment;
    const next = { ...rest, parameters: parameterValuesOf(trace.model, update.parameters) };
    const state = optimizerStateOf(trace.model, update.count, update.after);
    trace = runSequence(withOptimizerState(next, state), 1);
  }
  return trace;
}

const texOf = (trace: Trace, parameter: string): readonly string[] =>
  derivationFrom(updateLines(trace, parameter), {
    ...printContext(trace, standard),
    tagged: false,
  }).lines.flatMap((line) => (isNote(line) ? [] : [line.tex]));

const numberOf = (trace: Trace, id: QuantityId): number =>
  present(numbersOf(trace, id)?.data[0], id);

describe.each(optimizers.map(({ id }) => id))('%s', (kind) => {
  test.each([0, 1, 3])('every line is worth what it speaks of after %i updates', (updates) => {
    const settings = { momentum: 0.9, weightDecay: 0.2 };
    const trace = afterUpdates(withOptimizer({ kind, learningRate: 0.05, ...settings }), updates);
    for (const { name } of trace.model.parameters) {
      const lines = updateLines(trace, name);
      expect(lines.length).toBeGreaterThan(2);
      for (const line of lines) {
        if (isNote(line)) continue;
        const value = evaluate(line.right, trace);
        const numbers = present(numbersOf(trace, line.subject), line.subject);
        for (const [i, number] of numbers.data.entries()) {
          expect(Math.abs((value.data[i] ?? Number.NaN) - number)).toBeLessThan(1e-12);
        }
      }
    }
  });
});

test('the second update of Adam goes on from the first, with k = 2 in its corrections', () => {
  const experiment = withOptimizer({ kind: 'adam', learningRate: 0.1, beta1: 0.8, beta2: 0.9 });
  const [first, second] = [afterUpdates(experiment, 0), afterUpdates(experiment, 1)];
  expect(present(second.update, 'update').count).toBe(2);
  const [g1, g2] = [first, second].map((trace) => numberOf(trace, 'dL/dW_hh[1,1]'));
  const m = 0.8 * (0.2 * (g1 ?? 0)) + 0.2 * (g2 ?? 0);
  const v = 0.9 * (0.1 * (g1 ?? 0) ** 2) + 0.1 * (g2 ?? 0) ** 2;
  const of = (name: string, at: 'before' | 'after'): number =>
    numberOf(second, `${optimizerId('W_hh', name, at)}[1,1]`);
  expect(of('m', 'before')).toBeCloseTo(0.2 * (g1 ?? 0), 14);
  expect(of('m', 'after')).toBeCloseTo(m, 14);
  expect(of('v', 'after')).toBeCloseTo(v, 14);
  expect(of('mHat', 'after')).toBeCloseTo(m / (1 - 0.8 ** 2), 14);
  expect(of('vHat', 'after')).toBeCloseTo(v / (1 - 0.9 ** 2), 14);
  const moved = (0.1 * of('mHat', 'after')) / (Math.sqrt(of('vHat', 'after')) + 1e-8);
  const before = numberOf(second, 'W_hh[1,1]');
  expect(numberOf(second, `${updatedId('W_hh')}[1,1]`)).toBeCloseTo(before - moved, 12);
  const tex = texOf(second, 'W_hh').join('\n');
  expect(tex).toContain('1 - \\beta_1^{k}');
  expect(tex).toContain('1 - 0.64');
  expect(tex).toContain('\\hat{m}');
});

test('SGD without momentum has no memory to speak of, and with it keeps a velocity', () => {
  const plain = texOf(afterUpdates(withOptimizer({ kind: 'sgd', learningRate: 0.1 }), 1), 'W_hh');
  expect(plain.join()).not.toContain('\\mu');
  const heavy = texOf(
    afterUpdates(withOptimizer({ kind: 'sgd', learningRate: 0.1, momentum: 0.5 }), 1),
    'W_hh',
  );
  expect(heavy.join()).toContain('\\mu');
  expect(heavy.join()).toContain('0.5');
});

test('AdamW says that weights shrink by themselves, and Adam does not', () => {
  const notesOf = (kind: string): readonly string[] =>
    optimizerLines(runSequence(withOptimizer({ kind, learningRate: 0.1 }), 1), 'W_hh', 'dL/dW_hh')
      .filter(isNote)
      .map(({ note }) => note);
  expect(notesOf('adamw')).toContain('weightDecay');
  expect(notesOf('adam')).not.toContain('weightDecay');
  expect(notesOf('adam')).toContain('elementwiseUpdate');
});
