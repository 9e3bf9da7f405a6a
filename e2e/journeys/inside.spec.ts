// Inside a column of every cell: the numbers of the run, the roads of the gradient, the keys, and no barrier.

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { pack } from '../../app/frame/packing.ts';
import { formatNumber } from '../../src/base/format.ts';
import type { Experiment } from '../../src/config/experiment.ts';
import { presets } from '../../src/config/presets.ts';
import { writeExperiment } from '../../src/config/write-experiment.ts';
import { roadParts } from '../../src/trace/derived/roads.ts';
import { expect, test } from '../fixtures.ts';
import { type Expected, expectedOf } from './expected.ts';
import { StudioPage } from './studio-page.ts';

/** The first example with another cell, and a loss at every step. */
function experimentWith(cell: string): Experiment {
  const [first] = presets;
  if (!first) throw new Error('no example');
  const { activation: _, ...model } = first.experiment.model;
  const [sequence] = first.experiment.data.sequences;
  const targets = sequence?.targets.map(() => 1) ?? [];
  return {
    ...first.experiment,
    model: { ...model, cell, bias: true, ...(cell === 'rnn' ? { activation: 'tanh' } : {}) },
    initialization: { scheme: 'xavier-uniform', seed: 5, gain: 1 },
    data: { ...first.experiment.data, sequences: [{ ...sequence, targets }] },
  } as Experiment;
}

async function addressOf(experiment: Experiment, beat: number): Promise<string> {
  return `./#v=1&depth=inside&beat=${beat}&x=${await pack(writeExperiment(experiment))}`;
}

/** The beat after which something is carried back from step 2, as people count. */
function carried({ beats }: Expected): number {
  const carries = beats.filter(({ operation, t }) => operation.kind === 'carry' && t === 2);
  return (carries.at(-1)?.index ?? 0) + 1;
}

