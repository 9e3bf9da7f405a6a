// Which steps of a long run the graph shows: a page around the beat, or what the reader has chosen.

/** Steps from … to, both from 1 and both included. */
export interface StepWindow {
  readonly from: number;
  readonly to: number;
}

/** Runs up to this length are shown whole; a window never has more steps. */
export const longestShown = 30;
/** A step with its neighbours: where even fewer columns fit, the graph scrolls sideways. */
const fewest = 3;

/** Every step of a run. */
export function wholeRun(steps: number): StepWindow {
  return { from: 1, to: steps };
}

/** Is the run too long to be shown whole? */
export function isWindowed(steps: number): boolean {
  return steps > longestShown;
}

export function lengthOf({ from, to }: StepWindow): number {
  return to - from + 1;
}

export function contains({ from, to }: StepWindow, t: number): boolean {
  return from <= t && t <= to;
}

/**
 * The steps to show of a run of `steps` steps where about `room` columns fit. `chosen` comes first; without it, the
 * page that the step `t` is on. Pages overlap by two steps, so that the steps before and after t are there as well.
 */
export function windowOf(
  steps: number,
  room: number,
  chosen: StepWindow | null,
  t: number,
): StepWindow {
  if (!isWindowed(steps)) return wholeRun(steps);
  if (chosen) return within(steps, chosen.from, lengthOf(chosen));
  const length = Math.min(longestShown, Math.max(fewest, Math.floor(room)));
  const pitch = length - 2;
  const page = Math.max(0, Math.floor((t - 2) / pitch));
  return within(steps, 1 + page * pitch, length);
}

/** The window with its first step here; its last step gives way where the window would be empty or too long. */
export function withStart(window: StepWindow, from: number, steps: number): StepWindow {
  const first = Math.min(Math.max(1, from), steps);
  const to = Math.min(Math.max(window.to, first), first + longestShown - 1);
  return { from: first, to };
}

/** The window with its last step here; its first step gives way. */
export function withEnd(window: StepWindow, to: number, steps: number): StepWindow {
  const last = Math.min(Math.max(1, to), steps);
  const from = Math.max(Math.min(window.from, last), last - longestShown + 1);
  return { from, to: last };
}

/** The same window, its first step here. */
export function movedTo(window: StepWindow, from: number, steps: number): StepWindow {
  return within(steps, from, lengthOf(window));
}

/** The window of this length, as near to that start as the run and the longest window allow. */
function within(steps: number, from: number, length: number): StepWindow {
  const size = Math.min(longestShown, steps, Math.max(1, length));
  const first = Math.min(Math.max(1, from), steps - size + 1);
  return { from: first, to: first + size - 1 };
}
