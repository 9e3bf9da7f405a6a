// The lens on vanishing and exploding gradients: its word, its numbers and its slider, on every cell.

import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { pack } from '../../app/frame/packing.ts';
import { formatPower } from '../../src/base/format.ts';
import type { Experiment } from '../../src/config/experiment.ts';
import { writeExperiment } from '../../src/config/write-experiment.ts';
import { runSequence } from '../../src/engine/run.ts';
import type { MapName } from '../../src/model/declaration.ts';
import { withSpectralRadius } from '../../src/store/edits/parameters.ts';
import { decayOf } from '../../src/trace/derived/decay.ts';
import { stateProducts } from '../../src/trace/derived/state-products.ts';
import { expect, test } from '../fixtures.ts';
import { StudioPage } from './studio-page.ts';

const steps = 8;

/** Eight steps with a loss at the last one and one in the middle. */
function experimentOf(cell: string, hiddenSize: number, activation?: MapName): Experiment {
  const inputs = Array.from({ length: steps }, (_, t) => [((t * 3) % 5) / 4 - 0.5, (t % 3) / 2]);
  const targets = inputs.map((_, t) => (t === steps - 1 || t === 4 ? 1 : null));
  return {
    title: 'way back',
    model: {
      cell,
      ...(activation ? { activation } : {}),
      inputSize: 2,
      hiddenSize,
      outputSize: 1,
      bias: true,
      head: 'sigmoid',
      lossReduction: 'sum',
    },
    initialization: { scheme: 'xavier-uniform', seed: 4, gain: 1 },
    data: { sequences: [{ inputs, targets }] },
    training: {
      optimizer: { kind: 'sgd', learningRate: 0.1, momentum: 0 },
      clip: null,
      truncation: null,
      batchSize: 1,
      epochs: 1,
    },
  };
}

class TimeLensPage extends StudioPage {
  readonly lens: Locator;
  readonly badge: Locator;
  readonly chart: Locator;
  readonly slider: Locator;
  readonly exact: Locator;

  constructor(page: Page) {
    super(page);
    this.lens = page.getByRole('region', { name: 'The way back through time' });
    this.badge = this.lens.locator('.time-badge');
    this.chart = this.lens.getByRole('slider', { name: /^How much of a gradient/ });
    this.slider = this.lens.getByRole('slider', { name: /^Rescale every recurrent matrix/ });
    this.exact = this.lens.getByRole('spinbutton', { name: 'Spectral radius, exactly' });
  }

  async openWith(experiment: Experiment): Promise<void> {
    await this.open(`./#v=1&x=${await pack(writeExperiment(experiment))}&beat=60&lens=time`);
    await expect(this.chart).toBeVisible();
  }

  /** The norms of the table, from τ back. */
  async norms(): Promise<string[]> {
    const table = this.lens.getByRole('table', { name: /^How much of a gradient/ });
    if (!(await table.isVisible())) await this.lens.getByText('All steps as a table').click();
    return table.locator('tbody tr').locator('td:nth-of-type(1)').allTextContents();
  }
}

/** The word for the whole way back. */
function wordOf(experiment: Experiment): RegExp {
  const decay = decayOf(stateProducts(runSequence(experiment, 1), steps));
  return new RegExp(`^${decay?.verdict}$`, 'i');
}

function normsOf(experiment: Experiment, last = steps): string[] {
  const { decays } = stateProducts(runSequence(experiment, 1), last);
  return Array.from(decays[0]?.norms ?? [], (norm) => formatPower(norm)).reverse();
}

for (const activation of ['identity', 'tanh'] as const) {
  test(`${activation}: the word follows the slider, and the numbers are the run's products`, async ({
    page,
  }) => {
    const studio = new TimeLensPage(page);
    const experiment = experimentOf('rnn', 3, activation);
    await studio.openWith(experiment);
    await expect.poll(() => studio.norms()).toEqual(normsOf(experiment));

    await studio.slider.fill('0.3');
    await expect(studio.badge).toHaveText('Vanishing');
    await expect.poll(() => studio.norms()).toEqual(normsOf(withSpectralRadius(experiment, 0.3)));
    await studio.slider.fill('1.8');
    await expect(studio.badge).toHaveText(wordOf(withSpectralRadius(experiment, 1.8)));
    if (activation === 'identity') await expect(studio.badge).toHaveText(/Growing|Exploding/);
    await expect.poll(() => studio.norms()).toEqual(normsOf(withSpectralRadius(experiment, 1.8)));
    await expect(studio.exact).toHaveValue('1.8');
    expect(await studio.finished()).toBe(60);

    await studio.lens.getByLabel('Loss at').selectOption('t = 5');
    const from5 = normsOf(withSpectralRadius(experiment, 1.8), 5);
    await expect.poll(() => studio.norms()).toEqual(from5);

    // A drag is one step of undo.
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => studio.norms()).toEqual(normsOf(experiment, 5));
  });
}

