// Long runs in the page: how soon a step is painted, when the run is there, and how long the page is busy in one go.

import type { Browser, Page } from '@playwright/test';
import { busyTasks } from '../main-thread.ts';
import { longExperiment } from './long-experiment.ts';
import { openTab, type ServedPage } from './served-page.ts';

declare global {
  interface Window {
    /** By stopwatch.js: milliseconds from the choice of a file until its first steps are painted, and its end. */
    readonly opened: { readonly shown?: number; readonly ended?: number };
    stepsCome(): void;
    runEnded(): void;
  }
}

/** T and H. */
const sizes = [
  [500, 64],
  [1000, 64],
  [2000, 64],
  [2000, 128],
] as const;
/** A longer task is felt, in milliseconds. */
const felt = 50;

const ms = (value: number): string => `${value.toFixed(0)} ms`.padStart(8);

export async function longRuns(browser: Browser, { address }: ServedPage): Promise<void> {
  console.log(`\nLong runs in the page; a task's time is that of the processor`);
  console.log('                      first    whole | longest task while');
  console.log(
    `                    painted  painted |  opening   at ends   stepping  scrubbing  over ${felt} ms  elements`,
  );
  for (const cell of ['rnn', 'lstm', 'gru']) {
    const rows: (readonly number[])[] = [];
    for (const [steps, hidden] of sizes) {
      const row = await measured(browser, address, longExperiment(steps, hidden, cell));
      rows.push(row);
      const [shown = 0, ended = 0, ...more] = row;
      const tasks = more.slice(0, -2).map((task) => ms(task).padStart(9));
      const counts = more.slice(-2).map((count) => String(count).padStart(10));
      const name = `  ${cell.padEnd(5)}T=${String(steps).padEnd(5)} H=${String(hidden).padEnd(4)}`;
      console.log(`${name}${ms(shown)} ${ms(ended)} |${tasks.join(' ')} ${counts.join(' ')}`);
    }
    const growth = rows[0]?.map((first, i) => `× ${((rows[2]?.[i] ?? 0) / first).toFixed(1)}`);
    console.log(`  4 × T              ${growth?.slice(0, -2).join('   ') ?? ''}`);
  }
}

/** First painted, whole painted; longest task while opening, going to the ends, stepping, scrubbing; tasks that are felt; elements. */
async function measured(
  browser: Browser,
  address: string,
  text: string,
): Promise<readonly number[]> {
  const page = await openTab(browser);
  await page.goto(`${address}#v=1&beat=4`);
  await page.locator('.graph').waitFor();
  let over = 0;
  const longest = async (work: () => Promise<void>): Promise<number> => {
    const tasks = await busyTasks(browser, page, async () => {
      await work();
      await page.waitForTimeout(300);
    });
    over += tasks.filter(({ processor }) => processor > felt).length;
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
  return [shown, ended, opening, ends, stepping, scrubbing, over, elements];
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

/** From the end to the start of the backward pass and into the forward pass: presses on the line, as a reader makes them. */
async function scrubbed(page: Page): Promise<void> {
  const line = await page.locator('.scrubber-range').boundingBox();
  if (line === null) throw new Error('no timeline');
  for (const share of [0.95, 0.9, 0.8, 0.7, 0.6, 0.4, 0.2]) {
    await page.mouse.click(line.x + share * line.width, line.y + line.height / 2);
    await page.waitForTimeout(100);
  }
}
