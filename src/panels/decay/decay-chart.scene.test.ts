// The chart of the decay: what stands where, that labels can be read, and that its numbers are those of the products.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPower } from '#base/format.ts';
import { growing } from '#testing/linear-unit.ts';
import { experimentOf, runOf } from '#testing/scene-runs.ts';
import { stateProducts } from '#trace/derived/state-products.ts';
import { buildDecayChart, placeOf, stepAt } from './decay-chart.scene.ts';
import { pointedStep, readDecay } from './decay-reading.scene.ts';

const shapes = fc.record({
  cell: fc.constantFrom('rnn', 'lstm', 'gru'),
  hiddenSize: fc.integer({ min: 1, max: 12 }),
  steps: fc.integer({ min: 1, max: 60 }),
  width: fc.integer({ min: 240, max: 900 }),
});

describe('the chart of the decay', () => {
  it('holds every norm, keeps the order of time, and keeps its labels apart', () => {
    fc.assert(
      fc.property(shapes, ({ cell, hiddenSize, steps, width }) => {
        const { trace } = runOf(experimentOf(cell, hiddenSize, steps));
        const products = stateProducts(trace, steps);
        const chart = buildDecayChart(products, trace, { width, height: 158, em: 12 });
        const { plot } = chart;
        const floor = plot.y + plot.height;
        expect(chart.lines.map(({ state }) => state)).toEqual(
          products.decays.map(({ state }) => state),
        );
        for (const { points } of chart.lines) {
          expect(points.length).toBe(steps > 24 ? 0 : steps);
          for (const [i, point] of points.entries()) {
            expect(point.t).toBe(i + 1);
            expect(point.x).toBeCloseTo(placeOf(chart, products, point.t), 9);
            expect(point.y).toBeGreaterThanOrEqual(plot.y - 1e-6);
            expect(point.y).toBeLessThanOrEqual(floor + 1e-6);
          }
          if (points.length > 0) expect(points.at(-1)?.y).toBeCloseTo(chart.oneY, 9);
        }
        const labels = [...chart.lines, ...chart.guides].map(({ labelY }) => labelY);
        const sorted = labels.toSorted((a, b) => a - b);
        for (const [i, y] of sorted.entries()) {
          expect(y).toBeGreaterThan(plot.y - 8);
          expect(y).toBeLessThan(floor + 8);
          expect(y - (sorted[i - 1] ?? -99)).toBeGreaterThan(14.9);
        }
        for (let t = 1; t <= steps; t++) {
          expect(stepAt(chart, products, placeOf(chart, products, t))).toBe(t);
        }
        const heights = chart.yTicks.map(({ y }) => y);
        expect(heights.length).toBeGreaterThan(1);
        expect(new Set(chart.yTicks.map(({ text }) => text)).size).toBe(heights.length);
      }),
      { numRuns: 60 },
    );
  });

  it('lets the bound leave the picture, and an exact zero lie on its floor', () => {
    const grown = runOf(growing(20, 0.9)).trace;
    const products = stateProducts(grown, 20);
    const promise = { weight: 'W_hh', gamma: 1, bound: 1, radius: -1 };
    const chart = buildDecayChart({ ...products, promise }, grown, {
      width: 400,
      height: 158,
      em: 12,
    });
    expect(chart.guides.find(({ kind }) => kind === 'radius')?.leaves).toBe('down');
    expect(chart.guides.find(({ kind }) => kind === 'bound')?.leaves).toBeNull();
    expect(chart.guides.find(({ kind }) => kind === 'promise')?.leaves).toBe('up');
    const dead = runOf(growing(5, 0)).trace;
    const none = buildDecayChart(stateProducts(dead, 5), dead, { width: 400, height: 158, em: 12 });
    const [zero] = none.lines[0]?.points ?? [];
    expect(zero?.y).toBe(none.plot.y + none.plot.height);
    expect(none.lines[0]?.path).not.toMatch(/NaN|Infinity/);
    expect(none.guides.map(({ path }) => path).join()).not.toMatch(/NaN|Infinity/);
  });

  it('reads the numbers of a step', () => {
    const { trace } = runOf(growing(6, 0.5));
    const products = stateProducts(trace, 6);
    expect(readDecay(products, trace, 2)).toEqual({
      t: 2,
      id: 'path:6>2',
      distance: 4,
      norms: [{ state: 'h', text: '0.0625' }],
      bound: '0.0625',
      factor: '0.500',
      promise: '0.0625',
      radius: '0.0625',
    });
    expect(readDecay(products, trace, 6)).toMatchObject({
      distance: 0,
      factor: null,
      bound: '1.00',
    });
    // Without a loss at τ there is no such path: the Jacobian that leads away from t.
    expect(readDecay(stateProducts(trace, 5), trace, 2).id).toBe('dh@3/dh@2');
    const lstm = runOf(experimentOf('lstm', 2, 4)).trace;
    const { decays } = stateProducts(lstm, 4);
    expect(readDecay(stateProducts(lstm, 4), lstm, 1)).toMatchObject({
      norms: decays.map(({ state, norms }) => ({ state, text: formatPower(norms[0] ?? 0) })),
      promise: null,
      radius: null,
    });
  });

  it('knows which of its steps a quantity speaks of', () => {
    const products = stateProducts(runOf(growing(6, 0.5)).trace, 6);
    expect(pointedStep(products, 'path:6>2')).toBe(2);
    expect(pointedStep(products, 'path:5>2')).toBeNull();
    expect(pointedStep(products, 'dh@4/dh@3')).toBe(3);
    expect(pointedStep(products, 'dh@4/dh@3[1,1]')).toBe(3);
    expect(pointedStep(products, 'dh@4/da@4')).toBeNull();
    expect(pointedStep(products, 'dh@1/dh@0')).toBeNull();
    expect(pointedStep(products, 'h@2')).toBeNull();
    expect(pointedStep(products, null)).toBeNull();
  });
});
