// Presses keys as a reader does, and times each from the event to the painted frame.

import type { Page } from '@playwright/test';
import { median, quantile } from './statistics.ts';
import type { Timing } from './stopwatch.js';

/** One kind of key press, again and again. */
export interface Exercise {
  /** The element whose text or value changes with the new numbers. */
  readonly shows: string;
  /** Pressed in turns, so that the page comes back to where it was. */
  readonly keys: readonly [string, string];
  /** Milliseconds of rest between two presses. */
  readonly rest: number;
  readonly presses: number;
}

/** A weight a tenth up and a tenth down, in its field in the inspector. */
export const edit: Exercise = {
  shows: '.inspector [role=spinbutton]',
  keys: ['Shift+ArrowUp', 'Shift+ArrowDown'],
  rest: 40,
  presses: 60,
};

/** A beat back and a beat forward. The rest is longer than the motion by which a beat comes in. */
export const step: Exercise = {
  shows: '.transport-count',
  keys: ['ArrowLeft', 'ArrowRight'],
  rest: 360,
  presses: 24,
};

const warmUp = 8;

declare global {
  interface Window {
    timeNextKey(selector: string): Promise<Timing>;
  }
}

/** Timings after warming up. Throws where the picture stays the same: then nothing would be measured. */
export async function exercised(page: Page, exercise: Exercise): Promise<readonly Timing[]> {
  const timings: Timing[] = [];
  const before = await picture(page);
  for (let i = 0; i < warmUp + exercise.presses; i++) {
    const timing = page.evaluate((shows) => window.timeNextKey(shows), exercise.shows);
    // The stopwatch stands ready before the key goes down: calls are answered in order.
    await page.evaluate(() => {});
    await page.keyboard.press(exercise.keys[i % 2 === 0 ? 0 : 1]);
    if (i >= warmUp) timings.push(await timing);
    else await timing;
    if (i === 0 && (await picture(page)) === before) throw new Error('the picture stays the same');
    // Not in step with the display.
    await page.waitForTimeout(exercise.rest + ((i * 7) % 17));
  }
  return timings;
}

function picture(page: Page): Promise<string> {
  return page.evaluate(() => document.querySelector('.picture')?.innerHTML ?? '');
}

export interface Spread {
  readonly median: number;
  readonly p95: number;
}

/** What a list of timings comes to, in milliseconds. */
export interface Split {
  /** From the event to the end of painting on the main thread: the frame is then on its way to the screen. */
  readonly painted: Spread;
  /** The same without the wait for the display's next frame, which is no work of ours. */
  readonly work: Spread;
  /** Browser, listeners and store, until the engine is asked; for a step, nothing. */
  readonly asking: Spread;
  /** There and back, computing included. */
  readonly worker: Spread;
  /** Store, React and the drawing of formulas, with the layouts that these ask for. */
  readonly script: Spread;
  /** Style, layout and paint of the frame. */
  readonly frame: Spread;
}

export function splitOf(timings: readonly Timing[]): Split {
  const spread = (duration: (timing: Timing) => number): Spread => {
    const values = timings.map(duration);
    return { median: median(values), p95: quantile(values, 0.95) };
  };
  return {
    painted: spread((t) => t.painted - t.event),
    work: spread((t) => t.painted - t.frame + t.committed - t.event),
    asking: spread((t) => (t.asked ?? t.event) - t.event),
    worker: spread((t) => (t.answered ?? t.event) - (t.asked ?? t.event)),
    script: spread((t) => t.committed - (t.answered ?? t.event)),
    frame: spread((t) => t.painted - t.frame),
  };
}
