// Firefox and WebKitGTK show what Chromium shows: what the engine computes, in the page itself and in the frames of others.

import katex from 'katex';
import { present } from '../../src/base/exhaustive.ts';
import { presetOf, presets } from '../../src/config/presets.ts';
import { withWeight } from '../../src/store/edits/parameters.ts';
import { depths } from '../../src/store/state.ts';
import { type Expected, expectedOf } from '../journeys/expected.ts';
import { compareShown, readShown } from '../journeys/shown.ts';
import type { Driver, Place } from './driver.ts';
import { expect, test } from './fixtures.ts';
import { framePage, startHost } from './host.ts';
import { focusTimeline, goTo, readFormulas, readOffsets, takeWeightField } from './in-page.ts';

/** Milliseconds until a difference that stays is told; judges no speed. */
const patience = { timeout: 60_000 };

/** A formula as it is seen, letter by letter. */
function seen(tex: string): string {
  const markup = katex.renderToString(tex, {
    output: 'html',
    displayMode: true,
    strict: false,
    trust: true,
  });
  const text = markup.replaceAll(/<[^>]*>/g, '');
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** Waits until a place shows what the engine computes for a position. */
async function expectShown(
  driver: Driver,
  place: Place,
  expected: Expected,
  position: number,
): Promise<void> {
  await expect(async () => {
    const shown = await driver.run(place, readShown);
    compareShown(present(shown, 'what is shown'), expected, position);
    const formulas = await driver.run(place, readFormulas);
    expect(formulas).toEqual(shown?.formulas.map(seen));
  }).toPass(patience);
}

/** Ten positions from the first beat to the last. */
function tenOf({ beats }: Expected): readonly number[] {
  return Array.from({ length: 10 }, (_, i) => Math.round((i * (beats.length - 1)) / 9));
}

for (const { id, experiment } of presets) {
  test(`ten beats of ${id} show what the engine computes`, async ({ driver, baseURL }) => {
    const expected = expectedOf(experiment);
    await driver.open(`${baseURL}#v=1&preset=${id}&beat=1`);
    for (const position of tenOf(expected)) {
      await driver.run('page', goTo, `v=1&preset=${id}&beat=${position + 1}`);
      await expectShown(driver, 'page', expected, position);
    }
  });
}

test('a weight is edited, and the gradient follows', async ({ driver, baseURL }) => {
  const { experiment } = present(presetOf('sentiment'), 'the first example');
  const last = expectedOf(experiment).beats.length - 1;
  await driver.open(`${baseURL}#v=1&preset=sentiment&beat=${last + 1}&select=W_xh[1,3]`);
  await expect.poll(() => driver.run('page', takeWeightField), patience).toBe(true);
  await driver.press(...'0.25');
  const weight = { parameter: 'W_xh', row: 1, column: 3 };
  await expectShown(driver, 'page', expectedOf(withWeight(experiment, weight, 0.25)), last);
  await driver.press('ArrowUp');
  await expectShown(driver, 'page', expectedOf(withWeight(experiment, weight, 0.26)), last);
});

for (const [name, sandbox] of [
  ['a plain frame', null],
  ['a frame that may run scripts and nothing else', 'allow-scripts'],
] as const) {
  test(`in ${name} of another site it steps on`, async ({ driver, baseURL }) => {
    const expected = expectedOf(present(presetOf('many-to-many'), 'an example').experiment);
    const page = framePage(`${baseURL}#v=1&preset=many-to-many&beat=20`, sandbox);
    const host = await startHost({ '/': page }, baseURL ?? '');
    await driver.open(host.origin);
    await expectShown(driver, 'frame', expected, 19);
    await driver.run('frame', focusTimeline);
    await driver.press('ArrowRight');
    await expectShown(driver, 'frame', expected, 20);
    host.close();
  });
}

test('texts made of pieces stand where they are set, at every depth', async ({
  driver,
  baseURL,
}) => {
  for (const depth of depths) {
    await driver.open('about:blank');
    await driver.open(`${baseURL}#v=1&preset=sentiment&beat=25&depth=${depth}`);
    await expect.poll(() => driver.run('page', readOffsets), patience).not.toEqual([]);
    for (const { text, offset } of await driver.run('page', readOffsets)) {
      expect(Math.abs(offset), `${text} at the depth ${depth}`).toBeLessThan(0.1);
    }
  }
});
