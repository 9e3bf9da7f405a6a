// The folded net at any step shows the run's own numbers, and nothing before its beat; nothing overlaps in any room.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normOf } from '#base/norm.ts';
import type { Box } from '#marks/strip.ts';
import { buildModel, sizeOf } from '#model/model.ts';
import { carriedId, gradientId, localId, valueId } from '#model/quantity-id.ts';
import { presenceOf } from '#playback/presence.ts';
import { gatedModel } from '#testing/minimal-gated-unit.ts';
import { experimentOf, graphShapes, runOf } from '#testing/scene-runs.ts';
import { rowOf } from '#trace/record/trace.ts';
import { buildFoldedScene } from './folded.scene.ts';
import { type FoldedLayout, foldedShape, layoutFolded } from './layout.scene.ts';

const room = { width: 800, height: 520 };

describe('the layout', () => {
  it('keeps every strip apart and inside, the loops around the cell, for any net and room', () => {
    fc.assert(
      fc.property(graphShapes, ({ cell, hiddenSize, steps, width, height }) => {
        const model = buildModel(experimentOf(cell, hiddenSize, 1).model);
        const shape = foldedShape(model, steps, true);
        expectTidy(layoutFolded(shape, { width, height }, false));
      }),
    );
  });

  it('places a cell that stands in no list: its state with numbers, its parts by their letters', () => {
    const shape = foldedShape(gatedModel, 4, false);
    expect(shape.rows).toEqual(['T']);
    expect(shape.parts).toEqual(['x1', 'z', 'loss', 'y', 'local']);
    expectTidy(layoutFolded(shape, room, false));
  });

  it('shows the quantities one by one where each follows from the one below', () => {
    const model = buildModel(experimentOf('rnn', 3, 1).model);
    expect(foldedShape(model, 3, true)).toMatchObject({ rows: ['a', 'h'], parts: [] });
  });
});

function expectTidy(layout: FoldedLayout): void {
  const { rows, cell, values, gradients, loops, labels } = layout;
  const boxes = rows.map(({ strip, top }) => ({ top, bottom: top + strip.height }));
  boxes.slice(1).forEach((upper, i) => {
    expect(upper.bottom).toBeLessThan(boxes[i]?.top ?? 0);
  });
  const widest = Math.max(...rows.map(({ strip }) => strip.width));
  expect(values - widest / 2 - labels.value).toBeGreaterThanOrEqual(cell.x);
  expect(values + widest / 2 + labels.gradient).toBeLessThan(gradients - widest / 2 + 1);
  expect(gradients + widest / 2).toBeLessThanOrEqual(cell.x + cell.width);
  const lanes: Box[] = loops.flatMap((loop) => {
    const { strip } = rows.find(({ name }) => name === loop.state) ?? { strip: null };
    const before = strip && {
      x: loop.before - strip.width / 2 - labels.value,
      y: loop.bottom - strip.height / 2,
      width: strip.width + labels.value,
      height: strip.height,
    };
    return before ? [loop.delay, before] : [loop.delay];
  });
  lanes.forEach((a, i) => {
    for (const b of lanes.slice(i + 1)) expect(overlap(a, b)).toBe(false);
    expect(a.x).toBeGreaterThan(0);
    expect(a.x + a.width).toBeLessThan(layout.width);
    expect(a.y + a.height).toBeLessThanOrEqual(layout.height);
  });
  for (const { left, right } of loops) {
    expect(left).toBeLessThan(cell.x);
    expect(left).toBeGreaterThan(0);
    expect(right).toBeGreaterThan(cell.x + cell.width);
    expect(right).toBeLessThan(layout.width);
  }
}

function overlap(a: Box, b: Box): boolean {
  const across = a.x < b.x + b.width && b.x < a.x + a.width;
  return across && a.y < b.y + b.height && b.y < a.y + a.height;
}

