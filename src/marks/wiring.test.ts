// The wiring of any cell: lanes that never overlap, wires that never cross numbers, trunks that add up.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { presets } from '#config/presets.ts';
import { runSequence } from '#engine/run.ts';
import { buildModel, type Model } from '#model/model.ts';
import { gatherState } from '#pictures/unrolled/trunk.scene.ts';
import { graphShapes } from '#testing/scene-runs.ts';
import { rowOf } from '#trace/record/trace.ts';
import type { Point } from './curve.ts';
import { type GraphLayout, layoutGraph, shapeOf } from './graph-layout.ts';
import { wayOf } from './routes.ts';
import { offsetWire, shortenWire, wire, wireCommands } from './wire.ts';
import { assignLanes, type Connection, wiringOf } from './wiring.ts';

const preset = presets[0]?.experiment;
if (!preset) throw new Error('no preset');
const base = preset;

function modelOf(cell: string, hiddenSize = 3): Model {
  return buildModel({ ...base.model, cell, hiddenSize, activation: undefined });
}

/** The corners of every wire of a layout, and the step it belongs to. */
function wiresOf(layout: GraphLayout, connections: readonly Connection[]): (readonly Point[])[] {
  return layout.columns.flatMap(({ t }) =>
    connections.flatMap((connection) =>
      (['forward', 'backward'] as const).flatMap((direction) => {
        const way = wayOf(layout, connection, t, direction);
        return 'corners' in way ? [way.corners] : [];
      }),
    ),
  );
}

describe('lanes', () => {
  it('of overlapping spans differ', () => {
    const span = fc
      .tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 9 }))
      .map(([from, length]) => [from, from + length] as const);
    fc.assert(
      fc.property(fc.array(span, { maxLength: 12 }), (spans) => {
        const lanes = assignLanes(spans);
        spans.forEach(([a, b], i) => {
          spans.slice(i + 1).forEach(([c, d], j) => {
            if (a <= d && c <= b) expect(lanes[i]).not.toBe(lanes[i + 1 + j]);
          });
        });
        for (const lane of lanes) expect(lane).toBeLessThan(spans.length);
      }),
    );
  });

  it('put short spans inside', () => {
    expect(
      assignLanes([
        [2, 9],
        [4, 9],
        [6, 9],
        [8, 10],
      ]),
    ).toEqual([3, 2, 1, 0]);
  });
});

describe('the wiring', () => {
  const courses = (cell: string): string[] =>
    wiringOf(modelOf(cell)).connections.map(
      ({ from, to, course }) =>
        `${from.quantity}${from.at === 'before' ? '₋' : ''}>${to} ${course.kind}`,
    );

  it('of an RNN keeps its curve and straight arrows', () => {
    expect(courses('rnn').toSorted()).toEqual(
      ['a>h upwards', 'h>logits upwards', 'h₋>a sweep', 'x>a upwards'].toSorted(),
    );
  });

  it('of an LSTM has one trunk from x, one from h, a road for c, and lanes for the gates', () => {
    const found = courses('lstm');
    for (const gate of ['i', 'f', 'g', 'o']) {
      expect(found).toContain(`x>a_${gate} input`);
      expect(found).toContain(`h₋>a_${gate} trunk`);
      expect(found).toContain(`a_${gate}>${gate} upwards`);
    }
    expect(found).toContain('c₋>c road');
    for (const way of ['i>c', 'f>c', 'g>c', 'o>h']) expect(found).toContain(`${way} lane`);
    expect(wiringOf(modelOf('lstm'))).toMatchObject({ lanes: 4, trunks: 1, input: true });
  });

  it('of a GRU joins the two ways of z into h', () => {
    const { connections } = wiringOf(modelOf('gru'));
    const z = connections.filter(({ from, to }) => from.quantity === 'z' && to === 'h');
    expect(z.map(({ edges }) => edges.length)).toEqual([2]);
  });

  it('holds every edge of the model once', () => {
    for (const cell of ['rnn', 'lstm', 'gru']) {
      const model = modelOf(cell);
      const edges = wiringOf(model).connections.flatMap((c) => c.edges);
      expect(new Set(edges)).toEqual(new Set(model.edges));
      expect(edges).toHaveLength(model.edges.length);
    }
  });
});

