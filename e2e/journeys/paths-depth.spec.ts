// Every path: the triangle of losses by uses adds up on screen at every beat, is switched, and goes down to single units.

import AxeBuilder from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { StudioPage } from './studio-page.ts';

const letters = './#v=1&preset=many-to-many';

/** The numbers of a row's cells as they are written; NaN where nothing is computed yet, or switched off. */
async function numbersIn(cells: Locator): Promise<readonly number[]> {
  const texts = await cells.evaluateAll((all) =>
    all.map((cell) => (cell.hasAttribute('data-off') ? '' : (cell as HTMLElement).innerText)),
  );
  return texts.map((text) => numberOf(text));
}

function numberOf(text: string): number {
  const number = Number.parseFloat(text.replaceAll('−', '-').replace(/[\s()]/g, ''));
  return /\d/.test(text) ? number : Number.NaN;
}

/** Three digits of each of the parts and of the sum. */
function expectSum(parts: readonly number[], sum: number): void {
  const known = parts.filter((part) => !Number.isNaN(part));
  const rounding = [...known, sum].reduce((total, part) => total + Math.abs(part) * 0.006, 1e-9);
  expect(Math.abs(known.reduce((a, b) => a + b, 0) - sum)).toBeLessThanOrEqual(rounding);
}

async function expectAddsUp(table: Locator): Promise<void> {
  const columns: number[][] = [];
  const rows = await table.locator('tbody tr').all();
  for (const row of rows) {
    const numbers = await numbersIn(row.locator('td'));
    const sum = numbers.at(-1) ?? Number.NaN;
    const cells = numbers.slice(0, -1);
    if (!Number.isNaN(sum)) expectSum(cells, sum);
    cells.forEach((value, i) => {
      columns[i] = [...(columns[i] ?? []), value];
    });
  }
  const foot = await numbersIn(table.locator('tfoot td'));
  columns.forEach((column, i) => {
    if (!Number.isNaN(foot[i] ?? Number.NaN)) expectSum(column, foot[i] ?? 0);
  });
  expectSum(foot.slice(0, -1), foot.at(-1) ?? Number.NaN);
}

test('the triangle adds up at mid-backward and at the end, where its total is the gradient', async ({
  page,
}) => {
  const studio = new StudioPage(page);
  await studio.open(`${letters}&beat=46`);
  const table = studio.paths.getByRole('table');
  await expect(table).toBeVisible();
  const total = table.locator('tfoot td').last();
  await expect(table.locator('td[data-unknown]')).toHaveCount(4);
  await expectAddsUp(table);
  await page.keyboard.press('End');
  await expect(table.locator('td[data-unknown]')).toHaveCount(0);
  await expectAddsUp(table);
  const sum = await total.innerText();
  const gradient = page.locator('.side .weight', { hasText: '[1,1]' });
  await expect(gradient).toContainText(sum);
  await studio.paths.getByLabel('How much of it').selectOption({ label: 'all' });
  await expect(studio.paths).toContainText('add up to its length ‖G‖');
  await expectAddsUp(table);
});

