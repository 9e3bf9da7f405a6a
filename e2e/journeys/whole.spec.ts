// What is spoken of is seen, whole: over every beat, at every size, the sentence, the formula's rule and result, and the
// marks that the beat reveals are in sight without scrolling, and the lens shows its head and three rows.

import type { Page } from '@playwright/test';
import { present } from '../../src/base/exhaustive.ts';
import type { Experiment } from '../../src/config/experiment.ts';
import { generatedOf } from '../../src/config/generators/all.ts';
import { presets } from '../../src/config/presets.ts';
import { expect, test } from '../fixtures.ts';
import { notWhole } from './not-whole.ts';
import { StudioPage } from './studio-page.ts';

const nets: readonly (readonly [string, Experiment])[] = [
  ...presets.map(({ id, experiment }) => [id, experiment] as const),
  ...['echo-4-4-lstm-3', 'echo-4-4-gru-3'].map((id) => [id, present(generatedOf(id), id)] as const),
];

const wide = [
  [1440, 900],
  [1280, 720],
  [1024, 768],
] as const;
const narrow = [
  [768, 1024],
  [390, 844],
] as const;

/** On narrow pages the projector's type is as large as any other's: it is walked through once. */
const walks = [
  ...[...wide, ...narrow].map((size) => ['light', ...size] as const),
  ...wide.map((size) => ['projector', ...size] as const),
];

for (const [theme, width, height] of walks) {
  for (const [id, experiment] of nets) {
    test(`${theme}, ${width} × ${height}, ${id}`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      expect(await notWhole(page, id, experiment, theme)).toEqual([]);
    });
  }
}

/** Where everything of the studio stands, in px. */
function readPlaces(page: Page): Promise<readonly string[]> {
  return page.locator('.studio').evaluate((studio) =>
    [...studio.querySelectorAll('*')].map((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const name = element.getAttribute('class') ?? element.tagName;
      return [name, left, top, width, height].join(' ');
    }),
  );
}

for (const [width, height] of narrow) {
  test(`${width} × ${height}: the projector's colours move nothing`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height });
    const studio = new StudioPage(page);
    const placesIn = async (theme: string): Promise<readonly string[]> => {
      await page.goto('about:blank');
      await studio.open(`./?theme=${theme}#v=1&preset=echo-4-4-lstm-3&beat=80`);
      await expect(studio.formula.locator('.katex').first()).toBeAttached();
      await studio.settled();
      return readPlaces(page);
    };
    const light = await placesIn('light');
    expect(light.length).toBeGreaterThan(500);
    expect(await placesIn('projector')).toEqual(light);
  });
}