async function seriousFindings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).include('.graph-panel').analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)}`));
}

async function nodesOf(page: Page): Promise<readonly (readonly [string, string])[]> {
  const labels = await page
    .locator('.circuit .node')
    .evaluateAll((all) =>
      all.map((node) => [node.getAttribute('data-quantity'), node.getAttribute('aria-label')]),
    );
  return labels.map(([id, label]) => [id ?? '', label ?? ''] as const);
}

for (const cell of ['rnn', 'lstm', 'gru']) {
  test(`${cell}: the strips hold the numbers of the run, beat by beat`, async ({ page }) => {
    const studio = new StudioPage(page);
    const experiment = experimentWith(cell);
    const expected = expectedOf(experiment);
    const start = carried(expected) - 4;
    await studio.open(await addressOf(experiment, start));
    await expect(page.getByRole('group', { name: 'Inside the cell at t = 2' })).toBeVisible();
    for (let position = start - 1; position < start + 6; position++) {
      const nodes = await nodesOf(page);
      expect(nodes.length).toBeGreaterThan(4);
      for (const [id, label] of nodes) {
        const numbers = expected.numbers(id, position);
        const said = label.slice(label.indexOf(': ') + 2);
        expect(said, `${id} at ${position}`).toBe(numbers?.join(', ') ?? 'not computed yet');
      }
      await studio.step.press('ArrowRight');
    }
    // The steps have led over into the next column, and the picture with them.
    await expect(page.getByRole('group', { name: 'Inside the cell at t = 1' })).toBeVisible();
    await expect(page).toHaveURL(/depth=inside/);
  });

  test(`${cell}: the roads have their parts, and these add up to what is shown`, async ({
    page,
  }) => {
    const studio = new StudioPage(page);
    const experiment = experimentWith(cell);
    const expected = expectedOf(experiment);
    await studio.open(await addressOf(experiment, carried(expected)));
    const list = page.getByRole('region', { name: /roads of the gradient/ });
    const { states } = expected.trace.model.cell;
    const groups = list.locator('.road-group');
    await expect(groups).toHaveCount(states.length);
    for (const [i, state] of states.entries()) {
      const parts = roadParts(expected.trace, state, 1);
      for (const { road, norm } of parts) {
        const item = groups.nth(i).locator(`[data-road="${road.number}"]`);
        const isBack = road.edge.from.at === 'before';
        await expect(item).toContainText(isBack ? formatNumber(norm) : 'not computed yet');
        if (isBack) {
          await expect(page.locator(`.circuit .badge[data-road="${road.number}"]`)).toBeVisible();
        }
      }
      const whole = expected.numbers(`carried:${state}@1`, expected.beats.length);
      const carriedVector = expected.trace.carried[state]?.slice(0, whole?.length) ?? [];
      await expect(groups.nth(i).locator('.road-whole')).toContainText(
        formatNumber(Math.hypot(...carriedVector)),
      );
      const shares = await groups.nth(i).locator('.road').allTextContents();
      const percents = shares.flatMap((text) => {
        const match = /\((−?)([\d.]+)\s%\)/.exec(text);
        if (!match) return [];
        return [Number(match[2]) * (match[1] === '' ? 1 : -1)];
      });
      const total = percents.reduce((sum, share) => sum + share, 0);
      expect(Math.abs(total - 100)).toBeLessThan(0.05 * percents.length + 1e-6);
    }
  });

  test(`${cell}: by keyboard alone, and without barriers`, async ({ page }) => {
    const studio = new StudioPage(page);
    const experiment = experimentWith(cell);
    await studio.open(await addressOf(experiment, carried(expectedOf(experiment))));
    const circuit = page.getByRole('group', { name: 'Inside the cell at t = 2' });
    const input = circuit.locator('[data-quantity="x@2"][role="button"]');
    await page.getByRole('button', { name: 'Look into the next step, t = 3' }).focus();
    await page.keyboard.press('Tab');
    // A wide picture scrolls, and then takes a stop of its own.
    if (!(await input.evaluate((node) => node === document.activeElement))) {
      await page.keyboard.press('Tab');
    }
    await expect(input).toBeFocused();
    const visited = new Set<string>();
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowRight', 'ArrowRight', 'ArrowRight']) {
      await page.keyboard.press(key);
      visited.add(
        await page.evaluate(() => document.activeElement?.getAttribute('data-node') ?? ''),
      );
    }
    expect(visited.size).toBeGreaterThan(3);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'What is this?' })).toBeVisible();
    await page.getByRole('button', { name: 'Look into the step before, t = 1' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('group', { name: 'Inside the cell at t = 1' })).toBeVisible();
    expect(await seriousFindings(page)).toEqual([]);
  });
}

test('what is pointed at inside the cell lights up everywhere', async ({ page }) => {
  const studio = new StudioPage(page);
  const experiment = experimentWith('lstm');
  await studio.open(await addressOf(experiment, carried(expectedOf(experiment))));
  await page.locator('.circuit .weight-mark.matrix[data-quantity="W_hf"]').hover();
  await expect(page.locator('.weight[data-quantity="W_hf"]')).toHaveAttribute('data-lit');
  await page.locator('.roads [data-road="1"]').hover();
  await expect(page.locator('.circuit .badge[data-road="1"]')).toHaveAttribute('data-lit');
  // A road over a matrix lights alone, and the matrix with it.
  await page.locator('.roads [data-road="3"]').hover();
  await expect(page.locator('.circuit .badge[data-road="3"]')).toHaveAttribute('data-lit');
  await expect(page.locator('.circuit .badge[data-road="2"]')).not.toHaveAttribute('data-lit');
  await expect(page.locator('.weight[data-quantity="W_hi"]')).toHaveAttribute('data-lit');
});

for (const [width, height] of [
  [1440, 900],
  [1280, 720],
  [768, 1024],
  [390, 844],
] as const) {
  test(`at ${width} × ${height} the picture scrolls inside itself only`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const studio = new StudioPage(page);
    const experiment = experimentWith('lstm');
    await studio.open(await addressOf(experiment, carried(expectedOf(experiment))));
    await expect(page.locator('.circuit')).toBeVisible();
    const overflow = await page.evaluate(() => {
      const scroller = document.querySelector('.scroller');
      const root = document.documentElement;
      return [
        root.scrollWidth - root.clientWidth,
        (scroller?.scrollWidth ?? 0) - (scroller?.clientWidth ?? 0),
      ];
    });
    expect(overflow).toEqual([0, 0]);
    // All of it can be reached.
    const [drawn, reached] = await page.locator('.inside-scroller').evaluate((frame) => {
      const circuit = frame.querySelector('.circuit');
      return [Number(circuit?.getAttribute('width')), frame.scrollWidth];
    });
    expect(reached).toBeGreaterThanOrEqual(drawn ?? 0);
  });
}

for (const cell of ['rnn', 'lstm', 'gru']) {
  test(`${cell}: the picture stays where it is from beat to beat and from column to column`, async ({
    page,
  }) => {
    // Where there is room for the whole cell; where there is not, the picture scrolls to what the beat is about.
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const studio = new StudioPage(page);
    const experiment = experimentWith(cell);
    await studio.open(await addressOf(experiment, carried(expectedOf(experiment)) - 5));
    const frame = page.locator('.circuit .cell-frame');
    const places = new Set<string>();
    for (let i = 0; i < 10; i++) {
      places.add(JSON.stringify(await frame.boundingBox()));
      await studio.step.press('ArrowRight');
    }
    await expect(page.getByRole('group', { name: 'Inside the cell at t = 1' })).toBeVisible();
    expect([...places]).toHaveLength(1);
  });
}
