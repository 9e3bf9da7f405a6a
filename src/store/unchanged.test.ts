// What is given again, or taken back, leaves the net as it was: unedited, and with a short link.

import { describe, expect, test } from 'vitest';
import { presetOf } from '#config/presets.ts';
import { immediateClient } from '#testing/immediate-client.ts';
import { createStudio } from './create-studio.ts';
import { withTraining } from './edits/model.ts';
import type { Opening, StudioState } from './state.ts';

const w11 = { parameter: 'W_hh', row: 1, column: 1 };

function open(opening?: Opening): { now(): StudioState } {
  return { now: createStudio({ client: immediateClient(), opening }).getState };
}

/** Where the entries of a parameter begin. */
function offsetOf({ trace }: StudioState, name: string): number {
  return trace?.model.parameters.find((shape) => shape.name === name)?.offset ?? Number.NaN;
}

describe('nothing changed is nothing edited', () => {
  test('a number that is given again starts no run and leaves the net unedited', () => {
    const { now } = open();
    const before = now();
    const own = before.trace?.parameters[offsetOf(before, 'W_hh')] ?? Number.NaN;
    now().setWeight(w11, own);
    now().setSeed(before.initialization.seed);
    now().setToken(1, 'cat');
    now().setInput(1, 1, 1);
    now().setTarget(3, 1);
    now().setTraining({ clip: null });
    expect(now().experiment).toBe(before.experiment);
    expect(now().trace).toBe(before.trace);
    expect(now()).toMatchObject({ edited: false, canUndo: false });
  });

  test('an edit taken back key by key is no edit, and no undo step', () => {
    const { now } = open();
    const before = now();
    const own = before.trace?.parameters[offsetOf(before, 'W_hh')] ?? Number.NaN;
    for (const value of [0.1, 0.2, own]) now().setWeight(w11, value);
    expect(now().experiment).toBe(before.experiment);
    expect(now()).toMatchObject({ edited: false, canUndo: false, canRedo: false });
    expect(now().trace?.loss).toBe(before.trace?.loss);
  });

  test('back at the preset by other edits, it is unedited; these edits can still be undone', () => {
    const { now } = open();
    const { experiment, initialization } = now();
    now().setSeed(77);
    now().setToken(1, 'rat');
    expect(now().edited).toBe(true);
    now().setToken(1, 'cat');
    now().setSeed(initialization.seed);
    expect(now().experiment).toBe(experiment);
    expect(now()).toMatchObject({ edited: false, canUndo: true });
    now().undo();
    expect(now().edited).toBe(true);
  });

  test('words written out as the numbers they stand for are the same words', () => {
    const { now } = open();
    const { experiment } = now();
    now().setInput(1, 2, 0.5);
    now().setLength(2);
    now().setLength(3);
    now().undo();
    now().undo();
    now().setInput(1, 2, 0);
    expect(now().experiment).toBe(experiment);
    expect(now().edited).toBe(false);
  });

  test('a link to an edited preset is unedited once it is the preset again, at every sequence', () => {
    const preset = presetOf('sentiment');
    if (!preset) throw new Error('no preset');
    const experiment = withTraining(preset.experiment, { epochs: 3 });
    const { now } = open({ experiment, sequence: 1, preset: 'sentiment', edited: true });
    now().chooseSequence(2);
    now().setTraining({ epochs: preset.experiment.training.epochs });
    expect(now()).toMatchObject({ edited: false, sequence: 2 });
  });
});
