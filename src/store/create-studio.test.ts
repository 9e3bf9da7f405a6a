// The store, driven without a page: runs, edits, undo, moves, playing, focus.

import { describe, expect, test, vi } from 'vitest';
import { presetOf } from '#config/presets.ts';
import { runSequence } from '#engine/run.ts';
import { entryId, pathId, valueId } from '#model/quantity-id.ts';
import { immediateClient } from '#testing/immediate-client.ts';
import type { Trace } from '#trace/record/trace.ts';
import type { Client, RunOutcome, RunRequest } from '#worker/protocol.ts';
import { createStudio, type Studio } from './create-studio.ts';
import type { Clock } from './moves.ts';
import type { StudioState } from './state.ts';

const w11 = { parameter: 'W_hh', row: 1, column: 1 };

function open(options: Partial<Parameters<typeof createStudio>[0]> = {}): {
  studio: Studio;
  now(): StudioState;
} {
  const studio = createStudio({ client: immediateClient(), ...options });
  return { studio, now: studio.getState };
}

/** A client whose runs go on when the test says so: each step of a pass is a stage, then comes the end. */
function steppedClient(): Client & {
  /** The next `count` stages of the newest run; all of them without a count. */
  feed(count?: number): Promise<void>;
  fail(code: string): Promise<void>;
} {
  let stages: readonly Trace[] = [];
  let report: (trace: Trace) => void = () => {};
  let settle: (outcome: RunOutcome) => void = () => {};
  return {
    run({ experiment, sequence }: RunRequest, onProgress) {
      settle({ kind: 'superseded' });
      stages = stagesOf(runSequence(experiment, sequence));
      report = onProgress;
      return new Promise((resolve) => {
        settle = resolve;
      });
    },
    async feed(count = stages.length) {
      const trace = stages[count - 1];
      stages = stages.slice(count);
      if (trace?.progress.complete) settle({ kind: 'complete', trace });
      else if (trace) report(trace);
      await Promise.resolve();
    },
    async fail(code) {
      settle({ kind: 'failed', fault: { code, path: '', values: {} } });
      await Promise.resolve();
    },
    ask: () => Promise.resolve({ kind: 'superseded' }),
    stopAsking() {},
    cancel() {},
    dispose() {
      settle({ kind: 'superseded' });
    },
  };
}

/** A complete trace as it looked after each step of the forward and of the backward pass, and at the end. */
function stagesOf(trace: Trace): readonly Trace[] {
  const { steps } = trace;
  const at = (forward: number, backward: number): Trace => {
    return { ...trace, update: null, progress: { forward, backward, complete: false } };
  };
  const counted = Array.from({ length: steps }, (_, i) => i + 1);
  return [
    ...counted.map((t) => at(t, steps + 1)),
    ...counted.map((t) => at(steps, steps + 1 - t)),
    trace,
  ];
}

/** A clock that the test ticks. */
function handClock(): Clock & { tick(dt: number): void; running(): boolean } {
  let listener: ((dt: number) => void) | null = null;
  return {
    start(tick) {
      listener = tick;
      return () => {
        listener = null;
      };
    },
    tick: (dt) => listener?.(dt),
    running: () => listener !== null,
  };
}

/** W_hh[1, column] of the experiment. */
function weightOf({ experiment }: StudioState, column: number): number | undefined {
  const row = experiment.parameters?.W_hh?.[0];
  return typeof row === 'object' ? row[column - 1] : undefined;
}

