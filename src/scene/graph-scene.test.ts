// The picture at a moment: what is known, what is fresh, and that nothing moves.

import { describe, expect, it } from 'vitest';
import { experimentOf, layoutOf, runOf } from '#testing/scene-runs.ts';
import { buildGraphScene, type GraphScene } from './graph-scene.ts';

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
