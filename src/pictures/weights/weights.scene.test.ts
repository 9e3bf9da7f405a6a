// The shared weights, against runs of the engine: contributions, sums, changes.

import { describe, expect, it } from 'vitest';
import { contributionId } from '#model/quantity-id.ts';
import { isRevealed } from '#playback/reveal.ts';
import { experimentOf, runOf } from '#testing/scene-runs.ts';
import { contribution } from '#trace/derived/contributions.ts';
import { buildWeightsScene } from './weights.scene.ts';

describe('shared weights', () => {
  const run = runOf(experimentOf('rnn', 3, 4));
  const weights = (position: number, row = 2, column = 3) =>
    buildWeightsScene(run.trace, run.at(position), { parameter: 'W_hh', row, column });

  it('add up, contribution by contribution, to the gradient', () => {
    for (const { parameter, bars, total, sum, entry } of weights(run.last)) {
      const { offset, rows, columns } = parameter;
      const gradient = run.trace.gradient.subarray(offset, offset + rows * columns);
      expect([...sum.values]).toEqual([...gradient]);
      if (!entry) continue;
      const parts = bars.reduce((all, bar) => all + bar.value, 0);
      expect(parts).toBeCloseTo(total, 12);
      expect(total).toBe(gradient[(entry.row - 1) * columns + entry.column - 1]);
    }
  });

  it.each(['rnn', 'lstm'])('have at every beat of a long %s the sum of what is known', (cell) => {
    const long = runOf(experimentOf(cell, 3, 90));
    const { trace } = long;
    const place = { parameter: 'W_hh', row: 2, column: 3 };
    for (const position of [-1, 300, 700, long.last, 900, 610, 1200, 880, 1199, 650]) {
      const moment = long.at(Math.min(position, long.last));
      for (const scene of buildWeightsScene(trace, moment, place)) {
        const { name, rows, columns } = scene.parameter;
        const sum = new Float64Array(rows * columns);
        for (let t = trace.steps; t >= 1; t--) {
          if (!isRevealed(moment.reveals, contributionId(name, t), moment.position)) continue;
          contribution(trace, name, t).forEach((part, i) => {
            sum[i] = (sum[i] ?? 0) + part;
          });
        }
        sum.forEach((value, i) => {
          expect(scene.sum.values[i]).toBeCloseTo(value, 10);
        });
        expect(scene.bars.length).toBeLessThanOrEqual(40);
        expect(scene.shared).toBe(scene.bars.some((bar) => bar.to > bar.t));
        if (!scene.entry) continue;
        const parts = scene.bars.reduce((all, bar) => all + bar.value, 0);
        expect(parts).toBeCloseTo(scene.total, 10);
        for (const bar of scene.bars) {
          expect(Math.abs(bar.value)).toBeLessThanOrEqual(scene.barLimit * 1.0001);
        }
      }
    }
  });

  it('have nothing so far before the backward pass, and the new values after the update', () => {
    const before = weights(-1);
    expect(before.every((w) => w.sum.presence === 'unknown' && w.change === null)).toBe(true);
    const after = weights(run.last);
    expect(after.every((w) => w.change !== null)).toBe(true);
    const updated = after.find((w) => w.parameter.name === 'W_hh');
    const { offset = 0 } = updated?.parameter ?? {};
    expect([...(updated?.values ?? [])]).toEqual([
      ...(run.trace.update?.parameters.subarray(offset, offset + 9) ?? []),
    ]);
  });

  it('are complete once their sum is there, and edited where they stand before the update', () => {
    const { reveals } = run.at(0);
    for (const w of weights(run.last - 1)) {
      expect(w.sum.complete).toBe((reveals.get(w.sum.id) ?? Infinity) <= run.last - 1);
    }
    expect(weights(run.last).every((w) => w.sum.complete)).toBe(true);
    expect(weights(-1).some((w) => w.sum.complete)).toBe(false);
    for (const { parameter, cells } of weights(run.last)) {
      const present = run.trace.parameters.subarray(parameter.offset);
      expect(cells.map((cell) => cell.present)).toEqual([...present.subarray(0, cells.length)]);
    }
  });

  it('have numbers in all cells of a net or in none', () => {
    for (const hidden of [2, 3, 4, 5, 8]) {
      const { trace, at } = runOf(experimentOf('rnn', hidden, 2));
      const cells = buildWeightsScene(trace, at(-1), null).flatMap((w) => w.cells);
      expect(new Set(cells.map((cell) => cell.text !== '')).size).toBe(1);
    }
  });

  it('keep a bar inside the scale of its parameter at every moment', () => {
    for (let position = 0; position <= run.last; position++) {
      for (const { bars, total, barLimit } of weights(position)) {
        for (const bar of bars) expect(Math.abs(bar.value)).toBeLessThanOrEqual(barLimit * 1.0001);
        expect(Math.abs(total)).toBeLessThanOrEqual(barLimit * 1.0001 * bars.length);
      }
    }
  });
});