describe('opening', () => {
  test('the first preset is there before its run is, with nothing computed', () => {
    const { now } = open({ client: steppedClient() });
    expect(now()).toMatchObject({ preset: 'sentiment', sequence: 1, position: -1, edited: false });
    expect(now().status).toEqual({ kind: 'running' });
    expect(now().trace?.progress.forward).toBe(0);
    now().next();
    expect(now().position).toBe(-1);
  });

  test('at a beat of an address, once the run has come there', async () => {
    const client = steppedClient();
    const experiment = presetOf('many-to-many')?.experiment;
    if (!experiment) throw new Error('no preset');
    const opening = { experiment, sequence: 1, preset: 'many-to-many', edited: false };
    const { now } = open({ client, opening, position: 9 });
    await client.feed(1);
    expect(now().position).toBe(-1);
    await client.feed(2);
    expect(now().position).toBe(9);
    expect(now().status.kind).toBe('running');
    await client.feed();
    expect([now().position, now().status.kind]).toEqual([9, 'ready']);
  });

  test('a beat beyond the end is the last beat', () => {
    const { now } = open({ position: 10_000 });
    expect(now().position).toBe(now().beats.length - 1);
  });

  test('a selection that the run does not have is let go', () => {
    expect(open({ focus: { selected: 'h@99' } }).now().selected).toBeNull();
    expect(open({ focus: { selected: '<script>' } }).now().selected).toBeNull();
    expect(open({ focus: { selected: 'h@3[2]' } }).now().selected).toBe('h@3[2]');
  });

  test('an unknown preset is told and changes nothing', () => {
    const { now } = open();
    const before = now();
    now().loadPreset('nonsense');
    expect(now().notice?.code).toBe('unknown-preset');
    expect(now().experiment).toBe(before.experiment);
    expect(now().canUndo).toBe(false);
  });
});

describe('runs', () => {
  test('an edit keeps the old picture until the new run has come to the beat on screen', async () => {
    const client = steppedClient();
    const { now } = open({ client });
    await client.feed();
    const beat = now().beats.find((b) => b.phase === 'backward' && b.t === 2);
    now().goTo(beat?.index ?? 0);
    const before = now().trace;
    now().setWeight(w11, 0.5);
    expect(now().status.kind).toBe('running');
    await client.feed(3);
    expect(now().trace).toBe(before);
    await client.feed(2);
    expect(now().trace).not.toBe(before);
    expect(now().trace?.progress.complete).toBe(false);
    expect(now().position).toBe(beat?.index);
    await client.feed();
    expect(now().status.kind).toBe('ready');
    expect(now().trace?.experiment).toBe(now().experiment);
  });

  test('only the newest of several edits comes on screen', async () => {
    const client = steppedClient();
    const { now } = open({ client });
    await client.feed();
    for (const value of [0.1, 0.2, 0.3]) now().setWeight(w11, value);
    await client.feed();
    expect(now().trace?.experiment).toBe(now().experiment);
    expect(weightOf(now(), 1)).toBe(0.3);
    expect(now().status.kind).toBe('ready');
  });

  test('a refused run leaves the picture, takes the edit back and says why', async () => {
    const client = steppedClient();
    const { now } = open({ client });
    await client.feed();
    const before = now();
    now().setHiddenSize(7);
    await client.fail('too large');
    expect(now().status).toMatchObject({ kind: 'failed', fault: { code: 'too large' } });
    expect(now().notice?.code).toBe('too large');
    expect(now().trace).toBe(before.trace);
    expect(now().experiment).toBe(before.experiment);
    expect(now().canUndo).toBe(false);
    now().setWeight(w11, 0.5);
    await client.feed();
    expect(now().status.kind).toBe('ready');
  });

  test('an edit of a number keeps the very list of beats', () => {
    const { now } = open();
    const { beats, reveals } = now();
    now().setWeight(w11, 0.5);
    now().setSeed(12);
    now().setActivation('relu');
    expect(now().beats).toBe(beats);
    expect(now().reveals).toBe(reveals);
    now().setLength(4);
    expect(now().beats).not.toBe(beats);
  });

  test('the update can be taken, and lowers the loss', () => {
    const { now } = open();
    const trace = now().trace;
    now().last();
    now().applyUpdate();
    expect(now().trace?.loss).toBe(trace?.update?.lossAfter);
    expect(now().trace?.loss).toBeLessThan(trace?.loss ?? 0);
    expect(now().position).toBe(now().beats.length - 1);
  });

  test('what is computed meanwhile is shown once a frame, and the end at once', async () => {
    const client = steppedClient();
    const clock = handClock();
    const { now } = open({ client, clock });
    const forward = (): number | undefined => now().trace?.progress.forward;
    await client.feed(1);
    expect(forward()).toBe(1);
    await client.feed(1);
    await client.feed(1);
    expect(forward()).toBe(1);
    clock.tick(16);
    expect(forward()).toBe(3);
    expect(clock.running()).toBe(false);
    await client.feed(1);
    await client.feed();
    expect(now().status.kind).toBe('ready');
    expect(now().trace?.progress.complete).toBe(true);
    expect(clock.running()).toBe(false);
  });

  test('after dispose the client is let go and the clock stands', async () => {
    const client = steppedClient();
    const dispose = vi.spyOn(client, 'dispose');
    const clock = handClock();
    const { now } = open({ client, clock });
    await client.feed(1);
    await client.feed(1);
    expect(clock.running()).toBe(true);
    now().dispose();
    await Promise.resolve();
    expect(dispose).toHaveBeenCalledOnce();
    expect(clock.running()).toBe(false);
    now().play();
    expect(clock.running()).toBe(true);
    now().dispose();
    expect(clock.running()).toBe(false);
  });
});

