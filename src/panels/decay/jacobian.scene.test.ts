// One Jacobian as a picture: unknown before its step, then slope times weight with its singular values.

import { describe, expect, it } from 'vitest';
import { experimentOf, runOf } from '#testing/scene-runs.ts';
import { rowOf } from '#trace/record/trace.ts';
import { buildJacobianScene, jacobianPresence } from './jacobian.scene.ts';

describe('the Jacobian of a step', () => {
  const { trace, at, last } = runOf(experimentOf('rnn', 3, 3));

  it('is unknown before its step is computed', () => {
    const scene = buildJacobianScene(trace, jacobianPresence(trace, at(-1), 2), {
      t: 2,
      to: 'h',
      from: 'h',
    });
    expect(scene.presence).toBe('unknown');
    expect(scene.bars).toEqual([]);
    expect([...scene.values].every((value) => value === 0)).toBe(true);
  });

  it('shows slope times weight, and its singular values', () => {
    const scene = buildJacobianScene(trace, jacobianPresence(trace, at(last), 2), {
      t: 2,
      to: 'h',
      from: 'h',
    });
    const h = rowOf(trace.values.h ?? new Float64Array(0), 2, 3);
    const shape = trace.model.parameters.find(({ name }) => name === 'W_hh');
    const weight = trace.parameters[(shape?.offset ?? 0) + 5] ?? 0;
    expect(scene.values[5]).toBeCloseTo((1 - (h[1] ?? 0) ** 2) * weight, 14);
    expect(scene.cells[1]?.[2]?.id).toBe('dh@2/dh@1[2,3]');
    expect(scene.bars.map(({ place }) => place)).toEqual([1, 2, 3]);
    expect(scene.bars.every(({ share }) => share >= 0 && share <= 1)).toBe(true);
  });

  it('is drawn by colour alone where it is large, with the ends of its singular values', () => {
    const large = runOf(experimentOf('gru', 12, 2));
    const choice = { t: 1, to: 'h', from: 'h' };
    const presence = jacobianPresence(large.trace, large.at(large.last), 1);
    const scene = buildJacobianScene(large.trace, presence, choice);
    expect(scene.cells).toEqual([]);
    expect(scene.values.length).toBe(144);
    expect(scene.bars.map(({ place }) => place)).toEqual([1, 2, 3, 4, 5, 6, 7, 12]);
  });
});
