// The window of a long run: inside the run, around the beat, still while the beat moves within a page.

import { range } from 'd3-array';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutGraph, shapeOf } from '#marks/graph-layout.ts';
import { buildModel } from '#model/model.ts';
import { buildGraphScene } from '#pictures/unrolled/graph.scene.ts';
import { experimentOf, layoutOf, runOf } from '#testing/scene-runs.ts';
import {
  contains,
  lengthOf,
  longestShown,
  movedTo,
  windowOf,
  withEnd,
  withStart,
} from './window.ts';

const runs = fc
  .record({ steps: fc.integer({ min: 1, max: 3000 }), room: fc.integer({ min: 0, max: 200 }) })
  .chain(({ steps, room }) =>
    fc.record({
      steps: fc.constant(steps),
      room: fc.constant(room),
      t: fc.integer({ min: 1, max: steps }),
    }),
  );

describe('windowOf', () => {
  it('shows short runs whole', () => {
    expect(windowOf(longestShown, 4, null, 3)).toEqual({ from: 1, to: longestShown });
    expect(windowOf(longestShown, 4, { from: 2, to: 5 }, 3)).toEqual({ from: 1, to: longestShown });
  });

  it('lies inside the run and holds the step with its neighbours, in as many columns everywhere', () => {
    fc.assert(
      fc.property(runs, ({ steps, room, t }) => {
        const window = windowOf(steps, room, null, t);
        expect(window.from).toBeGreaterThanOrEqual(1);
        expect(window.to).toBeLessThanOrEqual(steps);
        for (const near of [t - 1, t, t + 1]) {
          if (near >= 1 && near <= steps) expect(contains(window, near)).toBe(true);
        }
        expect(lengthOf(window)).toBe(lengthOf(windowOf(steps, room, null, 1)));
        expect(lengthOf(window)).toBeLessThanOrEqual(longestShown);
      }),
    );
  });

  it('moves a page at a time', () => {
    const froms = range(1, 501).map((t) => windowOf(500, 12, null, t).from);
    const pages = [...new Set(froms)];
    expect(pages.length).toBe(Math.ceil((500 - 12) / 10) + 1);
    expect(pages).toEqual(pages.toSorted((a, b) => a - b));
  });

  it('keeps to what is chosen, as far as it fits', () => {
    fc.assert(
      fc.property(runs, fc.integer(), fc.integer({ min: 1, max: 99 }), (run, from, length) => {
        const { steps, room, t } = run;
        if (steps <= longestShown) return;
        const window = windowOf(steps, room, { from, to: from + length - 1 }, t);
        expect(lengthOf(window)).toBe(Math.min(length, longestShown));
        expect(window.from).toBeGreaterThanOrEqual(1);
        expect(window.to).toBeLessThanOrEqual(steps);
        if (from >= 1 && from + length - 1 <= steps) expect(window.from).toBe(from);
      }),
    );
  });
});

describe('an edge of the window', () => {
  const edges = fc.record({
    steps: fc.integer({ min: 31, max: 3000 }),
    from: fc.integer({ min: 1, max: 3000 }),
    length: fc.integer({ min: 1, max: longestShown }),
    to: fc.integer({ min: -50, max: 3050 }),
  });
  it('goes where it is put, inside the run, and never makes the window empty or too long', () => {
    fc.assert(
      fc.property(edges, ({ steps, from, length, to }) => {
        const window = windowOf(steps, 9, { from, to: from + length - 1 }, 1);
        const place = Math.min(steps, Math.max(1, to));
        expect(withStart(window, to, steps).from).toBe(place);
        expect(withEnd(window, to, steps).to).toBe(place);
        expect(lengthOf(movedTo(window, to, steps))).toBe(lengthOf(window));
        for (const move of [withStart, withEnd, movedTo]) {
          const moved = move(window, to, steps);
          expect(lengthOf(moved)).toBeGreaterThanOrEqual(1);
          expect(lengthOf(moved)).toBeLessThanOrEqual(longestShown);
          expect(moved.from).toBeGreaterThanOrEqual(1);
          expect(moved.to).toBeLessThanOrEqual(steps);
        }
      }),
    );
  });
});

describe.each(['rnn', 'lstm', 'gru'])('the graph of a window of a long %s', (cell) => {
  const run = runOf(experimentOf(cell, 3, 40));
  const sceneOf = (from: number, to: number) => {
    const shape = shapeOf(buildModel(run.trace.experiment.model), 40, true, { from, to });
    const layout = layoutGraph(shape, { width: 900, height: 640 }, 200);
    return buildGraphScene(run.trace, run.at(run.last), layout, null);
  };
  const states = run.trace.model.cell.states.length;

  it('has the nodes and losses of its steps, and no others', () => {
    const scene = sceneOf(11, 20);
    expect(new Set(scene.nodes.map((node) => node.t))).toEqual(new Set(range(11, 21)));
    expect(scene.losses.map((loss) => loss.t)).toEqual([12, 14, 16, 18, 20]);
    expect([scene.lossesBefore, scene.lossesAfter]).toEqual([true, true]);
  });

  it('has the ways in and out, with what is carried over the border', () => {
    const inside = sceneOf(11, 20);
    const whole = buildGraphScene(run.trace, run.at(run.last), layoutOf(run.trace), null);
    const arriving = inside.backward.filter((edge) => edge.t === 21);
    expect(arriving).toHaveLength(states);
    for (const edge of arriving) {
      const [name = ''] = edge.ids[0]?.slice('carried:'.length).split('@') ?? [];
      const row = run.trace.carried[name]?.subarray(19 * 3, 20 * 3) ?? [];
      expect(edge.share?.norm).toBeCloseTo(Math.hypot(...row), 12);
    }
    const out = (t: number) => inside.backward.filter((e) => e.t === t).map((e) => e.share);
    expect(out(11)).toEqual(whole.backward.filter((e) => e.t === 11).map((e) => e.share));
    expect(inside.forward.filter((edge) => edge.t === 21)).toHaveLength(states);
    expect(sceneOf(31, 40).backward.filter((edge) => edge.t === 41)).toEqual([]);
  });

  it('stays inside the picture', () => {
    const scene = sceneOf(11, 20);
    const xs = [...scene.forward, ...scene.backward].flatMap(({ path, head }) =>
      [...`${path}${head}`.matchAll(/(-?[\d.]+),-?[\d.]+/g)].map((match) => Number(match[1])),
    );
    expect(Math.min(...xs)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...xs)).toBeLessThanOrEqual(scene.layout.width);
  });

  it('calls the states before it by their step', () => {
    expect(sceneOf(11, 20).initial.map(({ t, zero }) => [t, zero])).toEqual(
      Array.from({ length: states }, () => [10, false]),
    );
    expect(sceneOf(1, 10).initial.every(({ t, zero }) => t === 0 && zero)).toBe(true);
  });
});
