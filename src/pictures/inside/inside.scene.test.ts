// The inside of a column, for any cell and room: nothing overlaps, every edge of the declaration has its wire, and what
// comes back over the wires adds up to the gradients of the engine.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runSequence } from '#engine/run.ts';
import type { Point } from '#marks/curve.ts';
import type { Box } from '#marks/strip.ts';
import { cells } from '#model/cells/all.ts';
import { buildModel, type Model } from '#model/model.ts';
import { carriedId, gradientId, valueId } from '#model/quantity-id.ts';
import { buildBeats } from '#playback/build-beats.ts';
import { presenceOf } from '#playback/presence.ts';
import { revealsOf } from '#playback/reveal.ts';
import { gatedExperiment, gatedModel } from '#testing/minimal-gated-unit.ts';
import { experimentOf, runOf } from '#testing/scene-runs.ts';
import { sumOfParts } from '#trace/derived/roads.ts';
import { gradientAt } from '#trace/record/source-value.ts';
import { rowOf, type Trace } from '#trace/record/trace.ts';
import { cellPlanOf } from './cell-plan.scene.ts';
import { spotOf } from './circuit.scene.ts';
import { buildInsideScene, type InsideLayout, layoutInside } from './inside.scene.ts';
import { jacobianGroups, roadGroups } from './road-list.scene.ts';
import { existsAt, returnValue } from './wire-values.scene.ts';

function modelOf(cell: string, hiddenSize: number, bias = true): Model {
  const { model } = experimentOf(cell, hiddenSize, 3);
  return buildModel({ ...model, activation: undefined, bias });
}

const layouts: fc.Arbitrary<InsideLayout & { readonly model: Model }> = fc
  .record({
    cell: fc.constantFrom(...cells.map((cell) => cell.id), 'own'),
    hiddenSize: fc.integer({ min: 1, max: 40 }),
    bias: fc.boolean(),
    width: fc.integer({ min: 320, max: 1400 }),
    height: fc.integer({ min: 200, max: 1000 }),
  })
  .map(({ cell, hiddenSize, bias, width, height }) => {
    const model = cell === 'own' ? gatedModel : modelOf(cell, hiddenSize, bias);
    return { model, ...layoutInside(model, { width, height }, true) };
  });

function boxAround({ x, y }: Point, half: Point): Box {
  return { x: x - half.x, y: y - half.y, width: 2 * half.x, height: 2 * half.y };
}

function stripBoxes({ grid }: InsideLayout): readonly (readonly [string, Box])[] {
  return [...grid.places].map(([key, { x, y, layout }]) => [
    key,
    boxAround({ x, y }, { x: layout.width / 2, y: layout.height / 2 }),
  ]);
}

function overlap(a: Box, b: Box): boolean {
  const apart = 0.5;
  return (
    a.x + apart < b.x + b.width &&
    b.x + apart < a.x + a.width &&
    a.y + apart < b.y + b.height &&
    b.y + apart < a.y + a.height
  );
}