test('nothing is said of what is not computed yet, but for what the weights alone promise', async ({
  page,
}) => {
  const studio = new TimeLensPage(page);
  await studio.open('./#v=1&preset=sentiment&lens=time');
  await expect(studio.badge).toHaveText('Not computed yet');
  await expect(studio.chart).toHaveAttribute('aria-valuetext', /not computed yet/);
  await expect(studio.lens.locator('.time-line path')).toHaveCount(1);
  expect(new Set(await studio.norms())).toEqual(new Set(['not computed yet']));
  await expect(studio.lens.getByText('power of the spectral radius: no bound')).toBeVisible();
  await studio.lens.getByRole('button', { name: 'Go there' }).click();
  // Over two steps much is left, whatever the rate: that is told, and how far the rate would lead.
  await expect(studio.badge).toHaveText(/Shrinking|Steady|Growing/);
  await expect(studio.lens.locator('.time-why')).toContainText(
    /over 2 steps, \S+ a step; at this rate/,
  );
  await expect(studio.sentence).toContainText('h');
});

test('by keyboard alone', async ({ page }) => {
  const studio = new TimeLensPage(page);
  await studio.open('./#v=1&preset=sentiment&beat=20');
  const paths = page.getByRole('radio', { name: 'Paths' });
  for (let i = 0; i < 80; i++) {
    await page.keyboard.press('Tab');
    if (await paths.evaluate((radio) => radio === document.activeElement)) break;
  }
  await page.keyboard.press('ArrowRight');
  await expect(studio.chart).toBeVisible();

  await page.keyboard.press('Tab');
  await expect(studio.chart).toBeFocused();
  await expect(studio.chart).toHaveAttribute('aria-valuenow', '1');
  await page.keyboard.press('ArrowRight');
  await expect(studio.chart).toHaveAttribute('aria-valuenow', '2');
  await expect(page.locator('.graph-panel [data-lit], svg [data-lit]').first()).toBeAttached();
  await page.keyboard.press('Home');
  await expect(studio.chart).toHaveAttribute('aria-valuenow', '1');

  for (let i = 0; i < 4; i++) {
    if (await studio.slider.evaluate((input) => input === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(studio.slider).toBeFocused();
  await page.keyboard.press('Home');
  await expect(studio.exact).toHaveValue('0.1');
  await page.keyboard.press('ArrowRight');
  await expect(studio.exact).toHaveValue('0.15');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowUp');
  await expect(studio.exact).toHaveValue('0.2');
  expect(await studio.finished()).toBe(20);
});

for (const [cell, hiddenSize] of [
  ['rnn', 12],
  ['lstm', 3],
  ['gru', 3],
] as const) {
  test(`${cell} with ${hiddenSize} units: shown at every width, and nothing for axe to find`, async ({
    page,
  }) => {
    const studio = new TimeLensPage(page);
    const experiment = experimentOf(cell, hiddenSize);
    await studio.openWith(experiment);
    await studio.last.click();
    await expect(studio.badge).toHaveText(wordOf(experiment));
    await expect.poll(() => studio.norms()).toEqual(normsOf(experiment));
    await studio.slider.fill('2');
    await expect.poll(() => studio.norms()).toEqual(normsOf(withSpectralRadius(experiment, 2)));
    const { violations } = await new AxeBuilder({ page }).include('.time').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      const overflow = () =>
        page.evaluate(() =>
          ['html', 'main', '.time'].map((name) => {
            const part = document.querySelector(name);
            return (part?.scrollWidth ?? 0) - (part?.clientWidth ?? 0);
          }),
        );
      // The chart is drawn for its new width in the next frame.
      await expect.poll(overflow).toEqual([0, 0, 0]);
    }
  });
}
