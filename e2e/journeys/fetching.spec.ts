// What the first screen does not show: fetched ahead when the page is idle, told and tried again where it does not come.

import { downloads, scriptBar, scriptsBeforeKatex } from '../first-visit.ts';
import { expect, test } from '../fixtures.ts';
import { StudioPage } from './studio-page.ts';

/** The page, once what is named has come without being asked for. */
async function openAtRest(studio: StudioPage, address: string, names: RegExp): Promise<void> {
  const expected = names.source.split('|').length;
  const come = new Set<string>();
  studio.page.on('requestfinished', (request) => {
    const [name] = names.exec(request.url()) ?? [];
    if (name && request.resourceType() === 'script') come.add(name);
  });
  await studio.open(address);
  await expect.poll(() => come.size).toBe(expected);
  // What has arrived is also run.
  await studio.settled();
}

const refused = /Failed to load resource|net::ERR_/;

test('a lens that does not come is told in its place, and comes when tried again', async ({
  page,
  problems,
}) => {
  problems.expect(refused);
  const studio = new StudioPage(page);
  await page.route(/\/DecayLens-[^/]*\.js$/, (route) => route.abort());
  await studio.open();
  await page.locator('label', { hasText: 'Vanishing' }).click();
  const told = page.getByRole('alert');
  await expect(told).toContainText('could not be fetched');
  await told.getByRole('button', { name: 'Try again' }).click();
  // Still not there: the reader may also reload, and the rest of the page works on.
  await expect(told.getByRole('button', { name: 'Reload' })).toBeVisible();
  await studio.step.click();
  await expect(studio.timeline).toHaveValue('1');
  await page.unroute(/\/DecayLens-[^/]*\.js$/);
  await told.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('The way back through time')).toBeVisible();
  await expect(told).toHaveCount(0);
});

test('the same for its messages, and for a dialog, which can be closed', async ({
  page,
  problems,
}) => {
  problems.expect(refused);
  const studio = new StudioPage(page);
  await page.route(/\/dialogs-[^/]*\.js$/, (route) => route.abort());
  await studio.open();
  await page.getByRole('button', { name: 'Help' }).click();
  const told = page.getByRole('alert');
  await expect(told).toBeVisible();
  await told.getByRole('button', { name: 'Close' }).click();
  await expect(told).toHaveCount(0);
  await page.unroute(/\/dialogs-[^/]*\.js$/);
  await page.getByRole('button', { name: 'Help' }).click();
  await told.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
});

for (const item of ['Save the experiment', 'Save the trace']) {
  test(`${item}: what writes files does not come, which is told, and saves when tried again`, async ({
    page,
    problems,
  }) => {
    problems.expect(refused);
    const writers = /\/SaveDialog-[^/]*\.js$/;
    const studio = new StudioPage(page);
    await page.route(writers, (route) => route.abort());
    await studio.open();
    await studio.chooseFile(item);
    const told = page.getByRole('alert');
    await expect(told).toContainText('could not be fetched');
    await page.unroute(writers);
    const saving = page.waitForEvent('download');
    await told.getByRole('button', { name: 'Try again' }).click();
    expect((await saving).suggestedFilename()).toMatch(/\.json$/);
    await expect(told).toHaveCount(0);
  });
}

test('work of the engine that does not come is told where it was asked for', async ({ page }) => {
  const studio = new StudioPage(page);
  const work = /\/tasks-[^/]*\.js$/;
  await page.route(work, (route) => route.abort());
  await studio.open('./#v=1&beat=12');
  await page.locator('label', { hasText: 'Cells' }).click();
  await expect(page.getByRole('alert')).toContainText('did not come over the network');
  await page.unroute(work);
  await page.locator('label', { hasText: 'Paths' }).click();
  await page.locator('label', { hasText: 'Cells' }).click();
  await expect(page.getByText('The same data through')).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a link whose reader does not come leaves a page that works, and says so', async ({
  page,
  problems,
}) => {
  problems.expect(refused);
  await page.route(/\/parse-experiment-[^/]*\.js$/, (route) => route.abort());
  const studio = new StudioPage(page);
  // Any word of the right letters that unpacks is read by it: this one is {}.
  await studio.open('./#v=1&x=q64FAA');
  await expect(page.getByRole('status').filter({ hasText: 'over the network' })).toHaveCount(1);
  await studio.step.click();
  await expect(studio.timeline).toHaveValue('1');
});

