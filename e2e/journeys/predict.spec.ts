// Predict, then reveal: what a beat asks is found nowhere in the document until it is revealed.

import type { Page } from '@playwright/test';
import { formatNumber } from '../../src/base/format.ts';
import { normOf } from '../../src/base/norm.ts';
import { presetOf } from '../../src/config/presets.ts';
import { parameterId } from '../../src/model/quantity-id.ts';
import { isRevealed, revealsOf } from '../../src/playback/reveal.ts';
import { askedAt } from '../../src/playback/withheld.ts';
import { numbersOf } from '../../src/trace/derived/numbers-of.ts';
import { expect, test } from '../fixtures.ts';
import { type Expected, expectedOf } from './expected.ts';
import { StudioPage } from './studio-page.ts';

/** Shorter ones stand for other things as well: a step, a size, a one-hot entry. */
const telling = 4;

/** Every number that a quantity shows, entry by entry and as a length. */
function textsOf({ trace }: Expected, id: string): readonly string[] {
  const data = Array.from(numbersOf(trace, id)?.data ?? []);
  return [...data, normOf(data)].map((value) => formatNumber(value));
}

/** What must not be read at a position while its beat asks; a number that something known shares gives nothing away. */
function secretsAt(expected: Expected, position: number): readonly string[] {
  const { beats, trace } = expected;
  const asked = askedAt({ beats, position, grain: 'fine', revealed: position - 1 });
  const reveals = revealsOf(trace.model, beats);
  const known = new Set(
    [
      ...beats.flatMap((beat) => beat.reveals),
      ...trace.model.parameters.map(({ name }) => parameterId(name)),
    ]
      .filter((id) => !asked.has(id) && isRevealed(reveals, id, position))
      .flatMap((id) => textsOf(expected, id)),
  );
  return [...asked]
    .flatMap((id) => textsOf(expected, id))
    .filter((text) => text.length >= telling && !known.has(text));
}

/** Every text that a reader or a program may find: what is written, spoken and noted in attributes. */
function everyText(): string {
  const attributes = ['aria-label', 'title', 'aria-valuetext', 'aria-description', 'value', 'alt'];
  const found: string[] = [document.title, document.body.textContent ?? ''];
  for (const element of document.querySelectorAll('*')) {
    for (const name of attributes) found.push(element.getAttribute(name) ?? '');
    if (element instanceof HTMLInputElement) found.push(element.value);
  }
  return found.join('\n');
}

async function readAll(page: Page): Promise<string> {
  const text = (await page.evaluate(everyText)).replaceAll('-', '−');
  // A term of a sum is made of known numbers, and may by chance look like the sum of another unit.
  return text.replaceAll(/times \S+ adds [^ ]+\./g, '');
}

/** Each secret that is found, with what stands around it. */
async function leaks(page: Page, secrets: readonly string[]): Promise<readonly string[]> {
  const text = await readAll(page);
  return secrets.flatMap((secret) => {
    const at = text.search(new RegExp(`(?<![\\d.−])${secret.replace('.', '\\.')}(?!\\d)`));
    return at < 0 ? [] : [`${secret} in “${text.slice(Math.max(0, at - 30), at + 20)}”`];
  });
}

/** Each with another depth of the picture, and another lens beside it. */
const views = [
  { preset: 'sentiment', view: '', table: true },
  { preset: 'sentiment', view: '&depth=inside&lens=check', table: false },
  { preset: 'nlp', view: '&depth=units&lens=cells', table: false },
];

for (const { preset, view, table } of views) {
  test(`nothing that ${preset}${view} asks is found before it is revealed`, async ({ page }) => {
    const experiment = presetOf(preset)?.experiment;
    if (!experiment) throw new Error(preset);
    const expected = expectedOf(experiment);
    const studio = new StudioPage(page);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(`./?predict=on#v=1&preset=${preset}&beat=1${view}`);
    await expect(studio.timeline).toHaveValue('1');
    if (table) await page.getByRole('button', { name: 'Table', exact: true }).click();
    const reveal = page.getByRole('button', { name: 'Reveal', exact: true });
    const found: string[] = [];
    // What was there before the beat came cannot be told by it: two numbers may look the same.
    let before = await readAll(page);
    for (const beat of expected.beats.slice(1)) {
      await page.keyboard.press('PageDown');
      await expect(studio.timeline).toHaveValue(String(beat.index + 1));
      if (beat.operation.kind === 'read') continue;
      await expect(reveal).toBeVisible();
      await studio.settled();
      const secrets = secretsAt(expected, beat.index).filter((text) => !before.includes(text));
      for (const leak of await leaks(page, secrets)) found.push(`${beat.index + 1}: ${leak}`);
      await page.keyboard.press('PageDown');
      await expect(studio.step).toBeVisible();
      await expect(studio.timeline).toHaveValue(String(beat.index + 1));
      before = await readAll(page);
    }
    expect(found).toEqual([]);
  });
}

test('a key switches it on, the address says so, and each beat shows its number after the next press', async ({
  page,
}) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=sentiment&beat=16');
  await page.keyboard.press('q');
  await expect(page.getByRole('button', { name: /predict, then reveal/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(page).toHaveURL(/predict=on/);
  await page.keyboard.press('ArrowRight');
  await expect(studio.sentence).toContainText('What do you expect for');
  await expect(studio.formula.locator('annotation').last()).toContainText('?');
  await page.getByRole('button', { name: 'Reveal', exact: true }).click();
  await expect(studio.sentence).not.toContainText('What do you expect for');
  await expect(studio.formula.locator('annotation').last()).not.toContainText('?');
  await page.keyboard.press('q');
  await expect(page).not.toHaveURL(/predict/);
});
