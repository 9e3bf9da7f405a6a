// The picture against runs of the engine: what stands where, when it is known, and how large it is drawn.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Experiment } from '#config/experiment.ts';
import { presets } from '#config/presets.ts';
import { runSequence } from '#engine/run.ts';
import { buildModel } from '#model/model.ts';
import { gradientId, valueId } from '#model/quantity-id.ts';
import { buildBeats } from '#playback/build-beats.ts';
import { revealsOf } from '#playback/reveal.ts';
import type { Trace } from '#trace/trace.ts';
import { edgeFlow } from './edge-flow.ts';
import { buildGraphScene, type GraphScene } from './graph-scene.ts';
import { type GraphLayout, layoutGraph, shapeOf, tightestHeight } from './layout.ts';
import { isLit, litBy } from './lighting.ts';
import type { Moment } from './presence.ts';
import { decadeText, shareOf, strengthScaleOf, widthOf } from './strength.ts';
import { stripLayout } from './strip-layout.ts';
import { buildStripsScene, layoutStrips, stripSubjects } from './strips-scene.ts';
import { gradientTone, toneOf } from './tone.ts';
import { buildWeightsScene } from './weights-scene.ts';

const base = presets[0]?.experiment as Experiment;

function experimentOf(cell: string, hiddenSize: number, steps: number): Experiment {
  const tokens = Array.from({ length: steps }, (_, i) => ['cat', 'mat', 'rat'][i % 3] as string);
  return {
    ...base,
    model: { ...base.model, cell, hiddenSize },
    parameters: undefined,
    initialization: { scheme: 'xavier-uniform', seed: 5, gain: 1 },
    data: {
      ...base.data,
      sequences: [{ tokens, targets: tokens.map((_, i) => (i % 2 === 0 ? null : 1)) }],
    },
    training: { ...base.training, batchSize: 'all' },
  } as Experiment;
}

interface Run {
  readonly trace: Trace;
  readonly at: (position: number) => Moment;
  readonly last: number;
}

function runOf(experiment: Experiment): Run {
  const trace = runSequence(experiment, 1);
  const beats = buildBeats(experiment, trace.model, 1);
  const reveals = revealsOf(beats);
  return { trace, at: (position) => ({ reveals, position }), last: beats.length - 1 };
}

function layoutOf({ model, steps }: Trace, width = 800, height = 640): GraphLayout {
  return layoutGraph(shapeOf(model, steps, true), { width, height }, 200);
}

const shapes = fc.record({
  cell: fc.constantFrom('rnn', 'lstm', 'gru'),
  hiddenSize: fc.integer({ min: 1, max: 70 }),
  steps: fc.integer({ min: 1, max: 12 }),
  width: fc.integer({ min: 320, max: 1800 }),
  height: fc.integer({ min: 300, max: 1200 }),
});

/** Everything of a scene that has a place. */
function places(scene: GraphScene): unknown {
  return {
    layout: scene.layout,
    nodes: scene.nodes.map(({ id, strip, labelAt }) => [
      id,
      strip.x,
      strip.y,
      strip.width,
      labelAt,
    ]),
    losses: scene.losses.map(({ id, at }) => [id, at]),
    forward: scene.forward.map(({ key, path }) => [key, path]),
    backward: scene.backward.map(({ key }) => key),
    total: [scene.total.at, scene.after.at],
  };
}

describe('layout', () => {
  it('keeps every strip inside and clear of every other, for any net and room', () => {
    fc.assert(
      fc.property(shapes, ({ cell, hiddenSize, steps, width, height }) => {
        const model = buildModel(experimentOf(cell, hiddenSize, 1).model);
        const shape = shapeOf(model, steps, true);
        const layout = layoutGraph(shape, { width, height }, 180);
        expect(layout.columns).toHaveLength(steps);
        expect(layout.height).toBeGreaterThanOrEqual(tightestHeight(shape, width));
        const rows = [...layout.rows].reverse();
        let bottom = layout.loss.top + layout.loss.height;
        for (const row of rows) {
          expect(row.top).toBeGreaterThan(bottom);
          bottom = row.top + row.height;
        }
        expect(bottom).toBeLessThan(layout.tokenBaseline);
        expect(layout.stepBaseline).toBeLessThan(layout.height);
        let right = layout.initial.left + layout.initial.width;
        for (const column of layout.columns) {
          expect(column.left).toBeGreaterThanOrEqual(right);
          right = column.left + column.width;
          for (const row of rows) {
            const left = column.center - row.width / 2 - layout.labelWidth;
            expect(left).toBeGreaterThanOrEqual(column.left);
            expect(column.center + row.width / 2).toBeLessThanOrEqual(right);
          }
        }
        expect(right).toBeLessThanOrEqual(layout.width);
      }),
    );
  });

  it('takes no more than the room where the columns fit', () => {
    const { trace } = runOf(experimentOf('rnn', 3, 3));
    const layout = layoutOf(trace, 610, 512);
    expect(layout.width).toBeLessThanOrEqual(610);
  });

  it('draws numbers up to eight units, and few paths beyond', () => {
    expect(stripLayout(8, 100, 5).kind).toBe('cells');
    const { trace, at, last } = runOf(experimentOf('rnn', 64, 2));
    const scene = buildGraphScene(trace, at(last), layoutOf(trace), 1);
    const h = scene.nodes.find((node) => node.id === valueId('h', 2));
    expect(h?.strip.cells).toHaveLength(0);
    expect(h?.strip.blocks.length).toBeGreaterThan(2);
    expect(h?.strip.blocks.length).toBeLessThanOrEqual(21);
  });
});

