// How long the page's main thread is busy in one go, as Chromium's own trace tells.

import type { Browser, Page } from '@playwright/test';

export interface BusyTask {
  /** Milliseconds on the clock, waiting for a loaded machine included. */
  readonly wall: number;
  /** Milliseconds of processor time: what the task itself takes. */
  readonly processor: number;
  /** Not the page's own, but work of a known size (see `measureOut`). */
  readonly isYardstick: boolean;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly ts: number;
  readonly args?: { readonly name?: string; readonly data?: { readonly type?: string } };
}

/**
 * The tasks of the main thread while `work` goes on, the longest (by processor time) first. Those in which Playwright looks
 * for an element are its own and left out.
 */
export async function busyTasks(
  browser: Browser,
  page: Page,
  work: () => Promise<void>,
): Promise<readonly BusyTask[]> {
  const categories = ['devtools.timeline', 'toplevel', 'blink.user_timing', '__metadata'];
  await browser.startTracing(page, { categories });
  await work();
  const trace = JSON.parse((await browser.stopTracing()).toString()) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  const threadOf = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;
  const main = new Set(
    trace.traceEvents
      .filter((e) => e.name === 'thread_name' && e.args?.name === 'CrRendererMain')
      .map(threadOf),
  );
  const ofMain = trace.traceEvents.filter((e) => e.ph === 'X' && main.has(threadOf(e)));
  const yardsticks = trace.traceEvents.filter(
    (e) => e.name === yardstickMark && main.has(threadOf(e)),
  );
  const ofPlaywright = ofMain.filter((e) => e.args?.data?.type?.startsWith('__playwright'));
  const holds = (task: TraceEvent, { ts }: TraceEvent): boolean =>
    task.ts <= ts && ts <= task.ts + (task.dur ?? 0);
  return ofMain
    .filter((e) => e.name.endsWith('RunTask') && !ofPlaywright.some((own) => holds(e, own)))
    .map((task) => ({
      wall: (task.dur ?? 0) / 1000,
      processor: (task.tdur ?? 0) / 1000,
      isYardstick: yardsticks.some((mark) => holds(task, mark)),
    }))
    .sort((a, b) => b.processor - a.processor);
}

const yardstickMark = 'yardstick';

/**
 * Has the page do a few times what takes any machine as long as a moderate piece of drawing: a thousand marks are made, laid
 * out and taken away, in a task of its own each time. What the page's tasks are measured by, whatever the machine.
 */
export async function measureOut(page: Page): Promise<void> {
  await page.evaluate(async (mark) => {
    const picture = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const draw = (): void => {
      performance.mark(mark);
      document.body.append(picture);
      for (let i = 0; i < 1000; i++) {
        const text = document.createElementNS(picture.namespaceURI, 'text');
        text.textContent = `${i}`;
        picture.append(text);
      }
      picture.getBoundingClientRect();
      picture.replaceChildren();
      picture.remove();
    };
    for (let i = 0; i < 5; i++) {
      await new Promise<void>((resolve) => {
        setTimeout(() => {
          draw();
          resolve();
        });
      });
    }
  }, yardstickMark);
}