describe('the layout of any cell in any room', () => {
  it('keeps strips and operations apart', () => {
    fc.assert(
      fc.property(layouts, (layout) => {
        const operations = layout.circuit.operations
          .filter(({ kind }) => kind !== 'bias')
          .map((o): readonly [string, Box] => [o.key, boxAround(o.at, spotOf(o).half)]);
        const boxes = [...stripBoxes(layout), ...operations];
        boxes.forEach(([key, box], i) => {
          for (const [other, otherBox] of boxes.slice(i + 1)) {
            if (overlap(box, otherBox)) expect.fail(`${key} over ${other}`);
          }
        });
      }),
    );
  });

  it('has level and upright wires inside the picture that pass through no strip', () => {
    fc.assert(
      fc.property(layouts, (layout) => {
        const { grid, circuit } = layout;
        for (const { key, corners } of circuit.wires) {
          corners.slice(1).forEach((end, i) => {
            const start = corners[i] as Point;
            const [dx, dy] = [Math.abs(end.x - start.x), Math.abs(end.y - start.y)];
            expect(Math.min(dx, dy), key).toBeLessThan(1);
            const [left, top] = [Math.min(start.x, end.x), Math.min(start.y, end.y)];
            expect(left).toBeGreaterThanOrEqual(0);
            expect(top).toBeGreaterThanOrEqual(0);
            expect(left + dx).toBeLessThanOrEqual(grid.width);
            expect(top + dy).toBeLessThanOrEqual(grid.height);
            const way = { x: left, y: top, width: Math.max(1, dx), height: Math.max(1, dy) };
            for (const [strip, box] of stripBoxes(layout)) {
              if (overlap(way, box)) expect.fail(`${key} through ${strip}`);
            }
          });
        }
      }),
    );
  });

  it('takes no more height than there is, where so little is possible', () => {
    fc.assert(
      fc.property(layouts, fc.integer({ min: 0, max: 600 }), ({ model }, more) => {
        const least = layoutInside(model, { width: 700, height: 0 }, true).grid.leastHeight;
        const { grid } = layoutInside(model, { width: 700, height: least + more }, true);
        expect(grid.height).toBeLessThanOrEqual(least + more + 1);
      }),
    );
  });

  it('leads every edge of the declaration once, and numbers those that come from the step before', () => {
    fc.assert(
      fc.property(layouts, ({ model, circuit }) => {
        // The last stretch of an edge carries it alone, or the edge ends at its own map.
        const ends = circuit.wires.flatMap(({ back }) =>
          back.length === 1 && back[0]?.kind === 'edge' ? [back[0].edge] : [],
        );
        const gradients = model.edges.filter(({ from }) => from.quantity !== 'x');
        expect(new Set(ends)).toEqual(new Set(gradients));
        const roads = gradients.filter(({ from }) => from.at === 'before');
        expect(circuit.badges.map(({ road }) => road).toSorted((a, b) => a - b)).toEqual(
          roads.map((_, i) => i + 1),
        );
      }),
    );
  });
});

describe('the plan of a cell', () => {
  it('stands the gates in the order in which the states use them', () => {
    expect(cellPlanOf(modelOf('lstm', 2)).slots).toEqual([
      ['a_f', 'f'],
      ['a_i', 'i'],
      ['a_g', 'g'],
      ['a_o', 'o'],
    ]);
    expect(cellPlanOf(modelOf('gru', 2)).slots).toEqual([
      ['a_z', 'z'],
      ['a_r', 'r'],
      ['m_n', 'a_n', 'n'],
    ]);
    expect(cellPlanOf(gatedModel).slots).toEqual([
      ['x1', 'z'],
      ['loss', 'y', 'local'],
    ]);
  });

  it('has a straight road for the cell state of an LSTM and the state of a GRU', () => {
    expect(cellPlanOf(modelOf('lstm', 2))).toMatchObject({
      roads: ['c'],
      low: ['h'],
      spread: ['h'],
    });
    expect(cellPlanOf(modelOf('gru', 2))).toMatchObject({ roads: ['h'], low: [], spread: ['h'] });
    expect(cellPlanOf(modelOf('rnn', 2))).toMatchObject({ roads: [], low: ['h'], spread: ['h'] });
  });
});

const runs: readonly (readonly [string, Trace])[] = [
  ...cells.map(({ id }) => [id, runOf(experimentOf(id, 3, 4)).trace] as const),
  ['own', runSequence(gatedExperiment, 1, gatedModel)],
];