describe('a moment', () => {
  const run = runOf(experimentOf('lstm', 3, 4));
  const layout = layoutOf(run.trace);
  const sceneAt = (position: number): GraphScene =>
    buildGraphScene(run.trace, run.at(position), layout, null);

  it('never moves anything', () => {
    const first = places(sceneAt(-1));
    for (const position of [0, 7, 30, 60, run.last]) {
      expect(places(sceneAt(position))).toEqual(first);
    }
  });

  it('shows nothing before the first beat and everything after the last', () => {
    const before = sceneAt(-1);
    expect(before.nodes.every((n) => n.strip.presence === 'unknown')).toBe(true);
    expect(before.nodes.flatMap((n) => n.strip.cells)).toEqual([]);
    expect(before.losses.every((loss) => loss.value === '')).toBe(true);
    expect(before.backward.every((e) => e.share === null && e.strands.length === 0)).toBe(true);
    const after = sceneAt(run.last);
    expect(after.nodes.every((n) => n.strip.presence === 'known')).toBe(true);
    expect(after.backward.every((e) => e.share !== null)).toBe(true);
  });

  it('has output rows and losses at loss steps only', () => {
    const scene = sceneAt(run.last);
    expect(scene.losses.map((loss) => loss.t)).toEqual([2, 4]);
    const outputs = scene.nodes.filter((n) => n.name === 'prediction').map((n) => n.t);
    expect(outputs).toEqual([2, 4]);
  });

  it('tells the loss with the new weights from the old one', () => {
    const { loss, update } = run.trace;
    const { total, after } = sceneAt(run.last);
    expect(update?.lossAfter).not.toBe(loss);
    expect(after.value).not.toBe(total.value);
    expect(Number(after.value) - Number(total.value)).toBeCloseTo(
      (update?.lossAfter ?? Number.NaN) - loss,
      3,
    );
    expect(sceneAt(run.last - 1).after.value).toBe('');
  });

  it('marks as fresh exactly what the beat reveals', () => {
    for (let position = 0; position <= run.last; position++) {
      const fresh = sceneAt(position).nodes.filter((n) => n.strip.presence === 'fresh');
      for (const node of fresh) expect(run.at(0).reveals.get(node.id)).toBe(position);
      expect(fresh.length).toBeLessThanOrEqual(1);
    }
  });

  it('writes paths in tenths of a pixel', () => {
    const scene = sceneAt(run.last);
    const paths = [...scene.forward, ...scene.backward].flatMap((edge) => [edge.path, edge.head]);
    for (const path of paths) expect(path).not.toMatch(/\d\.\d\d|NaN|undefined/);
  });
});

describe('gradients on edges', () => {
  it('add up, over the edges that leave a quantity, to its gradient', () => {
    for (const cell of ['rnn', 'lstm', 'gru']) {
      const { trace } = runOf(experimentOf(cell, 3, 4));
      const { model, steps } = trace;
      for (const { name } of model.cell.quantities) {
        for (let t = 1; t <= steps; t++) {
          const sum = new Float64Array(3);
          for (const edge of model.edges.filter((e) => e.from.quantity === name)) {
            const at = edge.from.at === 'now' ? t : t + 1;
            if (at > steps || (edge.to === 'logits' && !trace.lossSteps.includes(at))) continue;
            edgeFlow(trace, edge, at).forEach((value, i) => {
              sum[i] = (sum[i] ?? 0) + value;
            });
          }
          const expected = trace.gradients[name]?.subarray((t - 1) * 3, t * 3) ?? [];
          for (let i = 0; i < 3; i++) expect(sum[i]).toBeCloseTo(expected[i] ?? Number.NaN, 12);
        }
      }
    }
  });

  it('are drawn wider when they are larger, and split by sign', () => {
    const { trace } = runOf(experimentOf('rnn', 3, 5));
    const scale = strengthScaleOf(trace);
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e3, noNaN: true }), (norm) => {
        expect(widthOf(scale, norm * 1.5)).toBeGreaterThanOrEqual(widthOf(scale, norm));
      }),
    );
    expect(widthOf(scale, 10 ** (scale.bottom + 1))).toBeGreaterThan(widthOf(scale, 0));
    expect(shareOf([3, -4])).toEqual({ norm: 5, positive: 3 / 7, negative: 4 / 7 });
    expect(shareOf([0, 0]).norm).toBe(0);
    expect([0.01, 1, 1e-4, 1e-10].map(decadeText)).toEqual(['0.01', '1', '10⁻⁴', '10⁻¹⁰']);
  });
});

