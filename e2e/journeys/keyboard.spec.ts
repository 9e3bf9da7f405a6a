// Everything by keyboard: the keys of the page, and the keys that fields and lists keep for themselves.

import { expect, test } from '../fixtures.ts';
import { StudioPage } from './studio-page.ts';

test('arrows, pages, Home and End move; no focus is taken at the start', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open();
  expect(await studio.finished()).toBe(0);
  const total = await studio.beats();
  for (const key of ['ArrowRight', 'ArrowDown', 'PageDown']) await page.keyboard.press(key);
  expect(await studio.finished()).toBe(3);
  for (const key of ['ArrowLeft', 'ArrowUp']) await page.keyboard.press(key);
  expect(await studio.finished()).toBe(1);
  await page.keyboard.press('End');
  expect(await studio.finished()).toBe(total);
  await page.keyboard.press('PageUp');
  expect(await studio.finished()).toBe(total - 1);
  await page.keyboard.press('Home');
  expect(await studio.finished()).toBe(0);
  await page.keyboard.press('Control+ArrowRight');
  expect(await studio.finished()).toBe(0);
});

test('the page opens without taking the focus', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('button', { name: 'Step', exact: true })).toBeVisible();
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
});

test('space plays and pauses, and presses a button that has the focus', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open();
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  await studio.first.click({ force: true });
  const before = await studio.finished();
  await studio.step.focus();
  await page.keyboard.press('Space');
  expect(await studio.finished()).toBe(before + 1);
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
});

test('fields keep their keys', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=sentiment&beat=5');
  await page.getByLabel('Speed').focus();
  await page.keyboard.press('ArrowDown');
  expect(await studio.finished()).toBe(5);
  await studio.paths.getByLabel('row').focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Home');
  expect(await studio.finished()).toBe(5);
  await studio.timeline.focus();
  await page.keyboard.press('ArrowRight');
  expect(await studio.finished()).toBe(6);
  await page.keyboard.press('PageDown');
  expect(await studio.finished()).toBe(7);
});

test('the keys of a clicker step wherever the focus is, but in a dialog', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=many-to-many&beat=5&lens=time');
  const chart = page.getByRole('slider', { name: /^How much of a gradient/ });
  await expect(chart).toBeVisible();
  const example = page.getByRole('button', { name: /^Example/ });
  await page.getByRole('button', { name: /^W.?hh row 1 column 1/ }).click();
  const places = [
    page.getByLabel(/Change W.?hh row 1 column 1/),
    page.getByLabel('Sequence'),
    page.getByLabel('Speed'),
    page.getByLabel('Loss at'),
    page.getByRole('radio', { name: 'Unrolled' }),
    page.getByRole('slider', { name: /^Rescale every recurrent matrix/ }),
    page.getByRole('spinbutton', { name: 'Spectral radius, exactly' }),
    page.locator('.graph [tabindex="0"]').first(),
    chart,
    example,
    studio.timeline,
  ];
  for (const place of places) {
    await place.focus();
    const shown = () =>
      place.evaluate((element) => [
        'value' in element &&
          element.matches('select, input:not(.scrubber-range)') &&
          element.value,
        element.matches('.time-chart') && element.ariaValueNow,
      ]);
    const before = await shown();
    await page.keyboard.press('PageDown');
    expect(await studio.finished(), `${place}`).toBe(6);
    await page.keyboard.press('PageUp');
    expect(await studio.finished(), `${place}`).toBe(5);
    expect(await shown(), `${place}`).toEqual(before);
  }
  await example.click();
  await page.keyboard.press('PageDown');
  expect(await studio.finished()).toBe(6);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Help' }).click();
  await page.keyboard.press('PageDown');
  expect(await studio.finished()).toBe(6);
});

for (const depth of ['unrolled', 'folded', 'inside', 'units']) {
  test(`${depth}: after a click the arrows step; Tab or Enter walks through the marks, Escape gives them back`, async ({
    page,
  }) => {
    const studio = new StudioPage(page);
    await studio.open(`./#v=1&preset=sentiment&beat=4&depth=${depth}`);
    const picture = page.locator('.scroller');
    const mark = picture.locator('[data-node][data-quantity^="h@2"]').first();
    await mark.waitFor();
    await studio.rested();
    const focused = () =>
      page.evaluate(() => document.activeElement?.getAttribute('data-node') ?? null);

    await mark.click();
    const clicked = await focused();
    expect(clicked).not.toBeNull();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    expect(await studio.finished()).toBe(6);
    expect(await focused()).toBe(clicked);

    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    const walked = await focused();
    expect(walked).not.toBe(clicked);
    expect(await studio.finished()).toBe(6);
    await page.keyboard.press('Escape');
    expect(await focused()).toBe(walked);
    await page.keyboard.press('ArrowLeft');
    expect(await studio.finished()).toBe(5);

    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Tab');
    const before = await studio.finished();
    expect(await focused()).not.toBeNull();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    expect(await studio.finished()).toBe(before);
  });
}

test('coarse steps rest at the end of each time step', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open();
  await page.getByLabel('Grain').selectOption('coarse');
  await studio.step.click();
  await expect(studio.timeline).toHaveAttribute('aria-valuetext', /forward, t = 1/);
  await studio.step.click();
  await expect(studio.timeline).toHaveAttribute('aria-valuetext', /forward, t = 2/);
});

test('the help dialog lists the keys, gives the focus back, and can switch letters off', async ({
  page,
}) => {
  const studio = new StudioPage(page);
  await studio.open();
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Help' });
  await expect(dialog).toContainText('Page Down');
  await page.keyboard.press('ArrowRight');
  expect(await studio.finished()).toBe(0);
  await dialog.getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('?');
  await expect(dialog).toBeHidden();
  const help = page.getByRole('button', { name: 'Help' });
  await help.click();
  await page.keyboard.press('Escape');
  await expect(help).toBeFocused();
});

test('a screen reader hears each beat, once the steps rest', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open();
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
  const sentence = await page.locator('.sentence-text').textContent();
  // The page sets its indices below the line, the announcement writes them as ₁.
  const said = async () =>
    ((await page.getByTestId('announcer').textContent()) ?? '').replace(/[₀-₉]/gu, (digit) =>
      String((digit.codePointAt(0) ?? 0) - 0x2080),
    );
  await expect.poll(said).toContain(sentence ?? 'a sentence');
});

test('the terms of the formula are reached by keyboard and light up', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=sentiment&beat=3');
  await expect(studio.formula.locator('annotation').first()).toBeAttached();
  const terms = page.getByRole('toolbar', { name: 'Terms of the formula' });
  await terms.getByRole('button').first().focus();
  await expect(studio.formula.locator('[data-q][data-lit]').first()).toBeAttached();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'What is this?' })).toBeVisible();
});
