// The picture at a moment: what is known, what is fresh, and that nothing moves.

import { describe, expect, it } from 'vitest';
import { gradientId } from '#model/quantity-id.ts';
import { experimentOf, layoutOf, runOf } from '#testing/scene-runs.ts';
import { buildGraphScene, type GraphScene } from './graph.scene.ts';

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
    gradients: scene.nodes.map(({ gradient }) =>
      gradient ? [gradient.id, gradient.x, gradient.y, gradient.width, gradient.height] : null,
    ),
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

  it('has losses at loss steps, and outputs without a gradient where no loss sees them', () => {
    const scene = sceneAt(run.last);
    expect(scene.losses.map((loss) => loss.t)).toEqual([2, 4]);
    const outputs = scene.nodes.filter((n) => n.name === 'logits');
    expect(outputs.map((n) => n.t)).toEqual([1, 2, 3, 4]);
    expect(outputs.map((n) => n.idle)).toEqual([true, false, true, false]);
    expect(outputs.map((n) => n.gradient !== null)).toEqual([false, true, false, true]);
    const predictions = scene.nodes.filter((n) => n.name === 'prediction');
    expect(predictions.map((n) => n.strip.presence)).toEqual(['known', 'known', 'known', 'known']);
  });

  it('has below every computed quantity its gradient, in the same columns and slimmer', () => {
    const { nodes } = sceneAt(run.last);
    const { steps, gradients } = run.trace;
    for (const { name, t, strip, gradient, idle } of nodes) {
      expect(gradient !== null).toBe(gradients[name] !== undefined && !idle);
      if (!gradient) continue;
      expect(gradient.cells.map((cell) => cell.x)).toEqual(strip.cells.map((cell) => cell.x));
      expect(gradient.y).toBeGreaterThanOrEqual(strip.y + strip.height);
      expect(gradient.height).toBeLessThan(strip.height);
      expect(gradient.id).toBe(gradientId(name, t));
      const block = gradients[name] ?? new Float64Array(0);
      const size = block.length / steps;
      const signs = Array.from(block.subarray((t - 1) * size, t * size), Math.sign);
      expect(gradient.cells.map((cell) => Math.sign(cell.tone))).toEqual(signs);
    }
  });

  it('knows a gradient with the beat that reveals it, and not before', () => {
    for (let position = -1; position <= run.last; position++) {
      for (const { gradient } of sceneAt(position).nodes) {
        if (!gradient) continue;
        const at = run.at(0).reveals.get(gradient.id) ?? Number.POSITIVE_INFINITY;
        const presence = at > position ? 'unknown' : at === position ? 'fresh' : 'known';
        expect(gradient.presence).toBe(presence);
        if (presence === 'unknown') expect(gradient.cells).toEqual([]);
      }
    }
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
      expect(fresh.filter((node) => !node.idle).length).toBeLessThanOrEqual(1);
    }
  });

  it('writes paths in tenths of a pixel', () => {
    const scene = sceneAt(run.last);
    const paths = [...scene.forward, ...scene.backward].flatMap((edge) => [edge.path, edge.head]);
    for (const path of paths) expect(path).not.toMatch(/\d\.\d\d|NaN|undefined/);
  });
});