test('losses, uses and single paths are switched off and on, by pointer', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open(`${letters}&beat=65`);
  const table = studio.paths.getByRole('table');
  const total = table.locator('tfoot td').last();
  await expect(total).toHaveText(/\d/);
  const before = await total.innerText();
  const row = table
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: 'Loss at t = 2' }) });
  const [ofLoss = 0] = (await numbersIn(row.locator('td'))).slice(-1);
  await page.getByRole('button', { name: 'Loss at t = 2' }).click();
  await expect(total).not.toHaveText(before);
  expectSum([numberOf(before), -ofLoss], numberOf(await total.innerText()));
  await expectAddsUp(table);
  // One path of it comes back alone.
  await page.getByRole('button', { name: /^From the loss at 2 to the use at 2/ }).click();
  await expect(page.getByRole('button', { name: 'Loss at t = 2' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(row.locator('td[data-off]')).toHaveCount(1);
  await studio.paths.getByRole('button', { name: 'All on' }).click();
  await expect(total).toHaveText(before);
  // A range by Shift, and by the fields.
  await page.getByRole('button', { name: 'Use at t = 1' }).click();
  await page.getByRole('button', { name: 'Use at t = 3' }).click({ modifiers: ['Shift'] });
  await expect(table.locator('thead [aria-pressed=false]')).toHaveCount(3);
  await expect(page.locator('.backward[data-idle]').first()).toBeAttached();
  await studio.paths.getByRole('button', { name: 'All on' }).click();
  await expect(page.locator('.backward[data-idle]')).toHaveCount(0);
  await studio.paths.getByLabel('from', { exact: true }).fill('3');
  await studio.paths.getByRole('button', { name: 'Only' }).click();
  await expect(table.locator('tbody [aria-pressed=true]')).toHaveCount(2 + 3 + 4);
});

test('the triangle by keyboard alone, and what is pointed at lights up in the graph', async ({
  page,
}) => {
  const studio = new StudioPage(page);
  await studio.open(`${letters}&beat=65`);
  const beat = await studio.finished();
  const table = studio.paths.getByRole('table');
  await studio.paths.getByLabel('column').focus();
  await page.keyboard.press('Tab');
  const first = page.getByRole('button', { name: /^From the loss at 1 to the use at 1/ });
  await expect(first).toBeFocused();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
  const cell = page.getByRole('button', { name: /^From the loss at 3 to the use at 2/ });
  await expect(cell).toBeFocused();
  await expect(page.locator('.backward[data-quantity="carried:h@2"][data-lit]')).toHaveCount(1);
  const before = await table.locator('tfoot td').last().innerText();
  await page.keyboard.press('Enter');
  await expect(cell).toHaveAttribute('aria-pressed', 'false');
  await expect(table.locator('tfoot td').last()).not.toHaveText(before);
  for (const key of ['ArrowLeft', 'ArrowLeft']) await page.keyboard.press(key);
  await expect(page.getByRole('button', { name: 'Loss at t = 3' })).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Loss at t = 3' })).toHaveAttribute(
    'aria-pressed',
    'false',
  );
  // A range: from the loss before, with Shift.
  for (const key of ['ArrowUp', 'ArrowUp', 'Shift+Enter']) await page.keyboard.press(key);
  await expect(table.locator('tbody th [aria-pressed=false]')).toHaveCount(3);
  // No key of the table has moved the timeline.
  expect(await studio.finished()).toBe(beat);
});

test('chains of single units: known ones only, spelt out, and lit as they are pointed at', async ({
  page,
}) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=sentiment&beat=1');
  await studio.paths.getByText('Units', { exact: true }).click();
  await expect(studio.paths).toContainText('not computed yet');
  await page.keyboard.press('Escape');
  await studio.last.click();
  const chains = studio.paths.locator('.chain');
  await expect(chains).toHaveCount(5);
  await expect(studio.paths).toContainText('5 of 13 chains: 0.496, 100 % of the gradient');
  for (const chain of await chains.all()) {
    const product = await chain.locator('.chain-product').innerText();
    const value = product.split('·').reduce((left, factor) => left * numberOf(factor), 1);
    const shown = numberOf(await chain.locator('.amount').innerText());
    expect(Math.abs(value - shown)).toBeLessThanOrEqual(0.02 * Math.abs(shown));
  }
  // The first one that goes through h₂.
  const through = chains.nth(1);
  await through.getByRole('button').click();
  await expect(through.getByRole('term')).toHaveCount(3);
  await through.hover();
  await expect(page.locator('.backward[data-quantity="carried:h@2"][data-lit]')).toHaveCount(1);
  await studio.paths.getByLabel('How many chains are listed').selectOption('20');
  await expect(chains).toHaveCount(13);
});

for (const view of ['Triangle', 'Units']) {
  test(`${view}: nothing for axe to find`, async ({ page }) => {
    const studio = new StudioPage(page);
    await studio.open(`${letters}&beat=46`);
    await studio.paths.getByText(view, { exact: true }).click();
    await expect(studio.paths.locator('.triangle, .chains')).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).include('.paths').analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
  });
}

/** Numbers that their box cuts, or that stand beyond the edge of what they scroll in. */
async function cutNumbers(paths: Locator): Promise<readonly string[]> {
  return paths.locator('.amount').evaluateAll((all) =>
    all.flatMap((each) => {
      const edge = each.closest('.paths')?.getBoundingClientRect().right ?? 0;
      const whole =
        each.scrollWidth <= each.clientWidth + 1 && each.getBoundingClientRect().right <= edge;
      return whole ? [] : [each.textContent ?? ''];
    }),
  );
}

