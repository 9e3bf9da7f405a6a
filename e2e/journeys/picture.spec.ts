// The picture holds what it says: no text runs into another one or out of its cell, at any size, and what a beat reveals is in sight.

import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { StudioPage } from './studio-page.ts';

const sizes = [
  [1440, 900],
  [1280, 720],
  [390, 844],
] as const;

/** An address, and beats from the way there, the way back and the end. */
const moments = [
  ['sentiment', [8, 24, 35]],
  ['many-to-many', [20, 60, 84]],
  ['copy-6-3-lstm-1', [40, 120]],
  ['copy-30-3-gru-1', [100, 420]],
  ['adding-20-16-rnn-1', [50, 120]],
] as const;

/** Texts of the picture, as far as they are seen, that lie over each other or are wider than their cell. */
function faultsIn(page: Page): Promise<readonly string[]> {
  return page.locator('.graph-panel').evaluate((panel) => {
    interface Seen {
      readonly text: string;
      readonly left: number;
      readonly top: number;
      readonly right: number;
      readonly bottom: number;
    }
    const isOff = '.unseen, title, [hidden], [popover], .weights-note, .ribbons';
    const seen = (element: Element, box: DOMRect): Seen => {
      let { left, top, right, bottom } = box;
      for (let e: Element | null = element; e && e !== document.body; e = e.parentElement) {
        if (e instanceof SVGElement || getComputedStyle(e).overflow === 'visible') continue;
        const frame = e.getBoundingClientRect();
        left = Math.max(left, frame.left);
        top = Math.max(top, frame.top);
        right = Math.min(right, frame.right);
        bottom = Math.min(bottom, frame.bottom);
      }
      return { text: element.textContent ?? '', left, top, right, bottom };
    };
    const texts = new Map<Node, Seen>();
    const faults: string[] = [];
    const walker = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      const text = walker.currentNode.textContent ?? '';
      if (!parent || text.trim() === '' || parent.closest(isOff)) continue;
      const whole = parent.closest('svg text') ?? parent.closest('p, h2, button, label');
      const host = whole ?? parent;
      if (whole && texts.has(whole)) continue;
      const range = document.createRange();
      // What stands between other elements is a text of its own.
      range.selectNodeContents(whole ?? walker.currentNode);
      const box =
        host instanceof SVGElement ? host.getBoundingClientRect() : range.getBoundingClientRect();
      const part = seen(host, box);
      if (part.right - part.left > 1 && part.bottom - part.top > 1)
        texts.set(whole ?? walker.currentNode, { ...part, text });
      const cell = host.matches('.number') ? host.previousElementSibling : host;
      const room = (cell ?? host).getBoundingClientRect().width;
      if (host.matches('.number, .weight-cell') && box.width > room + 0.5) {
        faults.push(`${text} is wider than its cell`);
      }
    }
    const all = [...texts.values()];
    all.forEach((a, i) => {
      for (const b of all.slice(i + 1)) {
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 1 && down > 4) faults.push(`${a.text} over ${b.text}`);
      }
    });
    return faults;
  });
}

for (const [width, height] of sizes) {
  for (const [preset, beats] of moments) {
    test(`at ${width} × ${height} no text of ${preset} runs into another`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ reducedMotion: 'reduce' });
      const studio = new StudioPage(page);
      for (const beat of beats) {
        await page.goto('about:blank');
        await studio.open(`./#v=1&preset=${preset}&beat=${beat}`);
        await expect.poll(() => faultsIn(page)).toEqual([]);
      }
    });
  }
}

test('on a phone the picture follows the beat, down to the weights and back', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=sentiment&beat=1');
  const frame = page.locator('.picture-frame');
  const total = await studio.beats();
  for (let beat = 1; beat < total; beat++) {
    await studio.step.click();
    await expect(studio.timeline).toHaveValue(String(beat + 1));
    const out = (): Promise<readonly string[]> =>
      frame.evaluate((element) => {
        const view = element.getBoundingClientRect();
        const fresh =
          '.graph .strip[data-fresh], .loss[data-fresh], .so-far.fresh, .weight-change.fresh';
        return [...element.querySelectorAll(fresh)]
          .filter((mark) => mark.closest('.idle') === null)
          .flatMap((mark) => {
            const box = mark.getBoundingClientRect();
            const isIn =
              box.top >= view.top - 1 &&
              box.bottom <= view.bottom + 1 &&
              box.left >= view.left - 1 &&
              box.right <= view.right + 1;
            return isIn
              ? []
              : [mark.closest('[data-quantity]')?.getAttribute('data-quantity') ?? ''];
          });
      });
    await expect.poll(out, { message: `beat ${beat + 1}` }).toEqual([]);
  }
});

test('a gradient stands at its node: named on the pointer, a stop of the keyboard, told to a screen reader', async ({
  page,
}) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=sentiment&beat=24');
  const value = page.locator('svg.graph [data-quantity="h@2"][role=button]');
  const gradient = page.locator('svg.graph [data-quantity="dL/dh@2"][role=button]');
  await expect(gradient).toHaveAttribute(
    'aria-label',
    /^gradient of L for h at step 2: [−.\d, ]+$/,
  );
  await expect(gradient.locator('title').first()).toHaveText('∂L/∂h2');
  await value.focus();
  await page.keyboard.press('ArrowDown');
  await expect(gradient).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('svg.graph [data-quantity="a@2"][role=button]')).toBeFocused();
});

test('a weight is changed by − and + beside a field that shows all of it', async ({ page }) => {
  const studio = new StudioPage(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await studio.open('./#v=1&preset=sentiment&beat=35');
  await page.getByRole('button', { name: /^W.?hh row 1 column 1/ }).click();
  const field = page.getByLabel(/Change W.?hh row 1 column 1/);
  await expect(field).toBeFocused();
  const before = Number(await field.inputValue());
  await page.getByRole('button', { name: 'Larger by 0.01' }).click();
  await expect(field).toBeFocused();
  // A drawn number goes to the next multiple of the step, and then on by the step.
  const next = Math.floor(before * 100 + 1) / 100;
  await expect.poll(async () => Number(await field.inputValue())).toBeCloseTo(next, 9);
  await page.getByRole('button', { name: 'Smaller by 0.01' }).click();
  await expect.poll(async () => Number(await field.inputValue())).toBeCloseTo(next - 0.01, 9);
  const isWhole = await field.evaluate(
    (input: HTMLInputElement) => input.scrollWidth <= input.clientWidth,
  );
  expect(isWhole).toBe(true);
});

test('the legend says the scale of the weights that is in force', async ({ page }) => {
  const studio = new StudioPage(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await studio.open('./#v=1&preset=sentiment');
  const legend = page.getByRole('list', { name: 'Legend' });
  await expect(legend).toContainText('weights to ±1');
  await page.getByRole('button', { name: /^W.?hh row 2 column 2/ }).click();
  await page.getByLabel(/Change W.?hh row 2 column 2/).fill('1.5');
  await expect(legend).toContainText('weights to ±2');
  await expect(legend).toContainText('values to ±1');
});