describe('wires', () => {
  it('stay inside the picture and touch no strip, for any net and room', () => {
    fc.assert(
      fc.property(graphShapes, ({ cell, hiddenSize, steps, width, height }) => {
        const model = modelOf(cell, hiddenSize);
        const layout = layoutGraph(shapeOf(model, steps, true), { width, height }, 180);
        for (const corners of wiresOf(layout, wiringOf(model).connections)) {
          corners.forEach((p, i) => {
            expect(p.x).toBeGreaterThanOrEqual(0);
            expect(p.x).toBeLessThanOrEqual(layout.width);
            const next = corners[i + 1];
            if (next) expect(crossed(layout, p, next)).toEqual([]);
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  it('run upright in their own column, in tracks a line apart', () => {
    fc.assert(
      fc.property(graphShapes, ({ cell, hiddenSize, steps, width, height }) => {
        const model = modelOf(cell, hiddenSize);
        const layout = layoutGraph(shapeOf(model, steps, true), { width, height }, 180);
        const column = layout.columns[0];
        const tracks = new Map<string, number>();
        for (const { course, ...connection } of wiringOf(model).connections) {
          if (course.kind !== 'lane' && course.kind !== 'trunk' && course.kind !== 'input')
            continue;
          for (const direction of ['forward', 'backward'] as const) {
            const way = wayOf(layout, { ...connection, course }, 1, direction);
            const x = 'corners' in way ? way.corners.at(-2)?.x : undefined;
            if (x === undefined || !column) throw new Error('no wire');
            expect(x).toBeGreaterThanOrEqual(column.left);
            expect(x).toBeLessThanOrEqual(column.left + column.width);
            const both = course.kind === 'input' ? '' : direction;
            tracks.set(`${course.kind}${'lane' in course ? course.lane : ''}${both}`, x);
          }
        }
        const places = [...tracks.values()].toSorted((a, b) => a - b);
        places.slice(1).forEach((x, i) => {
          expect(x - (places[i] ?? 0)).toBeGreaterThan(2.5);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('have pieces that are level or upright, also beside themselves and shortened', () => {
    const bent = wire({ x: 0, y: 0 }, { x: 20, y: 0 }, { x: 20, y: 30 }, { x: 5, y: 30 });
    for (const { corners } of [
      bent,
      offsetWire(bent, 2),
      offsetWire(bent, -3),
      shortenWire(bent, 6),
    ]) {
      corners.slice(1).forEach((p, i) => {
        expect(p.x === corners[i]?.x || p.y === corners[i]?.y).toBe(true);
      });
    }
    expect(offsetWire(bent, 2).corners).toEqual([
      { x: 0, y: 2 },
      { x: 18, y: 2 },
      { x: 18, y: 28 },
      { x: 5, y: 28 },
    ]);
    expect(
      wireCommands(bent)
        .map(([command]) => command)
        .join(''),
    ).toBe('MLQLQL');
  });
});

/** The strips that a piece of a wire runs through. */
function crossed(layout: GraphLayout, a: Point, b: Point): string[] {
  const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
  const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)];
  return layout.columns.flatMap(({ t, center }) =>
    layout.rows
      .filter(
        (row) =>
          right > center - row.width / 2 &&
          left < center + row.width / 2 &&
          bottom > row.top &&
          top < row.bottom,
      )
      .map((row) => `${row.name}@${t}`),
  );
}

describe('a trunk', () => {
  it('carries at its end exactly what the run says is carried', () => {
    for (const cell of ['rnn', 'lstm', 'gru']) {
      const experiment = {
        ...base,
        model: { ...base.model, cell, hiddenSize: 3, activation: undefined },
        parameters: undefined,
        initialization: { scheme: 'xavier-uniform' as const, seed: 7, gain: 1 },
      };
      const trace = runSequence(experiment, 1);
      const layout = layoutGraph(shapeOf(trace.model, 3, true), { width: 900, height: 700 }, 180);
      for (const state of trace.model.cell.states) {
        const own = wiringOf(trace.model).connections.filter(
          (c) => c.from.at === 'before' && c.from.quantity === state,
        );
        for (const t of [2, 3]) {
          const pieces = gatherState(trace, layout, own, t);
          const last = pieces.filter((piece) => piece.arrives);
          expect(last).toHaveLength(1);
          const carried = rowOf(trace.carried[state] ?? new Float64Array(0), t - 1, 3);
          last[0]?.flow().forEach((value, i) => {
            expect(value).toBeCloseTo(carried[i] ?? Number.NaN, 14);
          });
          expect(Math.max(...carried.map(Math.abs))).toBeGreaterThan(0);
        }
      }
    }
  });
});
