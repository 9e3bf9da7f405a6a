// The net unit by unit: every unit and edge is there with the numbers of the run, and can be reached and chosen.

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { pack } from '../../app/frame/packing.ts';
import { present } from '../../src/base/exhaustive.ts';
import { formatNumber } from '../../src/base/format.ts';
import type { Experiment } from '../../src/config/experiment.ts';
import { presets } from '../../src/config/presets.ts';
import { writeExperiment } from '../../src/config/write-experiment.ts';
import { unitChains } from '../../src/trace/derived/unit-chains.ts';
import { expect, test } from '../fixtures.ts';
import { type Expected, expectedOf } from './expected.ts';
import { StudioPage } from './studio-page.ts';

const sentiment = present(presets[0], 'the first preset').experiment;

/** The first example with another cell. */
function experimentWith(cell: string): Experiment {
  const { activation: _, ...model } = sentiment.model;
  return { ...sentiment, model: { ...model, cell, ...(cell === 'rnn' ? sentiment.model : {}) } };
}

async function addressOf(experiment: Experiment, position: number): Promise<string> {
  const word = await pack(writeExperiment(experiment));
  return `./#v=1&depth=units&beat=${position + 1}&x=${word}`;
}

/** The beat that carries the gradient back from a step. */
function carryAt({ beats }: Expected, step: number): number {
  return beats.findLastIndex(({ operation, t }) => operation.kind === 'carry' && t === step);
}

/** How many edges a step has between its states, and with its input while that is known; 3 units each. */
const stateEdges: Readonly<Record<string, number>> = { rnn: 9, lstm: 9 + 9 + 3 + 3, gru: 9 };
const inputEdges: Readonly<Record<string, number>> = { rnn: 9, lstm: 6, gru: 3 };

function picture(page: Page) {
  return page.getByRole('group', { name: 'The net unit by unit' });
}

for (const cell of ['rnn', 'lstm', 'gru']) {
  test(`${cell}: every unit and edge, with the numbers of the run as far as they are known`, async ({
    page,
  }) => {
    const experiment = experimentWith(cell);
    const expected = expectedOf(experiment);
    const { trace, beats } = expected;
    const position = carryAt(expected, 3);
    const studio = new StudioPage(page);
    await studio.open(await addressOf(experiment, position));
    const svg = picture(page);
    const states = trace.model.cell.states;
    await expect(svg.locator('.unit')).toHaveCount(4 * states.length * 3 + 3 * 3 + 1);
    await expect(svg.locator('[data-edge]')).toHaveCount(
      3 * ((stateEdges[cell] ?? 0) + (inputEdges[cell] ?? 0)) + 3,
    );
    await expectLabels(page, expected, position);
    const flowing = svg.locator('.unit-edge.backward');
    await expect(flowing).toHaveCount((stateEdges[cell] ?? 0) + 3);

    await page.keyboard.press('End');
    await expect(page.getByRole('radio', { name: 'Single units' })).toBeChecked();
    await expectLabels(page, expected, beats.length - 1);
    await expect(flowing).toHaveCount(2 * (stateEdges[cell] ?? 0) + 3);
    await page.keyboard.press('Home');
    await expectLabels(page, expected, -1);
    await expect(flowing).toHaveCount(0);
  });
}

/** Every unit of a state says its value, and its gradient once there is one. */
async function expectLabels(page: Page, expected: Expected, position: number): Promise<void> {
  const { trace } = expected;
  const wanted: string[] = [];
  for (let t = 1; t <= trace.steps; t++) {
    for (const state of trace.model.cell.states) {
      const values = expected.numbers(`${state}@${t}`, position);
      const gradients = expected.numbers(`dL/d${state}@${t}`, position);
      for (let unit = 1; unit <= 3; unit++) {
        const value = values?.[unit - 1] ?? 'not computed yet';
        const gradient = gradients ? `, gradient ${gradients[unit - 1]}` : '';
        wanted.push(`${state}@${t}[${unit}] ${value}${gradient}`);
      }
    }
  }
  const said = () =>
    picture(page)
      .locator('.unit')
      .evaluateAll((units) =>
        units.map((unit) => {
          const [, text = ''] = /^[^:]+: (.*)$/.exec(unit.getAttribute('aria-label') ?? '') ?? [];
          return `${unit.getAttribute('data-quantity')} ${text}`;
        }),
      );
  const missing = async (): Promise<readonly string[]> => {
    const there = await said();
    return wanted.filter((text) => !there.includes(text));
  };
  await expect.poll(missing).toEqual([]);
}

