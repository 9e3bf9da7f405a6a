// The picture of single units at a moment: complete, inside its frame, and silent about what is still to come.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runSequence } from '#engine/run.ts';
import { layoutGraph, shapeOf } from '#marks/graph-layout.ts';
import { carriedId, gradientId, localId, valueId } from '#model/quantity-id.ts';
import { experimentOf, graphShapes, layoutOf, runOf } from '#testing/scene-runs.ts';
import { smallExperiments } from '#testing/small-experiments.ts';
import { chainProduct } from '#trace/derived/chain-factors.ts';
import { unitChains } from '#trace/derived/unit-chains.ts';
import { chainPicture } from './chain-lines.scene.ts';
import { groupAt, layoutUnits, placeOf, type UnitsLayout } from './unit-layout.scene.ts';
import { buildUnitsScene } from './units.scene.ts';

const room = { width: 800, height: 520 };

describe.each(['rnn', 'lstm', 'gru'])('the units of a %s', (cell) => {
  const [hidden, steps] = [3, 4];
  const run = runOf(experimentOf(cell, hidden, steps));
  const { trace } = run;
  const layout = layoutUnits(trace, layoutOf(trace), true, room);
  const sceneAt = (position: number) => buildUnitsScene(trace, run.at(position), layout, true);
  const states = trace.model.cell.states.length;
  const { inputSize, outputSize } = trace.experiment.model;

  it('are all there, each once', () => {
    const { nodes, strips } = sceneAt(run.last);
    const losses = trace.lossSteps.length;
    const wanted = (steps + 1) * states * hidden + steps * inputSize + losses * outputSize;
    expect(nodes).toHaveLength(wanted);
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(wanted);
    expect(strips).toEqual([]);
  });

  it('show values and gradients when their beats reveal them, and the numbers of the run', () => {
    for (let position = -1; position <= run.last; position += 3) {
      const moment = run.at(position);
      const known = (id: string): boolean => (moment.reveals.get(id) ?? Infinity) <= position;
      for (const node of sceneAt(position).nodes) {
        const given = node.t === 0;
        expect(node.presence !== 'unknown').toBe(given || known(valueId(node.quantity, node.t)));
        if (given) continue;
        const ring = node.quantity === 'prediction' ? 'logits' : node.quantity;
        expect(node.gradient !== null).toBe(
          node.quantity !== 'x' && known(gradientId(ring, node.t)),
        );
        const size = trace.values[node.quantity]?.length ?? 0;
        const at = (node.t - 1) * (size / steps) + node.unit - 1;
        expect(node.value).toBe(trace.values[node.quantity]?.[at]);
        if (node.gradient) expect(node.gradient.value).toBe(trace.gradients[ring]?.[at]);
      }
    }
  });

  it('carry a gradient on an edge only once it has come back over it', () => {
    for (let position = -1; position <= run.last; position++) {
      const { reveals } = run.at(position);
      const known = (id: string): boolean => (reveals.get(id) ?? Infinity) <= position;
      const wrong = sceneAt(position).edges.filter(({ join, t, shows, look }) => {
        const { kind, from, to } = join;
        const id = kind === 'output' ? localId(t) : carriedId(from.quantity, t - 1);
        const back = kind !== 'input' && known(id);
        const silent = shows !== null || ['unknown', 'plain', 'idle'].includes(look);
        const reached = (look === 'unknown') === !known(valueId(to, t));
        return (shows === 'flow') !== back || !silent || !reached;
      });
      expect(wrong).toEqual([]);
    }
  });

  it('stand still', () => {
    const places = (position: number) => sceneAt(position).nodes.map(({ id, at }) => [id, at]);
    for (const position of [7, 20, run.last]) expect(places(position)).toEqual(places(-1));
  });
});

it('has one edge for each weight of a vanilla cell at each use', () => {
  const run = runOf(experimentOf('rnn', 3, 4));
  const layout = layoutUnits(run.trace, layoutOf(run.trace), true, room);
  const { edges, edgeCount } = buildUnitsScene(run.trace, run.at(run.last), layout, true);
  const count = (name: string) => edges.filter(({ join }) => join.weight?.name === name).length;
  const { W_hh, W_xh, W_hy } = Object.fromEntries(
    run.trace.model.parameters.map(({ name, rows, columns }) => [name, rows * columns]),
  );
  expect(count('W_hh')).toBe(4 * (W_hh ?? 0));
  expect(count('W_xh')).toBe(4 * (W_xh ?? 0));
  expect(count('W_hy')).toBe(run.trace.lossSteps.length * (W_hy ?? 0));
  expect(edgeCount).toBe(null);
});