it('gives tone 0 to the exact zero alone', () => {
  fc.assert(
    fc.property(fc.double({ min: -2, max: 2, noNaN: true }), (value) => {
      const tone = toneOf(value, 1);
      // −0 is the exact zero too.
      expect(Math.sign(tone)).toBe(Math.sign(value) || 0);
      expect(Math.abs(tone)).toBeLessThanOrEqual(10);
      expect(Math.abs(toneOf(value * 1.1, 1))).toBeGreaterThanOrEqual(Math.abs(tone));
    }),
  );
});

it('gives the same tone to the same value in every strip, and a fainter one to a smaller', () => {
  const { trace, at, last } = runOf(experimentOf('gru', 3, 4));
  const { nodes } = buildGraphScene(trace, at(last), layoutOf(trace), null);
  for (const { name, t, strip } of nodes.filter((node) => node.strip.style === 'signed')) {
    for (const [i, cell] of strip.cells.entries()) {
      const value = trace.values[name]?.[(t - 1) * strip.cells.length + i] ?? Number.NaN;
      expect(cell.tone, `${cell.id} = ${value}`).toBe(toneOf(value, 1));
    }
  }
});

it('fades gradients decade by decade, and keeps their sign', () => {
  const scale = { bottom: -12, top: 0 };
  expect([0.1, -0.1, 1e-6, 1e-12, -1e-15, 0].map((v) => gradientTone(scale, v))).toEqual([
    10, -10, 5, 1, -1, 0,
  ]);
});

describe('strips', () => {
  it('take the passage of each cell from its declaration', () => {
    const slope = (cell: string): string => {
      const subject = stripSubjects(runOf(experimentOf(cell, 2, 2)).trace).at(-1);
      return subject?.kind === 'slope' ? `${subject.edge.from.quantity}>${subject.edge.to}` : '';
    };
    expect([slope('rnn'), slope('lstm'), slope('gru')]).toEqual(['a>h', 'c>c', 'h>h']);
  });

  it('stand under their columns, with bars as known as their gradient', () => {
    const { trace, at, last } = runOf(experimentOf('lstm', 3, 4));
    const layout = layoutOf(trace);
    const subjects = stripSubjects(trace);
    const strips = layoutStrips(subjects.length, stripLayout(3, 0, 14), false, 300);
    const known = (position: number): string[] =>
      buildStripsScene(trace, at(position), layout, strips)
        .chart.bars.filter((bar) => bar.presence !== 'unknown')
        .map((bar) => bar.id);
    expect(known(-1)).toEqual([]);
    expect(known(last)).toEqual([1, 2, 3, 4].map((t) => gradientId('h', t)));
    const scene = buildStripsScene(trace, at(last), layout, strips);
    expect(scene.rows.map((row) => row.strips.length)).toEqual([4, 4, 4]);
    const forget = scene.rows[2]?.strips.map((strip) => strip.id);
    expect(forget).toEqual([1, 2, 3, 4].map((t) => valueId('f', t)));
  });
});

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

describe('lighting', () => {
  const { model } = runOf(experimentOf('rnn', 3, 3)).trace;

  it('joins a whole and its entries, but not two entries', () => {
    expect(isLit('h@2[1]', ['h@2'])).toBe(true);
    expect(isLit('h@2', ['h@2[1]'])).toBe(true);
    expect(isLit('h@2[1]', ['h@2[2]'])).toBe(false);
    expect(isLit('h@2', ['h@21'])).toBe(false);
  });

  it('lights the way of a path from its loss to its use', () => {
    const lit = litBy('path:3>1', model);
    for (const id of ['loss@3', 'local@3', 'carried:h@2', 'carried:h@1', 'dL/dW_xh@1']) {
      expect(lit).toContain(id);
    }
    expect(lit).not.toContain('dL/dW_xh@2');
    expect(litBy(null, model)).toEqual([]);
    const ofOne = litBy('path:3>1', model, 'W_hh');
    expect(ofOne.filter((id) => id.startsWith('dL/dW') || id.startsWith('dL/db'))).toEqual([
      'dL/dW_hh@1',
    ]);
  });
});