for (const [width, height] of [
  [1440, 900],
  [1280, 720],
  [390, 844],
] as const) {
  test(`no number and no name of a path is cut at ${width} × ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const studio = new StudioPage(page);
    await studio.open('./#v=1&preset=tutorial&beat=89');
    await studio.paths.getByText('List', { exact: true }).click();
    const rows = studio.paths.locator('.path');
    await expect(rows).toHaveCount(10);
    await expect(rows.nth(7).locator('.amount')).toHaveText('−1.84e−12');
    expect(await cutNumbers(studio.paths)).toEqual([]);
    const gaps = await rows.evaluateAll((all) =>
      all.map((row) => {
        const [name, chain] = ['.path-name', '.path-middle'].map((part) => row.querySelector(part));
        const end = (name?.getBoundingClientRect().left ?? 0) + (name?.scrollWidth ?? 0);
        return (chain?.getBoundingClientRect().left ?? 0) - end;
      }),
    );
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(4);
    await studio.paths.getByText('Units', { exact: true }).click();
    await expect(studio.paths.locator('.chain')).toHaveCount(5);
    expect(await cutNumbers(studio.paths)).toEqual([]);
  });
}

test('a wide triangle passes below heads and sums, in type that can be read', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=tutorial&beat=89');
  await studio.paths.getByText('Triangle', { exact: true }).click();
  const scroller = studio.paths.locator('.triangle-scroll');
  await expect(scroller).toBeVisible();
  const found = await scroller.evaluate((box) => {
    box.scrollLeft = 37;
    const { left, right } = box.getBoundingClientRect();
    const covered = [...box.querySelectorAll('tr')].every((row) =>
      [row.firstElementChild, row.lastElementChild].every((cell, i) => {
        const at = cell?.getBoundingClientRect();
        const isSeen =
          cell !== null && getComputedStyle(cell).backgroundColor !== 'rgba(0, 0, 0, 0)';
        return isSeen && (i === 0 ? at?.left === left : at?.right === right);
      }),
    );
    const texts = [...box.querySelectorAll('button, small, td')];
    const sizes = texts.map((each) => Number.parseFloat(getComputedStyle(each).fontSize));
    const cells = [...box.querySelectorAll('th, td')];
    const cut = cells.filter((each) => each.scrollWidth > each.clientWidth + 1);
    return { covered, least: Math.min(...sizes), cut: cut.map((each) => each.textContent) };
  });
  expect(found).toEqual({ covered: true, least: 11, cut: [] });
});

test('in a long run of many units the chains are searched when they are asked for', async ({
  page,
}) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=adding-1000-64-rnn-1');
  await studio.last.click();
  await expect(studio.paths).toContainText('1,000 of 1,000 paths');
  await studio.paths.getByText('Units', { exact: true }).click();
  await expect(studio.paths.locator('.chain')).toHaveCount(0);
  await studio.paths.getByRole('button', { name: 'Search' }).click();
  await expect(studio.paths.locator('.chain')).toHaveCount(5);
  expect(await cutNumbers(studio.paths)).toEqual([]);
  await studio.previous.click();
  await expect(studio.paths.locator('.chain')).toHaveCount(5);
  // The power of the radius comes out of the radius as it is written.
  await page.getByText('Vanishing', { exact: true }).click();
  const radius = page.locator('.time-matrices li').first();
  await expect(radius).toContainText(/spectral radius \d\.\d{4},/);
});

for (const [width, height] of [
  [1440, 900],
  [1280, 720],
] as const) {
  test(`the current line of the algorithm is seen whole beside the tour at ${width} × ${height}`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    const studio = new StudioPage(page);
    await page.goto('./');
    const tour = page.getByRole('button', { name: 'Leave the tour' });
    await expect(tour).toBeVisible();
    await studio.last.click();
    await expect(tour).toBeVisible();
    const line = page.locator('.algorithm-lines [data-current]').first();
    await expect(line).toBeInViewport({ ratio: 1 });
    await expect(line).toHaveText(/L ← /);
    const inside = (await line.boundingBox()) ?? { y: 0, height: 0 };
    const title = await page.getByRole('heading', { name: 'The algorithm' }).boundingBox();
    if (height > 800) expect((title?.y ?? 0) + (title?.height ?? 0)).toBeLessThanOrEqual(inside.y);
    await studio.first.click();
    await expect(page.locator('.algorithm-lines li').first()).toBeInViewport({ ratio: 1 });
  });
}
