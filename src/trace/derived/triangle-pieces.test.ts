// The triangle of a long run comes in pieces, and its sums are those of the engine.

import { expect, it } from 'vitest';
import { atOnce } from '#base/pieces.ts';
import { parseExperiment } from '#config/parse-experiment.ts';
import { runSequence } from '#engine/run.ts';
import { parameterOf } from '#model/model.ts';
import { type TriangleQuestion, triangleOf } from './triangle.ts';

const steps = 600;
const inputs = Array.from({ length: steps }, (_, t) => [Math.sin(t)]);
const targets = inputs.map((_, t) => (t % 150 === 149 ? [1] : null));
const parsed = parseExperiment({
  format: 'unrolled/experiment',
  version: 1,
  model: { cell: 'rnn', inputSize: 1, hiddenSize: 40, outputSize: 1, head: 'linear' },
  initialization: { scheme: 'xavier-uniform', seed: 3 },
  data: { sequences: [{ inputs, targets }] },
});
if (!parsed.ok) throw new Error('The experiment is refused');
const question: TriangleQuestion = {
  subject: { parameter: 'W_hh', row: 1, column: 2, scope: 'entry' },
  from: 1,
  uses: { from: 1, to: 20 },
  mostLosses: 20,
  hiddenLosses: new Set([300]),
  hiddenUses: new Set(),
  hiddenPaths: new Set(),
};

it('comes in pieces that add up like the whole', () => {
  const trace = runSequence(parsed.value, 1);
  const pieces = triangleOf(trace, question);
  let pauses = 0;
  let next = pieces.next();
  for (; !next.done; next = pieces.next()) pauses += 1;
  // Walks of 150, 300, 450 and 600 steps, and one for the sums: each step some 1640 multiplications.
  expect(pauses).toBeGreaterThan(8);
  const { rows, total, outside, sums } = next.value;
  expect(rows.map(({ lossStep }) => lossStep)).toEqual([150, 300, 450, 600]);
  const off = rows.find(({ lossStep }) => lossStep === 300);
  const { offset } = parameterOf(trace.model, 'W_hh');
  const shown = sums.reduce<number>((sum, part) => sum + (part ?? Number.NaN), outside ?? 0);
  expect(off?.sum).toBe(0);
  expect(total).toBeCloseTo(shown, 12);
  const whole = atOnce(triangleOf(trace, { ...question, hiddenLosses: new Set() }));
  const gradient = trace.gradient[offset + 1] ?? Number.NaN;
  expect(whole.total).toBeCloseTo(gradient, 9);
  const alone = whole.rows.find(({ lossStep }) => lossStep === 300)?.sum ?? Number.NaN;
  expect(total).toBeCloseTo(gradient - alone, 9);
  const sum = whole.rows.reduce((sum, row) => sum + (row.sum ?? Number.NaN), 0);
  expect(sum).toBeCloseTo(gradient, 9);
});
