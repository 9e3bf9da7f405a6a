// The cells side by side: one position drives them all, their numbers are those of the engine, and each can take the screen.

import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { pack } from '../../app/frame/packing.ts';
import { formatNumber } from '../../src/base/format.ts';
import type { Experiment } from '../../src/config/experiment.ts';
import { presetOf } from '../../src/config/presets.ts';
import { writeExperiment } from '../../src/config/write-experiment.ts';
import { runSequence } from '../../src/engine/run.ts';
import { cells } from '../../src/model/cells/all.ts';
import { buildBeats } from '../../src/playback/build-beats.ts';
import { otherCells } from '../../src/store/edits/compared-cells.ts';
import { fallbackInitialization } from '../../src/store/edits/model.ts';
import {
  explicitParameters,
  withParameters,
  withWeight,
} from '../../src/store/edits/parameters.ts';
import { runNorms } from '../../src/trace/derived/gradient-norms.ts';
import { expect, test } from '../fixtures.ts';
import { expectedOf } from './expected.ts';
import { StudioPage } from './studio-page.ts';

function preset(id: string): Experiment {
  const found = presetOf(id);
  if (!found) throw new Error(`no preset ${id}`);
  return found.experiment;
}

const experiment = preset('many-to-many');
const names = cells.map(({ id }) => id.toUpperCase());
const beats = buildBeats(experiment, runSequence(experiment, 1).model, 1);

/** The position, as the address counts, at which an id has just been revealed. */
function beatOf(id: string): number {
  const beat = beats.find(({ reveals }) => reveals.includes(id));
  if (!beat) throw new Error(`nothing reveals ${id}`);
  return beat.index + 1;
}

/** What the engine gives for every cell, in the order of the page. */
function expectedRuns(shown: Experiment, initialization = fallbackInitialization) {
  const all = [shown, ...otherCells(shown, initialization)];
  return cells.map(({ id }) => {
    const found = all.find(({ model }) => model.cell === id);
    if (!found) throw new Error(`no ${id}`);
    const run = runNorms(runSequence(found, 1));
    return {
      loss: formatNumber(run.trace.loss),
      norms: Array.from(run.output, (norm) => formatNumber(norm)),
    };
  });
}

function partsOf(page: Page) {
  const lens = page.getByRole('region', { name: 'The same data through every cell' });
  const row = (name: string): Locator =>
    lens.getByRole('listitem').filter({ has: page.getByRole('button', { name }) });
  return { lens, row, rows: lens.getByRole('listitem') };
}

test('three cells, one position: their numbers are those of the engine', async ({ page }) => {
  const studio = new StudioPage(page);
  const runs = expectedRuns(experiment);
  await studio.open('./#v=1&preset=many-to-many&lens=cells');
  const { lens, row, rows } = partsOf(page);
  await expect(rows).toHaveCount(cells.length);
  for (const name of names) await expect(row(name).getByTitle('not computed yet')).toHaveCount(1);
  await expect(lens).toContainText('all weights drawn from seed 149');

  // Forward: the state at step 2 comes in for all of them with the same beat.
  await studio.timeline.fill(String(beatOf('h@2') - 1));
  const known = () =>
    Promise.all(
      names.map((name) =>
        row(name)
          .locator('svg svg')
          .evaluateAll((all) => all.map((svg) => svg.getAttribute('width'))),
      ),
    );
  const before = await known();
  await studio.step.click();
  const after = await known();
  for (const [i, width] of after.entries()) {
    expect(width).toHaveLength(1);
    expect(Number(width[0])).toBeCloseTo(2 * Number(before[i]?.[0]), 6);
  }

  // Backward: the length of the gradient at step 3, then at step 2.
  for (const t of [3, 2]) {
    await studio.timeline.fill(String(beatOf(`dL/dh@${t}`)));
    for (const [i, name] of names.entries()) {
      await expect(row(name)).toContainText(`∂L/∂h${t}‖ ${runs[i]?.norms[t - 1]}`);
      await expect(row(name)).toContainText(`L ${runs[i]?.loss}`);
    }
    const far = t === 3 ? '1 step' : '2 steps';
    await expect(lens).toContainText(`From step 4 back to step ${t}, over ${far}, the gradient`);
  }
  await studio.last.click();
  for (const [i, name] of names.entries()) {
    await expect(row(name)).toContainText(`∂L/∂h1‖ ${runs[i]?.norms[0]}`);
  }
});

test('the other cells of a run of the largest size are computed beside it', async ({ page }) => {
  // Work of seconds, or on a slow machine of minutes, which is no less right for that.
  test.setTimeout(600_000);
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=copy-2000-128-lstm-1&beat=1&lens=cells');
  const { lens, row, rows } = partsOf(page);
  await expect(rows).toHaveCount(cells.length);
  await expect(lens.getByRole('img', { name: /on its way/ })).toHaveCount(0, { timeout: 500_000 });
  for (const name of names) {
    await expect(row(name).getByRole('img', { name: `State of the ${name}` })).toHaveCount(1);
  }
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.locator('.notice')).toHaveCount(0);
  // The run is whole: its last beat can be gone to.
  await studio.last.click();
  await expect(studio.timeline).toHaveValue(String(await studio.beats()));
});