describe.each(runs)('inside a column of %s', (_, trace) => {
  const { model, steps } = trace;
  const layout = layoutInside(model, { width: 800, height: 600 }, true);
  const beats = buildBeats(trace.experiment, model, 1);
  const reveals = revealsOf(trace.model, beats);

  it('what leaves a strip comes back as the whole of its gradient', () => {
    for (let t = 1; t <= steps; t++) {
      for (const { source } of layout.grid.places.values()) {
        const { quantity, at } = source;
        if (quantity === 'x' || quantity === 'prediction' || (at === 'before' && t === 1)) continue;
        if (quantity === 'logits' && !trace.lossSteps.includes(t)) continue;
        const own = layout.circuit.wires.filter(
          ({ leaves, signal }) =>
            leaves &&
            signal.kind === 'source' &&
            signal.source.quantity === quantity &&
            signal.source.at === at,
        );
        const parts = own.flatMap(({ back }) => back).filter((part) => existsAt(trace, part, t));
        const sum = sumOfParts(parts.map((part) => returnValue(trace, part, t)));
        const carried = trace.carried[quantity] ?? new Float64Array(0);
        const expected =
          at === 'before' ? rowOf(carried, t - 1, 3) : gradientAt(trace, quantity, t);
        expected.forEach((value, i) => {
          expect(sum[i] ?? 0, `${quantity}@${t}`).toBeCloseTo(value, 12);
        });
      }
    }
  });

  it('shows nothing before it is computed, and all of it at the end', () => {
    const start = buildInsideScene(trace, { reveals, position: -1 }, layout, 2);
    expect(start.wires.every(({ forward }) => forward.presence === 'unknown')).toBe(true);
    expect(start.wires.every(({ backward }) => !backward || backward.share === null)).toBe(true);
    expect(start.nodes.flatMap(({ strip }) => strip.cells)).toEqual([]);
    const end = buildInsideScene(trace, { reveals, position: beats.length - 1 }, layout, 2);
    expect(end.wires.every(({ forward }) => forward.norm !== null)).toBe(true);
    expect(end.wires.every(({ backward }) => !backward || backward.share !== null)).toBe(true);
  });

  it('lights up the operations of the beat', () => {
    for (const { index, t, operation } of beats) {
      if (operation.kind !== 'compute' || t === null) continue;
      const scene = buildInsideScene(trace, { reveals, position: index }, layout, t);
      const current = scene.operations.filter((o) => o.isCurrent).map((o) => o.to);
      expect(new Set(current)).toEqual(new Set(current.map(() => operation.quantity)));
      const fresh = scene.nodes.filter(({ strip }) => strip.presence === 'fresh');
      expect(fresh.map(({ id }) => id)).toEqual([valueId(operation.quantity, t)]);
    }
  });

  it('lights up, on the way back, the operations that lead to what becomes known', () => {
    for (const { index, t, operation } of beats) {
      if (operation.kind !== 'carry' || t === null) continue;
      const scene = buildInsideScene(trace, { reveals, position: index }, layout, t);
      const current = scene.operations.filter((o) => o.isCurrent);
      const users = model.edges.filter(
        ({ from }) => from.at === 'before' && from.quantity === operation.state,
      );
      expect(new Set(current.map((o) => o.to))).toEqual(new Set(users.map(({ to }) => to)));
      expect(current.every((o) => o.edges.some((edge) => users.includes(edge)))).toBe(true);
    }
  });

  it('lists roads whose shares add up to 1, of what is carried first and then of the whole', () => {
    for (let t = 2; t <= steps; t++) {
      for (let position = -1; position < beats.length; position++) {
        const moment = { reveals, position };
        for (const { state, rows, whole } of roadGroups(trace, moment, t)) {
          const isWhole = presenceOf(moment, gradientId(state, t - 1)) !== 'unknown';
          expect(whole.id).toBe(isWhole ? gradientId(state, t - 1) : carriedId(state, t - 1));
          const shares = rows.flatMap(({ share }) => (share === null ? [] : [share]));
          if (whole.presence === 'unknown') expect(shares).toEqual([]);
          else if (shares.length > 0) {
            expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10);
          }
        }
      }
    }
    expect(roadGroups(trace, { reveals, position: beats.length - 1 }, 1)).toEqual([]);
  });

  it('lists the roads of the Jacobian once it is known, with shares that add up to 1', () => {
    const known = { reveals, position: beats.length - 1 };
    for (let t = 2; t <= steps; t++) {
      const pending = jacobianGroups(trace, { reveals, position: -1 }, t);
      const groups = jacobianGroups(trace, known, t);
      expect(pending.map(({ rows }) => rows.map((row) => row.road?.number ?? row.over))).toEqual(
        groups.map(({ rows }) => rows.map((row) => row.road?.number ?? row.over)),
      );
      expect(pending.flatMap(({ rows }) => rows.flatMap((row) => row.norm ?? []))).toEqual([]);
      for (const { rows } of groups) {
        const total = rows.reduce((sum, { share }) => sum + (share ?? Number.NaN), 0);
        expect(total).toBeCloseTo(1, 10);
      }
    }
  });
});