describe('undo', () => {
  test('typing and arrow keys on one weight are one step', () => {
    const { now } = open();
    const { experiment } = now();
    for (const value of [0.1, 0.11, 0.12]) now().setWeight(w11, value);
    now().setWeight({ ...w11, column: 2 }, 0.5);
    now().undo();
    expect(weightOf(now(), 1)).toBe(0.12);
    now().undo();
    expect(now().experiment).toBe(experiment);
    expect(now()).toMatchObject({ edited: false, canUndo: false, canRedo: true });
    now().redo();
    now().redo();
    expect(weightOf(now(), 2)).toBe(0.5);
    expect(now()).toMatchObject({ edited: true, canUndo: true, canRedo: false });
  });

  test('restores the sequence, the preset and the beat', () => {
    const { now } = open();
    now().last();
    const { position } = now();
    now().chooseSequence(2);
    now().loadPreset('nlp');
    expect(now()).toMatchObject({ preset: 'nlp', sequence: 1, position: -1 });
    now().undo();
    expect(now()).toMatchObject({ preset: 'sentiment', sequence: 2, position });
    now().undo();
    expect(now()).toMatchObject({ sequence: 1, position });
  });

  test('after a shorter length, returns to the beat that the shorter run does not have', () => {
    const { now } = open();
    const third = now().beats.findLast((beat) => beat.phase === 'forward' && beat.t === 3);
    now().goTo(third?.index ?? 0);
    now().setLength(1);
    expect(now().beats[now().position]).toMatchObject({ phase: 'forward', t: 1 });
    now().undo();
    expect(now().position).toBe(third?.index);
  });

  test('stays at the beat to which the user has moved since the edit', () => {
    const { now } = open();
    now().goTo(5);
    now().setWeight(w11, 0.5);
    now().goTo(20);
    now().undo();
    expect(now().position).toBe(20);
  });

  test('a drawn net that was edited and grows draws from the seed it came from', () => {
    const { now } = open();
    now().setSeed(77);
    now().setWeight(w11, 0.5);
    now().setHiddenSize(4);
    const grown = now().experiment.parameters;
    now().undo();
    now().undo();
    now().setHiddenSize(4);
    const drawn = now().trace;
    const row = (grown?.W_hh?.[3] ?? []) as readonly number[];
    const shape = drawn?.model.parameters.find((p) => p.name === 'W_hh');
    const at = (shape?.offset ?? 0) + 3 * 4;
    expect([...(drawn?.parameters.subarray(at, at + 4) ?? [])]).toEqual(row);
  });
});

