// npm run bench:page: how long an edit takes until it is painted, where that time goes, and the first visit.
// A measurement, never a test: the numbers are this machine's, at its present load.

import { loadavg } from 'node:os';
import type { Browser } from '@playwright/test';
import { present } from '../../src/base/exhaustive.ts';
import { type Preset, presets } from '../../src/config/presets.ts';
import { buildModel } from '../../src/model/model.ts';
import { buildBeats } from '../../src/playback/build-beats.ts';
import { type Download, downloads, scriptBar, scriptsBeforeKatex } from '../first-visit.ts';
import { timeToUsable } from './first-load.ts';
import { edit, exercised, type Split, type Spread, splitOf, step } from './key-presses.ts';
import { longRuns } from './long-runs.ts';
import { played } from './playing.ts';
import { profiled } from './profile.ts';
import { chromiumFlags, openTab, type ServedPage, servePage, startBrowser } from './served-page.ts';

/** Milliseconds from an edit to the painted picture: the median has to stay within. */
const bars: Readonly<Record<string, number>> = { sentiment: 16, tutorial: 50 };

const ms = (value: number): string => `${value.toFixed(1)} ms`.padStart(9);
const spread = ({ median, p95 }: Spread): string => `${ms(median)} ${ms(p95)}`;

/** The beat in the middle of the backward pass, and the last one; both from 1. */
function positionsOf({ experiment }: Preset): readonly [middle: number, end: number] {
  const beats = buildBeats(experiment, buildModel(experiment.model), 1);
  const backward = beats.filter((beat) => beat.phase === 'backward');
  const middle = present(backward[backward.length >> 1], 'a backward beat');
  return [middle.index + 1, beats.length];
}

/** A tab at a beat, with one recurrent weight selected and its field in focus. */
async function openAt(browser: Browser, served: ServedPage, preset: string, beat: number) {
  const page = await openTab(browser);
  await page.goto(`${served.address}#v=1&preset=${preset}&beat=${beat}&select=W_hh[1,2]`);
  await page.locator(edit.shows).waitFor();
  await page.locator('.formula .katex').first().waitFor();
  await page.waitForTimeout(500);
  await page.locator(edit.shows).focus();
  return page;
}

function print(name: string, split: Split, bar?: number): void {
  const verdict = bar === undefined ? '' : split.painted.median <= bar ? ' within' : ' OVER';
  const parts = [split.asking, split.worker, split.script, split.frame].map((s) => ms(s.median));
  const row = `${name.padEnd(28)}${spread(split.painted)} |${ms(split.work.median)} |${parts.join('')}`;
  console.log(bar === undefined ? row : `${row} |${verdict} ${bar} ms`);
}

async function edits(browser: Browser, served: ServedPage): Promise<void> {
  console.log('\nFrom a key press to the painted frame');
  console.log(
    `${''.padEnd(28)}   median       p95 | without    |   until   worker   script    frame\n` +
      `${''.padEnd(28)}                    | waiting    |  asked`,
  );
  for (const preset of presets) {
    for (const beat of positionsOf(preset)) {
      const page = await openAt(browser, served, preset.id, beat);
      print(`${preset.id} edit @${beat}`, splitOf(await exercised(page, edit)), bars[preset.id]);
      // With a field in focus, the arrow keys are the field's.
      await page.locator(edit.shows).blur();
      print(`${preset.id} step @${beat}`, splitOf(await exercised(page, step)));
      await page.context().close();
    }
  }
}

async function profiles(browser: Browser, served: ServedPage): Promise<void> {
  for (const id of ['sentiment', 'tutorial']) {
    const preset = present(
      presets.find((p) => p.id === id),
      id,
    );
    const page = await openAt(browser, served, id, positionsOf(preset)[0]);
    let count = 0;
    const times = await profiled(page, served.folder, async () => {
      count = (await exercised(page, edit)).length;
    });
    console.log(
      `\nMain thread for one edit of ${id} (sampled; rests, warming up and checks included)`,
    );
    const rows = [...times].filter(([place]) => place !== '(idle)').sort((a, b) => b[1] - a[1]);
    for (const [place, time] of rows.slice(0, 14)) console.log(`${ms(time / count)}  ${place}`);
    await page.context().close();
  }
}

/** After the first formula, for all that is fetched ahead; milliseconds. */
const fetchingAhead = 8000;

async function firstVisit(browser: Browser, served: ServedPage): Promise<void> {
  const visit = async (ahead: boolean): Promise<readonly Download[]> => {
    const page = await openTab(browser);
    const rest = ahead ? () => page.waitForTimeout(fetchingAhead) : undefined;
    const files = await downloads(page, `${served.address}#v=1&beat=4`, rest);
    await page.context().close();
    return files;
  };
  const files = await visit(false);
  const kb = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
  const all = (of: readonly Download[]): number => of.reduce((sum, { size }) => sum + size, 0);
  console.log('\nFirst visit, gzip');
  for (const { name, size } of files) console.log(`  ${kb(size).padStart(9)}  ${name}`);
  console.log(
    `  scripts before KaTeX, the worker's included: ${kb(scriptsBeforeKatex(files))}, bar ${kb(scriptBar)}`,
  );
  console.log(
    `  everything: ${kb(all(files))}; with what is fetched ahead: ${kb(all(await visit(true)))}`,
  );
  for (const slowdown of [1, 4]) {
    const { usable, formula } = await timeToUsable(browser, served.address, slowdown);
    console.log(`  processor ÷${slowdown}: usable after${ms(usable)}, first formula${ms(formula)}`);
  }
}

async function playing(browser: Browser, served: ServedPage): Promise<void> {
  console.log('\nPlaying');
  for (const { id } of presets) {
    const page = await openAt(browser, served, id, 1);
    for (const speed of ['1', '8']) {
      await page.getByLabel('Speed').selectOption(speed);
      const { rate, p95 } = await played(page, 2500);
      console.log(
        `  ${id} ${speed}×: ${rate.toFixed(1)} frames a second, gaps within${ms(p95)} (95 %)`,
      );
    }
    await page.context().close();
  }
}

async function main(): Promise<void> {
  const served = await servePage();
  const browser = await startBrowser();
  const load = (): string => loadavg()[0]?.toFixed(1) ?? '';
  console.log(`Chromium ${browser.version()}, headless, ${chromiumFlags.join(' ')}`);
  console.log(`Load of the machine at the start ${load()}`);
  await edits(browser, served);
  await profiles(browser, served);
  await playing(browser, served);
  await firstVisit(browser, served);
  await longRuns(browser, served);
  console.log(`\nLoad of the machine at the end ${load()}`);
  await browser.close();
  process.exit();
}

void main();
