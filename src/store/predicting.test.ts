// Predict, then reveal: which move shows a beat, which its result, and what is told meanwhile.

import { expect, test } from 'vitest';
import { presets } from '#config/presets.ts';
import { gradientId, valueId, wholeOf } from '#model/quantity-id.ts';
import { isRevealed } from '#playback/reveal.ts';
import { withholdingReveals, withholdingTrace } from '#playback/withheld.ts';
import { immediateClient } from '#testing/immediate-client.ts';
import { numbersOf } from '#trace/derived/numbers-of.ts';
import { createStudio } from './create-studio.ts';
import { withheldOf } from './withheld.ts';

function predicting(position?: number) {
  return createStudio({ client: immediateClient(), predict: true, position }).getState;
}

test('one move shows a beat, the next its result, the one after that the next beat', () => {
  const now = predicting();
  now().next();
  // What is read is given.
  expect(now().position).toBe(0);
  expect(withheldOf(now())).toEqual(new Set());
  now().next();
  expect(now().position).toBe(1);
  expect(withheldOf(now())).toEqual(new Set([valueId('a', 1)]));
  now().next();
  expect(now().position).toBe(1);
  expect(withheldOf(now()).size).toBe(0);
  now().next();
  expect(now().position).toBe(2);
  expect(withheldOf(now())).toContain(valueId('h', 1));
});

test('what has been shown stays shown, on the way back and through an edit', () => {
  const now = predicting();
  for (let i = 0; i < 8; i++) now().next();
  now().previous();
  expect(withheldOf(now()).size).toBe(0);
  now().setWeight({ parameter: 'W_hh', row: 1, column: 1 }, 0.25);
  expect(withheldOf(now()).size).toBe(0);
  now().goTo(7);
  expect(withheldOf(now()).size).toBeGreaterThan(0);
  now().setWeight({ parameter: 'W_hh', row: 1, column: 1 }, 0.5);
  expect(withheldOf(now()).size).toBeGreaterThan(0);
});

test('a beat that is opened asks; another example begins anew', () => {
  const now = predicting(10);
  expect(now().position).toBe(10);
  expect(withheldOf(now()).size).toBeGreaterThan(0);
  now().last();
  now().reveal();
  now().loadPreset('nlp');
  now().goTo(4);
  expect(withheldOf(now()).size).toBeGreaterThan(0);
});

test('switching it on leaves what is on screen; the next beat asks', () => {
  const now = createStudio({ client: immediateClient() }).getState;
  now().goTo(6);
  now().setPredict(true);
  expect(withheldOf(now()).size).toBe(0);
  now().next();
  expect(withheldOf(now()).size).toBeGreaterThan(0);
  now().setPredict(false);
  expect(withheldOf(now()).size).toBe(0);
});

test('at coarse grain everything is asked that the move has passed', () => {
  const now = predicting();
  now().setGrain('coarse');
  now().next();
  const asked = withheldOf(now());
  expect(asked).toContain(valueId('a', 1));
  expect(asked).toContain(valueId('h', 1));
  expect(asked).not.toContain(valueId('x', 1));
});

test('playing shows each beat, waits as long again, and shows its result', () => {
  let tick = (_: number): void => {};
  const clock = {
    start(next: (dt: number) => void) {
      tick = next;
      return () => {};
    },
  };
  const now = createStudio({ client: immediateClient(), clock, predict: true }).getState;
  now().play();
  const seen: [number, number][] = [];
  for (let i = 0; i < 6; i++) {
    tick(800);
    seen.push([now().position, withheldOf(now()).size]);
  }
  expect(seen).toEqual([
    [0, 0],
    [1, 1],
    [1, 0],
    [2, 3],
    [2, 0],
    [3, 0],
  ]);
});

test.each(presets)(
  'a reader of $id finds no number that is asked, and every other one',
  (preset) => {
    const now = createStudio({ client: immediateClient(), predict: true }).getState;
    now().loadPreset(preset.id);
    const { beats } = now();
    for (const beat of beats) {
      now().goTo(beat.index);
      const { trace, reveals, position } = now();
      if (trace === null) throw new Error('a run to show');
      const withheld = withheldOf(now());
      const told = withholdingTrace(trace, withheld);
      const seen = withholdingReveals(reveals, withheld);
      for (const id of beat.operation.kind === 'read' ? [] : beat.reveals) {
        expect(withheld).toContain(wholeOf(id));
        expect(numbersOf(told, id)).toBeNull();
        expect(isRevealed(seen, id, position)).toBe(false);
      }
      for (const id of beats.slice(0, beat.index).flatMap((before) => before.reveals)) {
        expect(numbersOf(told, id)).toEqual(numbersOf(trace, id));
      }
    }
    expect(numbersOf(now().trace as never, gradientId('h', 1))).not.toBeNull();
  },
);
