// What is spoken of is seen, whole: over every beat, at every size, the sentence, the formula's rule and result, and the
// marks that the beat reveals are in sight without scrolling, and the lens shows its head and three rows.

import type { Page } from '@playwright/test';
import { present } from '../../src/base/exhaustive.ts';
import type { Experiment } from '../../src/config/experiment.ts';
import { generatedOf } from '../../src/config/generators/all.ts';
import { presets } from '../../src/config/presets.ts';
import { derivationOf } from '../../src/formula/derivation-of.ts';
import { type FormulaRoom, roomOf, subjectOf } from '../../src/formula/fit.ts';
import { standard } from '../../src/model/notation.ts';
import { expect, test } from '../fixtures.ts';
import { expectedOf } from './expected.ts';
import { type Subject, walkAndLook } from './seen.ts';
import { StudioPage } from './studio-page.ts';

const nets: readonly (readonly [string, Experiment])[] = [
  ...presets.map(({ id, experiment }) => [id, experiment] as const),
  ...['echo-4-4-lstm-3', 'echo-4-4-gru-3'].map((id) => [id, present(generatedOf(id), id)] as const),
];

const sizes = [
  [1440, 900],
  [1280, 720],
  [1024, 768],
  [768, 1024],
  [390, 844],
] as const;

/** The room of the formula's box: the same at every beat. */
function formulaRoom(page: Page): Promise<FormulaRoom> {
  return page
    .locator('.formula-box')
    .evaluate(
      (box) =>
        [
          box.clientWidth,
          box.clientHeight,
          Number.parseFloat(getComputedStyle(box).fontSize),
        ] as const,
    )
    .then((box) => roomOf(...box));
}

function subjectsOf(experiment: Experiment, room: FormulaRoom): readonly Subject[] {
  const { trace, beats } = expectedOf(experiment);
  return beats.map((beat) => {
    const { lines } = derivationOf(trace, beat, standard, room);
    return {
      lines: subjectOf(lines).length,
      reveals: beat.reveals,
    };
  });
}

for (const theme of ['light', 'projector'] as const) {
  for (const [width, height] of sizes) {
    for (const [id, experiment] of nets) {
      test(`${theme}, ${width} × ${height}, ${id}`, async ({ page }) => {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ reducedMotion: 'reduce' });
        const studio = new StudioPage(page);
        await studio.open(`./?theme=${theme}#v=1&preset=${id}&beat=1`);
        await expect(studio.formula.locator('.katex').first()).toBeAttached();
        await studio.first.click();
        const subjects = subjectsOf(experiment, await formulaRoom(page));
        expect(await page.evaluate(walkAndLook, subjects)).toEqual([]);
      });
    }
  }
}
