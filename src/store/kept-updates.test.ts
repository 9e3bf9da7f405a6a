// Updates that are kept: the optimizer goes on from what it remembers, until an edit leaves nothing that this would fit.

import { expect, test } from 'vitest';
import { resolveParameters } from '#config/parameters.ts';
import { parseExperiment } from '#config/parse-experiment.ts';
import { writeExperiment } from '#config/write-experiment.ts';
import { train } from '#engine/train.ts';
import { buildModel } from '#model/model.ts';
import { immediateClient } from '#testing/immediate-client.ts';
import { createStudio } from './create-studio.ts';
import type { StudioState } from './state.ts';

const w11 = { parameter: 'W_hh', row: 1, column: 1 };

const open = (): (() => StudioState) => createStudio({ client: immediateClient() }).getState;

test('keeping the new weights goes on with what the optimizer remembers, as training does', () => {
  const now = open();
  const optimizer = { kind: 'adamw', learningRate: 0.1, weightDecay: 0.1 };
  now().setTraining({ optimizer, batchSize: 'all' });
  const first = now().experiment;
  for (const count of [1, 2, 3]) {
    expect(now().trace?.update?.count).toBe(count);
    now().applyUpdate();
  }
  expect(now().experiment.training.optimizerState?.updates).toBe(3);
  const { model, training } = first;
  const trained = train({ ...first, training: { ...training, epochs: 3 } });
  const expected = Array.from(trained.parameters);
  const kept = Array.from(resolveParameters(now().experiment, buildModel(model)));
  for (const [i, value] of expected.entries()) expect(kept[i]).toBeCloseTo(value, 11);
  // A file of it goes on as well.
  expect(parseExperiment(JSON.parse(writeExperiment(now().experiment)))).toEqual({
    ok: true,
    value: now().experiment,
  });
  now().undo();
  expect(now().trace?.update?.count).toBe(3);
});

test('what was remembered goes with the optimizer, with the shape of the net and with new weights', () => {
  const now = open();
  const keeps = (): boolean => now().experiment.training.optimizerState !== undefined;
  const begin = (): void => {
    now().setTraining({ optimizer: { kind: 'adam', learningRate: 0.1 } });
    now().applyUpdate();
    expect(keeps()).toBe(true);
  };
  const losing = [
    () => now().setTraining({ optimizer: { kind: 'rmsprop', learningRate: 0.1 } }),
    () => now().setHiddenSize(5),
    () => now().setCell('gru'),
    () => now().setSeed(12),
    () => now().forgetUpdates(),
  ];
  for (const lose of losing) {
    begin();
    lose();
    expect(keeps()).toBe(false);
    now().undo();
    expect(keeps()).toBe(true);
    now().loadPreset('sentiment');
  }
  begin();
  now().setWeight(w11, 0.25);
  now().setTraining({ optimizer: { kind: 'adam', learningRate: 0.2 } });
  now().setLength(4);
  expect(keeps()).toBe(true);
});

test('plain SGD remembers nothing, and its file says nothing of updates', () => {
  const now = open();
  now().applyUpdate();
  expect(writeExperiment(now().experiment)).not.toContain('optimizerState');
});