const nets = fc.record({
  cell: fc.constantFrom('rnn', 'lstm', 'gru'),
  hiddenSize: fc.integer({ min: 1, max: 12 }),
  steps: fc.integer({ min: 1, max: 5 }),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  of: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe('the scene', () => {
  it('shows a vector exactly when its beat has come, and the run’s own norms beside the ways', () => {
    fc.assert(
      fc.property(nets, ({ cell, hiddenSize, steps, at, of }) => {
        const run = runOf(experimentOf(cell, hiddenSize, steps));
        const { trace } = run;
        const t = 1 + Math.round(of * (steps - 1));
        const moment = run.at(Math.round(at * (run.last + 1)) - 1);
        const shape = foldedShape(trace.model, steps, true);
        const scene = buildFoldedScene(trace, moment, shape, layoutFolded(shape, room, false), t);
        for (const { id, strip } of scene.nodes) {
          const known = presenceOf(moment, id) !== 'unknown';
          expect(strip.cells.length + strip.blocks.length > 0, id).toBe(known);
        }
        for (const part of scene.parts) expect(part.presence).toBe(presenceOf(moment, part.id));
        const known = (id: string): boolean => presenceOf(moment, id) !== 'unknown';
        const { states } = trace.model.cell;
        const expected = [
          ...(trace.lossSteps.includes(t) ? [localId(t)] : []),
          ...states.flatMap((s) => [
            ...(t < steps ? [carriedId(s, t)] : []),
            ...(t > 1 ? [carriedId(s, t - 1)] : []),
          ]),
        ].filter(known);
        expect(scene.norms.map(({ id }) => id).toSorted()).toEqual(expected.toSorted());
        for (const norm of scene.norms) {
          const block = norm.kind === 'local' ? trace.local : trace.carried[norm.state];
          const size = sizeOf(trace.model, norm.state);
          expect(norm.norm).toBeCloseTo(normOf(rowOf(block ?? trace.local, norm.t, size)), 12);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('has every way of the gradient, with its share once its beat has come', () => {
    const run = runOf(experimentOf('lstm', 3, 4));
    const shape = foldedShape(run.trace.model, 4, true);
    const layout = layoutFolded(shape, room, false);
    const end = buildFoldedScene(run.trace, run.at(run.last), shape, layout, 2);
    expect(end.backward.map(({ ids }) => ids[0]).toSorted()).toEqual(
      [
        gradientId('logits', 2),
        localId(2),
        carriedId('c', 1),
        carriedId('c', 2),
        carriedId('h', 1),
        carriedId('h', 2),
      ].toSorted(),
    );
    expect(end.backward.every(({ share }) => share !== null)).toBe(true);
    const start = buildFoldedScene(run.trace, run.at(-1), shape, layout, 2);
    expect(start.backward.every(({ share }) => share === null)).toBe(true);
    expect(start.forward.filter(({ presence }) => presence !== 'unknown')).toEqual([]);
  });

  it('names the weights that the loop passes through, and the gate that scales a state’s own way', () => {
    const run = runOf(experimentOf('lstm', 3, 2));
    const shape = foldedShape(run.trace.model, 2, true);
    const scene = buildFoldedScene(
      run.trace,
      run.at(run.last),
      shape,
      layoutFolded(shape, room, false),
      2,
    );
    const ids = scene.marks.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['W_hi', 'W_hf', 'W_hg', 'W_ho', 'W_xi']));
    expect(ids).toContain(valueId('f', 2));
  });

  it('keeps the parts of the cell clear of its frame and of each other, for any net and room', () => {
    fc.assert(
      fc.property(graphShapes, ({ cell, hiddenSize, steps, width, height }) => {
        const { trace, at, last } = runOf(experimentOf(cell, hiddenSize, steps));
        const shape = foldedShape(trace.model, steps, true);
        const layout = layoutFolded(shape, { width, height }, false);
        const { parts } = buildFoldedScene(trace, at(last), shape, layout, 1);
        const frame = layout.cell;
        for (const part of parts) {
          expect(part.x).toBeGreaterThan(frame.x + 6);
          expect(part.x + part.width).toBeLessThan(frame.x + frame.width - 6);
          const near = parts.filter(
            (other) =>
              other !== part &&
              Math.abs(other.x - part.x) < part.width &&
              Math.abs(other.y - part.y) < part.height,
          );
          expect(near).toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
  });
});