test('formulas that cannot be drawn are told, and are drawn when tried again', async ({
  page,
  problems,
}) => {
  problems.expect(refused);
  const katex = /\/katex-[^/]*\.js$/;
  await page.route(katex, (route) => route.abort());
  const studio = new StudioPage(page);
  await studio.open('./#v=1&beat=3');
  await expect(studio.formula).toContainText('could not be fetched');
  await page.unroute(katex);
  await studio.formula.getByRole('button', { name: 'Try again' }).click();
  await expect(studio.formula.locator('.katex').first()).toBeVisible();
  await expect(studio.formula).not.toContainText('could not be fetched');
});

test('what stands below the formula stays until the next one has come', async ({ page }) => {
  const studio = new StudioPage(page);
  let letThrough = (): void => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route(/\/InspectorPanel-[^/]*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await studio.open('./#v=1&beat=4');
  await studio.formula.locator('[data-q]').last().click();
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await expect(studio.paths).toBeVisible();
  letThrough();
  await expect(page.getByRole('region', { name: 'What is this?' })).toBeVisible();
  await expect(studio.paths).toHaveCount(0);
});

test('a page that has come to rest opens everything without waiting for the network', async ({
  page,
}) => {
  const studio = new StudioPage(page);
  const views =
    /DecayLens|LimitsLens|CheckLens|CompareLens|FoldedView|InsideView|UnitsView|EditPanel|SaveDialog/;
  await openAtRest(studio, './#v=1&beat=12', views);
  const late: string[] = [];
  page.on('request', (request) => {
    if (/script|stylesheet/.test(request.resourceType())) late.push(request.url());
  });
  const choose = (name: string) => page.locator('label', { hasText: name }).click();
  await choose('Vanishing');
  await expect(page.locator('.studio-context')).toContainText('The way back through time');
  for (const lens of ['Cut & clip', 'Check', 'Cells', 'Paths']) {
    await choose(lens);
    await expect(page.getByRole('radio', { name: lens })).toBeChecked();
  }
  for (const depth of ['Folded', 'Inside a cell', 'Single units', 'Unrolled']) {
    await choose(depth);
    await expect(page.getByRole('radio', { name: depth })).toBeChecked();
  }
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Edit' })).toBeVisible();
  const saving = page.waitForEvent('download');
  await studio.chooseFile('Save the trace');
  await saving;
  expect(late.filter((url) => !url.includes('/tasks-'))).toEqual([]);
});

test('a beat moves in once the page has come to rest', async ({ page }) => {
  const studio = new StudioPage(page);
  await openAtRest(studio, './#v=1&beat=3', /reveal-motion/);
  await page.evaluate(() => {
    const watch = new MutationObserver(() => Object.assign(window, { moved: true }));
    watch.observe(document.body, { subtree: true, attributeFilter: ['data-drawing'] });
  });
  // Some beats draw no line; one of the next does. Of steps that follow one another closely none moves.
  await expect(async () => {
    await studio.settled();
    await studio.step.click();
    expect(await page.evaluate(() => 'moved' in window)).toBe(true);
  }).toPass();
  await expect(page.locator('[data-drawing], .motion > *')).toHaveCount(0);
});

test('who saves data fetches the motion with the first step, and nothing unasked', async ({
  page,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
  });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const studio = new StudioPage(page);
  await page.clock.install();
  await studio.open('./#v=1&beat=3');
  await expect(studio.formula.locator('.katex').first()).toBeAttached();
  await page.clock.runFor('01:00');
  await studio.settled();
  expect(asked.filter((url) => /reveal-motion|DecayLens/.test(url))).toEqual([]);
  await studio.step.click();
  await expect.poll(() => asked.some((url) => url.includes('reveal-motion'))).toBe(true);
  expect(asked.filter((url) => url.includes('DecayLens'))).toEqual([]);
});

test('the scripts of a first visit stay under their bar', async ({ page }) => {
  for (const address of ['./#v=1&beat=4', './']) {
    const files = await downloads(await page.context().newPage(), address);
    // The studio, React, the worker and the formulas came, and were counted.
    expect(files.filter(({ name }) => /^(index|react|serve|katex)-.*js$/.test(name))).toHaveLength(
      4,
    );
    expect(scriptsBeforeKatex(files)).toBeLessThanOrEqual(scriptBar);
  }
});
