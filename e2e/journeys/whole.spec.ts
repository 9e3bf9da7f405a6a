// What is spoken of is seen, whole: over every beat, at every size, the sentence, the formula's rule and result, and the
// marks that the beat reveals are in sight without scrolling, and the lens shows its head and three rows.

import { presets } from '../../src/config/presets.ts';
import { expect, test } from '../fixtures.ts';
import { notWhole } from './not-whole.ts';

const nets = presets.slice(0, 3);

const sizes = [
  [1440, 900],
  [1280, 720],
  [1024, 768],
  [768, 1024],
  [390, 844],
] as const;

for (const [width, height] of sizes) {
  for (const { id, experiment } of nets) {
    test(`${width} × ${height}, ${id}`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      expect(await notWhole(page, id, experiment)).toEqual([]);
    });
  }
}
