// The chart of the gradients' lengths: one log axis for all, as far back as the backward pass has come.

import { describe, expect, it } from 'vitest';
import { buildNormsChart } from './norms-chart.scene.ts';
import { timeAxis } from './time-axis.scene.ts';

const axis = timeAxis(4, 50, 350);
const slow = Float64Array.of(0.5, 0.6, 0.8, 1);
const fast = Float64Array.of(1e-6, 1e-4, 1e-2, 1);

function chartAt(backward: number, last = 4) {
  const runs = [slow, fast].map((norms) => ({ norms, backward }));
  return buildNormsChart(runs, last, axis, 120);
}

describe('the lengths of the gradients', () => {
  it('share one axis: the same number lies at the same height, a decade is as tall anywhere', () => {
    const [a, b] = chartAt(1).lines;
    expect(a?.points.at(-1)?.y).toBe(b?.points.at(-1)?.y);
    const heights = b?.points.map(({ y }) => y) ?? [];
    const falls = heights.slice(1).map((y, i) => (heights[i] ?? 0) - y);
    expect(falls.length).toBe(3);
    for (const fall of falls) expect(fall).toBeCloseTo(falls[0] ?? 0, 9);
    expect(chartAt(1).ticks.map(({ text }) => text)).toEqual(['10⁻⁶', '10⁻⁴', '0.01', '1']);
  });

  it('are drawn from the last loss back to where the pass has come; the axis stays', () => {
    expect(chartAt(5).lines.map(({ path }) => path)).toEqual(['', '']);
    expect(chartAt(5).lines.map(({ end }) => end)).toEqual([null, null]);
    expect(chartAt(3).lines[1]?.points.map(({ t }) => t)).toEqual([3, 4]);
    expect(chartAt(3).lines[1]?.end?.t).toBe(3);
    expect(chartAt(3).ticks).toEqual(chartAt(1).ticks);
    expect(chartAt(1, 3).lines[1]?.points.map(({ t }) => t)).toEqual([1, 2, 3]);
  });

  it('lie on the floor where they are exactly zero', () => {
    const zero = { norms: Float64Array.of(0, 0, 1, 1), backward: 1 };
    const [line] = buildNormsChart([zero], 4, axis, 120).lines;
    const [first, second, third] = line?.points ?? [];
    expect(first?.y).toBe(second?.y);
    expect(first?.y).toBeGreaterThan(third?.y ?? 0);
  });

  it('are the largest of the steps that share a column', () => {
    const steps = 1000;
    const long = timeAxis(steps, 50, 350);
    const norms = new Float64Array(steps).fill(1e-3);
    norms[503] = 1;
    const [line] = buildNormsChart([{ norms, backward: 1 }], steps, long, 120).lines;
    const marks = line?.points.map(({ x }) => x) ?? [];
    expect(marks.length).toBeGreaterThan(4);
    for (const [i, x] of marks.slice(1).entries()) expect(x - (marks[i] ?? 0)).toBeGreaterThan(30);
    const heights = (line?.path ?? '').split(/[ML]/).map((point) => Number(point.split(',')[1]));
    expect(Math.min(...heights.slice(1))).toBe(8);
  });
});
