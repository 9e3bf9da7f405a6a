// A run of two thousand steps: the graph shows a window of it, the whole stands above, and the page stays at hand.

import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { longExperiment } from '../bench/long-experiment.ts';
import { expect, test } from '../fixtures.ts';
import { busyTasks, measureOut } from '../main-thread.ts';
import { StudioPage } from './studio-page.ts';

const steps = 2000;

class LongRun extends StudioPage {
  readonly overview: Locator;
  readonly shown: Locator;
  readonly start: Locator;
  readonly end: Locator;

  constructor(page: Page) {
    super(page);
    this.overview = page.getByRole('region', { name: 'The whole run' });
    this.shown = this.overview.getByRole('slider', { name: 'Steps shown' });
    this.start = this.overview.getByRole('slider', { name: 'First step shown' });
    this.end = this.overview.getByRole('slider', { name: 'Last step shown' });
  }

  async openFile(text: string): Promise<void> {
    const { page } = this;
    await page.getByRole('button', { name: 'File', exact: true }).click();
    await page.getByRole('button', { name: 'Open an experiment' }).click();
    const file = { name: 'long.json', mimeType: 'application/json', buffer: Buffer.from(text) };
    await page.locator('input[type=file]').setInputFiles(file);
    await expect(this.shown).toBeVisible();
  }

  /** First and last step that the graph shows, as the sliders say. */
  async window(): Promise<readonly [number, number]> {
    const [from, to] = await Promise.all(
      [this.start, this.end].map((slider) => slider.getAttribute('aria-valuenow')),
    );
    return [Number(from), Number(to)];
  }

  /** Pressed once, perhaps before the run has come there. */
  async toEnd(): Promise<void> {
    await this.page.keyboard.press('End');
    await expect(async () => {
      expect(await this.finished()).toBe(await this.beats());
    }).toPass();
  }

  /** The column of a step. */
  column(t: number): Locator {
    return this.graph.getByText(`t = ${t}`, { exact: true });
  }
}

test.describe('a run of two thousand steps', () => {
  test.beforeEach(async ({ page }) => {
    const studio = new LongRun(page);
    await studio.open();
    await studio.openFile(longExperiment(steps, 64));
  });

  test('is stepped at both ends with few elements on the page', async ({ page }) => {
    const studio = new LongRun(page);
    await expect(studio.column(1)).toBeVisible();
    await expect(studio.column(steps)).toHaveCount(0);
    await studio.toEnd();
    await expect(studio.column(steps)).toBeVisible();
    await expect.poll(async () => (await studio.window())[1]).toBe(steps);
    const all = await studio.beats();
    await expect.poll(() => studio.finished()).toBe(all);
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowLeft');
    await expect.poll(() => studio.finished()).toBe(all - 3);
    expect(await page.locator('*').count()).toBeLessThan(3000);
    const { violations } = await new AxeBuilder({ page }).include('.overview').analyze();
    expect(violations).toEqual([]);
    await page.keyboard.press('Home');
    await expect(studio.column(1)).toBeVisible();
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
    await expect.poll(() => studio.finished()).toBe(3);
    await expect.poll(async () => (await studio.window())[0]).toBe(1);
  });

  test('is looked at by keyboard, step by step and page by page', async ({ page }) => {
    const studio = new LongRun(page);
    const [from, to] = await studio.window();
    const length = to - from + 1;
    await studio.shown.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => studio.window()).toEqual([from + 1, to + 1]);
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(() => studio.window()).toEqual([from + 1 + length, to + 1 + length]);
    await expect(studio.column(to + 1 + length)).toBeVisible();
    await page.keyboard.press('End');
    await expect.poll(() => studio.window()).toEqual([steps - length + 1, steps]);
    await expect(studio.shown).toHaveAttribute('aria-valuetext', /to 2,000 of 2,000$/);
    await studio.start.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => studio.window()).toEqual([steps - length + 2, steps]);
    await studio.end.focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => studio.window()).toEqual([steps - length + 2, steps - 1]);
    await expect(studio.column(steps)).toHaveCount(0);
    // The timeline has not moved; the next beat brings the window back to it.
    await expect.poll(() => studio.finished()).toBe(0);
    await studio.step.click();
    await expect.poll(() => studio.window()).toEqual([from, to]);
  });

  test('is looked at by pointer: a click goes to a step, a drag moves or draws the window', async ({
    page,
  }) => {
    const studio = new LongRun(page);
    await studio.toEnd();
    await expect(studio.column(steps)).toBeVisible();
    const strip = await studio.overview.getByRole('img').boundingBox();
    if (strip === null) throw new Error('no strip');
    const at = (t: number) => strip.x + (strip.width * (t - 0.5)) / steps;
    const y = strip.y + strip.height / 2;
    await page.mouse.click(at(1000), y);
    await expect(studio.column(1000)).toBeVisible();
    await expect(studio.sentence).toContainText('1000');
    const position = await studio.finished();
    await studio.settled();
    const [from, to] = await studio.window();
    await page.mouse.move(at((from + to) / 2), y);
    await page.mouse.down();
    await page.mouse.move(at((from + to) / 2 + 300), y, { steps: 4 });
    await page.mouse.up();
    await studio.settled();
    const moved = await studio.window();
    expect(moved[1] - moved[0]).toBe(to - from);
    expect(Math.abs(moved[0] - from - 300)).toBeLessThan(8);
    await page.mouse.move(at(400), y);
    await page.mouse.down();
    await page.mouse.move(at(430), y, { steps: 4 });
    await page.mouse.up();
    await studio.settled();
    const drawn = await studio.window();
    expect(Math.abs(drawn[1] - 430)).toBeLessThan(5);
    expect(drawn[1] - drawn[0]).toBeLessThan(30);
    await expect.poll(() => studio.finished()).toBe(position);
    await studio.previous.click();
    await expect.poll(() => studio.finished()).toBe(position - 1);
    await studio.settled();
    const back = await studio.window();
    expect(back[0]).toBeLessThanOrEqual(1001);
    expect(back[1]).toBeGreaterThanOrEqual(1000);
  });
});

