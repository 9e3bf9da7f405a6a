// Long runs in the page: how soon a step is painted, when the run is there, and how long the page is busy in one go.

import type { Browser, Page } from '@playwright/test';
import { busyTasks } from '../main-thread.ts';
import { longExperiment } from './long-experiment.ts';
import { openTab, type ServedPage } from './served-page.ts';

declare global {
  interface Window {
    /** By stopwatch.js: milliseconds from the choice of a file until its first steps are painted, and its end. */
    readonly opened: { readonly shown?: number; readonly ended?: number };
    runEnded(): void;
  }
}

const lengths = [500, 1000, 2000];
const hidden = 64;

const ms = (value: number): string => `${value.toFixed(0)} ms`.padStart(8);

export async function longRuns(browser: Browser, { address }: ServedPage): Promise<void> {
  console.log(`\nLong runs in the page, H = ${hidden}; a task's time is that of the processor`);
  console.log('                 first    whole | longest task while');
  console.log(
    '               painted  painted |  opening   at ends   stepping  scrubbing  elements',
  );
  for (const cell of ['rnn', 'lstm', 'gru']) {
    const rows: (readonly number[])[] = [];
    for (const steps of lengths) {
      const row = await measured(browser, address, longExperiment(steps, hidden, cell));
      rows.push(row);
      const [shown = 0, ended = 0, ...more] = row;
      const tasks = more.slice(0, -1).map((task) => ms(task).padStart(9));
      const count = String(more.at(-1) ?? 0).padStart(9);
      const name = `  ${cell.padEnd(5)}T=${String(steps).padEnd(6)}`;
      console.log(`${name}${ms(shown)} ${ms(ended)} |${tasks.join(' ')} ${count}`);
    }
    const growth = rows[0]?.map((first, i) => `× ${((rows.at(-1)?.[i] ?? 0) / first).toFixed(1)}`);
    console.log(`  4 × T         ${growth?.join('   ') ?? ''}`);
  }
}

/** First painted, whole painted; longest task while opening, going to the ends, stepping, scrubbing; elements. */
async function measured(
  browser: Browser,
  address: string,
  text: string,
): Promise<readonly number[]> {
  const page = await openTab(browser);
  await page.goto(`${address}#v=1&beat=4`);
  await page.locator('.graph').waitFor();
  const longest = async (work: () => Promise<void>): Promise<number> => {
    const tasks = await busyTasks(browser, page, async () => {
      await work();
      await page.waitForTimeout(300);
    });
    return tasks[0]?.processor ?? 0;
  };
  const opening = await longest(() => opened(page, text));
  const { shown = Number.NaN, ended = Number.NaN } = await page.evaluate(() => window.opened);
  const ends = await longest(async () => {
    for (const key of ['End', 'Home', 'End']) await page.keyboard.press(key, { delay: 200 });
  });
  const stepping = await longest(() => stepped(page));
  const scrubbing = await longest(() => scrubbed(page));
  const elements = await page.locator('*').count();
  await page.context().close();
  return [shown, ended, opening, ends, stepping, scrubbing, elements];
}

async function opened(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'File', exact: true }).click();
  await page.getByRole('button', { name: 'Open an experiment' }).click();
  const file = { name: 'long.json', mimeType: 'application/json', buffer: Buffer.from(text) };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.waitForFunction(() => (window.opened.ended ?? Number.NaN) > 0);
}

async function stepped(page: Page): Promise<void> {
  for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowLeft', { delay: 60 });
}

/** From the end to the start of the backward pass and into the forward pass. */
async function scrubbed(page: Page): Promise<void> {
  const timeline = page.getByRole('slider', { name: 'Timeline' });
  const beats = Number(await timeline.getAttribute('max'));
  for (const share of [0.95, 0.9, 0.8, 0.7, 0.6, 0.4, 0.2]) {
    await timeline.fill(String(Math.round(share * beats)));
    await page.waitForTimeout(100);
  }
}