test('the same numbers as a table; nothing for axe to find, nothing too wide', async ({ page }) => {
  const studio = new StudioPage(page);
  const runs = expectedRuns(experiment);
  await studio.open(`./#v=1&preset=many-to-many&lens=cells&beat=${beats.length}`);
  const { lens, rows } = partsOf(page);
  await expect(rows).toHaveCount(cells.length);
  const findings = async (): Promise<readonly string[]> => {
    const { violations } = await new AxeBuilder({ page }).include('.cells').analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  };
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await findings()).toEqual([]);
  await lens.getByRole('button', { name: 'Table' }).click();
  const table = lens.getByRole('table');
  for (const t of [1, 2, 3, 4]) {
    const numbers = table.getByRole('row', { name: new RegExp(`^${t} `) }).getByRole('cell');
    for (const i of names.keys()) {
      await expect(numbers.nth(2 * i + 1)).toHaveText(runs[i]?.norms[t - 1] ?? '');
    }
  }
  expect(await findings()).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test('a run beside it that leaves the range of numbers says so, and the others go on', async ({
  page,
}) => {
  const small = preset('sentiment');
  const huge = [1.7e308, 1.7e308, 1.7e308];
  const still = [0, 0, 0];
  const loud: Experiment = {
    ...withParameters(small, { ...explicitParameters(small), W_xh: [still, still, still] }),
    data: {
      ...small.data,
      sequences: [{ inputs: [still, huge, still], targets: [null, null, 1] }],
    },
  };
  const broken = otherCells(loud, fallbackInitialization).map((e) => runSequence(e, 1));
  expect(broken.map(({ overflow }) => overflow?.t)).toEqual([2, 2]);
  const studio = new StudioPage(page);
  await studio.open(`./#v=1&lens=cells&x=${await pack(writeExperiment(loud))}`);
  const { row } = partsOf(page);
  const ends = (name: string): Locator => row(name).getByText('Here the run ends');
  const { beats: loudBeats, trace } = expectedOf(loud);
  const second = loudBeats.find(({ reveals }) => reveals.includes('h@2'))?.index ?? 0;
  await studio.timeline.fill(String(second));
  for (const name of ['LSTM', 'GRU']) await expect(ends(name)).toHaveCount(0);
  await studio.step.click();
  for (const name of ['LSTM', 'GRU']) await expect(ends(name)).toBeVisible();
  const total = loudBeats.find(({ reveals }) => reveals.includes('loss'))?.index ?? 0;
  await studio.timeline.fill(String(total + 1));
  await expect(row('RNN')).toContainText(`L ${formatNumber(trace.loss)}`);
  await expect(row('LSTM').getByTitle('not computed yet').last()).toBeVisible();
});

test('a name puts its cell on screen, by keyboard too; beat and comparison stay', async ({
  page,
}) => {
  const studio = new StudioPage(page);
  const runs = expectedRuns(experiment);
  await studio.open(`./#v=1&preset=many-to-many&lens=cells&beat=${beatOf('dL/dh@3')}`);
  const { row } = partsOf(page);
  const button = (name: string): Locator => row(name).getByRole('button', { name });
  await expect(button('RNN')).toHaveAttribute('aria-pressed', 'true');
  for (const name of ['LSTM', 'GRU']) {
    await button(name).focus();
    await page.keyboard.press('Enter');
    await expect(button(name)).toHaveAttribute('aria-pressed', 'true');
    await expect(button('RNN')).toHaveAttribute('aria-pressed', 'false');
    await expect(studio.sentence).toContainText('Backward · t = 3');
    for (const [i, cell] of names.entries()) {
      await expect(row(cell)).toContainText(`∂L/∂h3‖ ${runs[i]?.norms[2]}`);
    }
  }
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(button('LSTM')).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(button('RNN')).toHaveAttribute('aria-pressed', 'true');
  await expect(studio.sentence).toContainText('Backward · t = 3');
});

test('weights of its own are told; the others keep the head and the seed', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=many-to-many&lens=cells');
  const { lens, row } = partsOf(page);
  // In its matrix, beside the lens.
  await page.getByRole('button', { name: /^W.?hh row 1 column 1/ }).click();
  const value = page.getByLabel(/Change W.?hh row 1 column 1/);
  await value.fill('0.75');
  await value.press('Enter');
  await expect(lens).toContainText('The RNN on screen has weights of its own');
  await expect(lens).toContainText(
    'those of LSTM and GRU are drawn from seed 149, but for Why and by',
  );
  await studio.last.click();
  const edited = withWeight(experiment, { parameter: 'W_hh', row: 1, column: 1 }, 0.75);
  const { initialization = fallbackInitialization } = experiment;
  for (const [i, run] of expectedRuns(edited, initialization).entries()) {
    await expect(row(names[i] ?? '')).toContainText(`∂L/∂h1‖ ${run.norms[0]}`);
  }
});

test('pointing at a state lights it in the graph, and the graph marks its step here', async ({
  page,
}) => {
  const studio = new StudioPage(page);
  await studio.open(`./#v=1&preset=many-to-many&lens=cells&beat=${beatOf('loss')}`);
  const { lens, row } = partsOf(page);
  const strip = row('RNN').getByRole('img', { name: 'State of the RNN, step by step' });
  await strip.scrollIntoViewIfNeeded();
  const box = await strip.boundingBox();
  if (!box) throw new Error('no strip');
  await page.mouse.move(box.x + 50 + ((box.width - 58) * 2.5) / 4, box.y + box.height / 2);
  await expect(studio.graph.locator('[data-quantity="h@3"]').first()).toHaveAttribute(
    'data-lit',
    '',
  );
  await studio.graph.locator('.node[data-quantity="h@2"]').hover();
  const mark = lens.locator('.cells-pointed');
  await expect(mark).toHaveCount(1);
  const place = await mark.boundingBox();
  const center = (place?.x ?? 0) + (place?.width ?? 0) / 2;
  expect(center).toBeCloseTo(box.x + 50 + ((box.width - 58) * 1.5) / 4, 0);
});
