// The heat map of a state: one tile for every unit and step, or for the largest of several.

import { describe, expect, it } from 'vitest';
import { valueTone } from '#marks/tone.ts';
import { buildHeat, heatLayout } from './heat.scene.ts';
import { timeAxis } from './time-axis.scene.ts';

/** How many tiles there are of each tone. */
function counted(block: Float64Array, size: number, width: number): Record<string, number> {
  const axis = timeAxis(block.length / size, 50, 50 + width);
  const blocks = buildHeat(block, size, axis, valueTone);
  return Object.fromEntries(blocks.map(({ tone, path }) => [tone, path.split('M').length - 1]));
}

describe('a state over time', () => {
  it('has a tile for every number', () => {
    const block = Float64Array.of(1, -1, 0, 1, 0.05, -0.95);
    expect(counted(block, 2, 300)).toEqual({ '-10': 2, 0: 1, 1: 1, 10: 2 });
  });

  it('tells the sign by the shape where a tile is large enough', () => {
    const blocks = buildHeat(Float64Array.of(1, -1), 1, timeAxis(2, 50, 350), valueTone);
    const shapes = Object.fromEntries(blocks.map(({ tone, path }) => [tone, path.includes('a')]));
    expect(shapes).toEqual({ '-10': true, 10: false });
  });

  it('shows the largest where units or steps share a tile, whatever its sign', () => {
    const [steps, size] = [1000, 40];
    const block = new Float64Array(steps * size).fill(0.01);
    block[17 * size + 5] = -1;
    const { bands, perBand } = heatLayout(size);
    expect(bands * perBand).toBeGreaterThanOrEqual(size);
    const axis = timeAxis(steps, 50, 350);
    expect(axis.perColumn).toBeGreaterThan(1);
    expect(counted(block, size, 300)).toEqual({ '-10': 1, 1: bands * axis.columns - 1 });
  });

  it('is never higher than a block of text', () => {
    for (const size of [1, 2, 3, 8, 16, 17, 64, 128, 512]) {
      const { height, bands, perBand } = heatLayout(size);
      expect(height).toBeLessThanOrEqual(48);
      expect((bands - 1) * perBand).toBeLessThan(size);
    }
  });
});