describe('moves', () => {
  test('playing steps with the clock and stops by itself at the end', () => {
    const clock = handClock();
    const { now } = open({ clock });
    now().play();
    clock.tick(799);
    expect(now().position).toBe(-1);
    clock.tick(1);
    expect(now().position).toBe(0);
    now().setSpeed(2);
    clock.tick(400);
    expect(now().position).toBe(1);
    for (let i = 0; i < now().beats.length; i++) clock.tick(400);
    expect(now().position).toBe(now().beats.length - 1);
    expect(now().playing).toBe(false);
    expect(clock.running()).toBe(false);
    now().play();
    expect(now()).toMatchObject({ position: -1, playing: true });
  });

  test('a move by hand ends playing; pausing does not move', () => {
    const clock = handClock();
    const { now } = open({ clock });
    now().goTo(4);
    now().play();
    now().pause();
    expect(now()).toMatchObject({ position: 4, playing: false });
    now().play();
    now().next();
    expect(now()).toMatchObject({ position: 5, playing: false });
    clock.tick(10_000);
    expect(now().position).toBe(5);
  });

  test('the grain decides where a step rests, and choosing it does not move', () => {
    const { now } = open();
    now().goTo(1);
    now().setGrain('coarse');
    expect(now().position).toBe(1);
    now().next();
    expect(now().beats[now().position]?.lastOfGroup).toBe(true);
    now().first();
    expect(now().position).toBe(-1);
    now().last();
    expect(now().position).toBe(now().beats.length - 1);
  });

  test('a speed that is no speed is not taken', () => {
    const { now } = open();
    for (const speed of [0, -1, Number.NaN]) now().setSpeed(speed);
    expect(now().speed).toBe(1);
  });
});

describe('focus', () => {
  test('opens on the first recurrent weight and keeps to weights that exist', () => {
    const { now } = open();
    expect(now().weight).toEqual(w11);
    now().chooseWeight({ parameter: 'W_hh', row: 9, column: 1 });
    expect(now().weight).toEqual(w11);
    now().chooseWeight({ parameter: 'W_hh', row: 3, column: 2 });
    now().setHiddenSize(2);
    expect(now().weight).toEqual(w11);
    now().setCell('lstm');
    expect(now().weight?.parameter).toBe('W_hi');
  });

  test('what is selected stays while it exists', () => {
    const { now } = open();
    now().select(entryId(valueId('h', 3), 3));
    now().point(valueId('x', 3));
    now().setWeight(w11, 0.2);
    expect(now().selected).toBe('h@3[3]');
    now().setHiddenSize(2);
    expect(now()).toMatchObject({ selected: null, pointed: 'x@3' });
    now().setLength(2);
    expect(now().pointed).toBeNull();
  });

  test('paths are switched off and on, and forgotten with the steps they ran over', () => {
    const { now } = open();
    now().hidePaths([pathId(3, 1), pathId(3, 2)], true);
    now().hidePaths([pathId(3, 2)], false);
    expect([...now().hiddenPaths]).toEqual([pathId(3, 1)]);
    now().setWeight(w11, 0.2);
    expect(now().hiddenPaths.size).toBe(1);
    now().setLength(2);
    expect(now().hiddenPaths.size).toBe(0);
  });

  test('the tour ends where something else is opened, and nowhere else', () => {
    const { now } = open();
    const ends = (act: () => void): boolean => {
      now().setTour(1);
      act();
      return now().tour === null;
    };
    const [one, other] = ['nlp', 'many-to-many'].map((id) => presetOf(id)?.experiment);
    if (!one || !other) throw new Error('no presets');
    expect(ends(() => now().loadExperiment(one))).toBe(true);
    expect(ends(() => now().loadExperiment(other))).toBe(true);
    expect(ends(() => now().setWeight(w11, 0.5))).toBe(false);
    expect(ends(() => now().undo())).toBe(false);
    expect(ends(() => now().loadPreset('sentiment'))).toBe(true);
    expect(ends(() => now().chooseSequence(2))).toBe(false);
    expect(ends(() => now().loadPreset('nonsense'))).toBe(false);
  });
});

test('two stores share nothing', () => {
  const one = open().now;
  const two = open().now;
  one().setWeight(w11, 0.5);
  one().next();
  one().select('h@1');
  expect(two()).toMatchObject({ position: -1, edited: false, canUndo: false, selected: null });
});
