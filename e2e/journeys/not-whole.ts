// Walks through every beat of a net and looks whether what is spoken of is seen, whole.

import type { Page } from '@playwright/test';
import type { Appearance } from '../../src/config/appearance.ts';
import type { Experiment } from '../../src/config/experiment.ts';
import { derivationOf } from '../../src/expression/derivation-of.ts';
import { type FormulaRoom, roomOf, subjectOf } from '../../src/expression/fit.ts';
import { standard } from '../../src/model/notation.ts';
import { expect } from '../fixtures.ts';
import { expectedOf } from './expected.ts';
import { type Subject, walkAndLook } from './seen.ts';
import { StudioPage } from './studio-page.ts';

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

/** What is not seen whole at any beat, in the window as it is; `id` opens the experiment. Empty where all is. */
export async function notWhole(
  page: Page,
  id: string,
  experiment: Experiment,
  theme: Appearance['theme'] = 'light',
): Promise<readonly string[]> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const studio = new StudioPage(page);
  await studio.open(`./?theme=${theme}#v=1&preset=${id}&beat=1`);
  await expect(studio.formula.locator('.katex').first()).toBeAttached();
  await studio.first.click();
  return page.evaluate(walkAndLook, subjectsOf(experiment, await formulaRoom(page)));
}