/** The parts of the page whose marks change in each task, as often as any of them do. */
async function partsChanged(page: Page, work: () => Promise<void>): Promise<readonly string[][]> {
  await page.evaluate((parts) => {
    const changed: string[][] = [];
    // It is called once at the end of every task that changes something.
    const observer = new MutationObserver((records) => {
      const elements = records.map(({ target }) =>
        target instanceof Element ? target : target.parentElement,
      );
      const now = parts.filter((part) => elements.some((element) => element?.closest(part)));
      if (now.length > 0) changed.push(now);
    });
    observer.observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
    Object.assign(window, { partsChanged: changed });
  }, parts);
  await work();
  return page.evaluate(() => (window as unknown as { partsChanged: string[][] }).partsChanged);
}

const parts = ['.graph-panel', '.sentence', '.formula', '.studio-context'];

test('draws the picture first; sentence, formula and lens follow, each in a task of its own', async ({
  page,
}) => {
  const studio = new LongRun(page);
  await studio.open();
  await studio.openFile(longExperiment(steps, 8));
  await studio.toEnd();
  await expect(studio.column(steps)).toBeVisible();
  // What follows the picture of the end is still to come.
  await studio.settled();
  const changed = await partsChanged(page, async () => {
    await page.keyboard.press('Home');
    await studio.step.click();
    await expect(studio.sentence).toContainText('1');
    await expect(studio.paths).toContainText('·');
  });
  expect(changed.filter((together) => together.length > 1)).toEqual([]);
  expect([...new Set(changed.flat())]).toEqual(parts);
});

/** Times the yardstick, in processor time: twice what it takes. */
const longestTask = 2;

test('never keeps the page busy for long: opening, running, ends, stepping', async ({
  page,
  browser,
  browserName,
}) => {
  test.skip(browserName !== 'chromium', 'the trace is Chromium’s');
  const studio = new LongRun(page);
  await studio.open();
  const text = longExperiment(steps, 64);
  const tasks = await busyTasks(browser, page, async () => {
    await measureOut(page);
    await studio.openFile(text);
    await studio.toEnd();
    await expect(studio.column(steps)).toBeVisible();
    for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Home');
    await expect(studio.column(1)).toBeVisible();
    await studio.step.click();
    await measureOut(page);
  });
  const longestOf = (yardsticks: boolean): number =>
    tasks.find(({ isYardstick }) => isYardstick === yardsticks)?.processor ?? Number.NaN;
  expect(longestOf(false) / longestOf(true)).toBeLessThan(longestTask);
});

test('an edit of a long run ends the one in flight', async ({ page }) => {
  const studio = new LongRun(page);
  await studio.open();
  await studio.openFile(longExperiment(steps, 64));
  await studio.openFile(longExperiment(200, 4));
  await expect(studio.shown).toHaveAttribute('aria-valuemax', '200');
  await studio.toEnd();
  await expect(studio.column(200)).toBeVisible();
  await expect(page.locator('.notice')).toHaveCount(0);
});