test('an edge that is a weight chooses it, and says in numbers what flows over it', async ({
  page,
}) => {
  const expected = expectedOf(sentiment);
  const studio = new StudioPage(page);
  await studio.open(await addressOf(sentiment, carryAt(expected, 2)));
  const edge = page.locator('[data-edge="h@1[3]>h@2[2]"]');
  await edge.dispatchEvent('pointerover', { bubbles: true });
  const { trace } = expected;
  const weight = present(trace.parameters[place('W_hh', 2, 3)], 'the weight');
  await expect(page.locator('.units-reading')).toContainText(`= ${formatNumber(weight)}`);
  await edge.dispatchEvent('click');
  await expect(page.getByRole('region', { name: 'What is this?' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(studio.paths.getByLabel('row')).toHaveValue('2');
  await expect(studio.paths.getByLabel('column')).toHaveValue('3');

  function place(parameter: string, row: number, column: number): number {
    const shape = present(
      trace.model.parameters.find(({ name }) => name === parameter),
      parameter,
    );
    return shape.offset + (row - 1) * shape.columns + column - 1;
  }
});

test('the strongest chains come with the backward pass; one in front is spelt out', async ({
  page,
}) => {
  const experiment = experimentWith('lstm');
  const { trace, beats } = expectedOf(experiment);
  const chains = page.locator('.units-chain');
  const studio = new StudioPage(page);
  await studio.open(await addressOf(experiment, 5));
  await expect(page.locator('.units-chains-title')).toContainText('backward pass');
  await expect(chains).toHaveCount(0);
  await page.keyboard.press('End');
  const parameter = present(
    trace.model.parameters.find(({ source }) => source?.at === 'before'),
    'a recurrent matrix',
  );
  const { top, count } = unitChains(trace, parameter.name, 1, 1, 5);
  const wanted = top.filter(({ contribution }) => contribution !== 0);
  await expect(chains).toHaveText(wanted.map(({ contribution }) => formatNumber(contribution)));
  await expect(page.locator('.units-chains-title')).toContainText(`strongest of ${count} chains`);
  await expect(page.locator('.unit-chain')).toHaveCount(wanted.length);
  await chains.nth(1).focus();
  await expect(page.locator('.unit-chain.front')).toHaveCount(1);
  await expect(page.locator('.units-reading')).toContainText('×');
  await expect(page.locator('.units-reading')).toContainText(
    `= ${formatNumber(present(wanted[1], 'a chain').contribution)}`,
  );
  expect(await studio.finished()).toBe(beats.length);
});

test('by keyboard alone: along time, through the units, onto an edge, and its weight chosen', async ({
  page,
}) => {
  const expected = expectedOf(sentiment);
  const studio = new StudioPage(page);
  const position = carryAt(expected, 3);
  await studio.open(await addressOf(sentiment, position));
  await picture(page).locator('[tabindex="0"]').focus();
  const focused = (name: string) =>
    page.evaluate((attribute) => document.activeElement?.getAttribute(attribute), name);
  const unit = () => focused('data-quantity');
  expect(await unit()).toBe('h@0[3]');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  expect(await unit()).toBe('h@2[3]');
  await page.keyboard.press('ArrowUp');
  expect(await unit()).toBe('h@2[2]');
  await page.keyboard.press('Shift+ArrowLeft');
  expect(await focused('data-edge')).toContain('>h@2[2]');
  await page.keyboard.press('ArrowDown');
  const edge = present(await focused('data-weight'), 'a weight').split(' ');
  await page.keyboard.press('ArrowRight');
  expect(await unit()).toBe('h@2[2]');
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'What is this?' })).toBeVisible();
  expect(await studio.finished()).toBe(position + 1);
  await page.keyboard.press('Escape');
  await expect(studio.paths.getByLabel('row')).toHaveValue(edge[1] ?? '');
  await expect(studio.paths.getByLabel('column')).toHaveValue(edge[2] ?? '');
});

for (const [cell, hiddenSize, colorScheme] of [
  ['rnn', 3, 'light'],
  ['lstm', 3, 'dark'],
  ['gru', 40, 'light'],
] as const) {
  test(`${cell} with ${hiddenSize} units: nothing for axe to find, nothing scrolls the page sideways`, async ({
    page,
  }) => {
    const experiment = experimentWith(cell);
    const wide: Experiment = {
      ...experiment,
      model: { ...experiment.model, hiddenSize },
    };
    const expected = expectedOf(wide);
    const studio = new StudioPage(page);
    await studio.open(await addressOf(wide, carryAt(expected, 3)));
    await expect(picture(page)).toBeVisible();
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).include('.units').analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(over).toBeLessThanOrEqual(0);
  });
}