it('draws the strongest of very many edges, and says how many there are', () => {
  const run = runOf(experimentOf('rnn', 40, 10));
  const layout = layoutUnits(run.trace, layoutOf(run.trace), true, room);
  for (const position of [-1, 30, run.last]) {
    const { edges, edgeCount, strips } = buildUnitsScene(run.trace, run.at(position), layout, true);
    expect(edges.length).toBeLessThanOrEqual(800);
    expect(edgeCount).toBeGreaterThan(16_000);
    expect(strips.length).toBeGreaterThanOrEqual(11);
    for (let t = 2; t <= 10; t++) {
      expect(edges.filter((e) => e.t === t && e.join.kind === 'state').length).toBeGreaterThan(5);
    }
  }
});

describe('the layout', () => {
  it('keeps every unit inside the picture and apart from the others, for any net and room', () => {
    fc.assert(
      fc.property(graphShapes, ({ cell, hiddenSize, steps, width, height: tall }) => {
        const { trace } = runOf(experimentOf(cell, hiddenSize, steps));
        const shape = shapeOf(trace.model, steps, true);
        const graph = layoutGraph(shape, { width, height: tall }, 180);
        const units = layoutUnits(trace, graph, true, {
          width,
          height: Math.max(380, tall - 100),
        });
        for (const place of placesOf(units)) {
          expect(place.x - place.radius).toBeGreaterThanOrEqual(0);
          expect(place.x + place.radius).toBeLessThanOrEqual(units.width + 0.01);
          expect(place.y - place.radius).toBeGreaterThan(graph.loss.top + graph.loss.height);
          expect(place.y + place.radius).toBeLessThan(units.tokenBaseline);
        }
        for (const group of units.groups.filter(({ shape: kind }) => kind === 'circle')) {
          if (group.size < 2) continue;
          expect(Math.hypot(group.pitch.x, group.pitch.y)).toBeGreaterThan(2 * group.radius);
        }
      }),
      { numRuns: 40 },
    );
  });

  function placesOf(layout: UnitsLayout) {
    return layout.groups.flatMap((group) =>
      [1, group.size].map((unit) => {
        const radius = group.shape === 'circle' ? group.radius : 0;
        return { ...placeOf(group, unit), radius };
      }),
    );
  }

  it('has the columns of the unrolled graph', () => {
    const { trace } = runOf(experimentOf('rnn', 3, 4));
    const graph = layoutOf(trace);
    const units = layoutUnits(trace, graph, true, room);
    const middles = graph.columns.flatMap(({ t }) => {
      const group = groupAt(units, 'h', t);
      return group ? [placeOf(group, 2).x] : [];
    });
    expect(middles).toEqual(graph.columns.map(({ center }) => center));
  });
});

describe('the strongest chains', () => {
  it('run over known uses, with the factors whose product they are; all of them are the gradient', () => {
    fc.assert(
      fc.property(smallExperiments, fc.nat(), fc.nat(), (experiment, pick, start) => {
        const trace = runSequence(experiment, 1);
        const { parameters } = trace.model;
        const parameter = parameters[pick % parameters.length];
        if (!parameter) return;
        const from = 1 + (start % trace.steps);
        const layout = layoutUnits(trace, layoutOf(trace), false, room);
        const chains = unitChains(trace, parameter.name, 1, 1, 100, from);
        const { lines, sum, gradient, count } = chainPicture(trace, layout, chains, from);
        for (const line of lines) {
          expect(line.step).toBeGreaterThanOrEqual(from);
          expect(line.factors ? chainProduct(line.factors) : line.contribution).toBe(
            line.contribution,
          );
          const own = line.factors === null && !parameter.source ? 2 : 3;
          expect(line.points).toHaveLength(line.nodes.length + own);
        }
        if (Number(count) <= 100) expect(sum).toBeCloseTo(gradient, 12);
        if (from === 1) expect(gradient).toBeCloseTo(trace.gradient[parameter.offset] ?? 0, 12);
      }),
      { numRuns: 60 },
    );
  });
});
