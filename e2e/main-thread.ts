// How long the page's main thread is busy in one go, as Chromium's own trace tells.

import type { Browser, Page } from '@playwright/test';

export interface BusyTask {
  /** Milliseconds on the clock, waiting for a loaded machine included. */
  readonly wall: number;
  /** Milliseconds of processor time: what the task itself takes. */
  readonly processor: number;
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
  await browser.startTracing(page, { categories: ['devtools.timeline', 'toplevel', '__metadata'] });
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
  const ofPlaywright = ofMain.filter((e) => e.args?.data?.type?.startsWith('__playwright'));
  const holds = (task: TraceEvent, { ts }: TraceEvent): boolean =>
    task.ts <= ts && ts <= task.ts + (task.dur ?? 0);
  return ofMain
    .filter((e) => e.name.endsWith('RunTask') && !ofPlaywright.some((own) => holds(e, own)))
    .map(({ dur = 0, tdur = 0 }) => ({ wall: dur / 1000, processor: tdur / 1000 }))
    .sort((a, b) => b.processor - a.processor);
}
