// How many paths lead from losses to uses of a weight, how many of them are known, and how many of these are switched on.

import { parameterOf } from '#model/model.ts';
import type { Trace } from '#trace/record/trace.ts';
import { type PathSwitches, singlyOff } from './path-switches.ts';
import { isPath } from './paths.ts';

export interface PathCounts {
  readonly all: number;
  /** To uses at the steps from … T. */
  readonly known: number;
  /** Known, and switched on. */
  readonly on: number;
}

/** Without a list of them: a run of T steps with a loss at each has T(T + 1)/2. */
export function pathCounts(
  { model, lossSteps, steps }: Pick<Trace, 'model' | 'lossSteps' | 'steps'>,
  parameter: string,
  from: number,
  switches: PathSwitches,
): PathCounts {
  const isHead = parameterOf(model, parameter).owner === 'logits';
  const shownUpTo = shownUses(steps, from, switches.hiddenUses);
  const counts = { all: 0, known: 0, on: 0 };
  for (const lossStep of lossSteps) {
    const first = isHead ? lossStep : 1;
    counts.all += lossStep - first + 1;
    counts.known += Math.max(0, lossStep - Math.max(first, from) + 1);
    if (switches.hiddenLosses.has(lossStep)) continue;
    counts.on += (shownUpTo[lossStep] ?? 0) - (shownUpTo[first - 1] ?? 0);
  }
  for (const [lossStep, step] of singlyOff(switches)) {
    const exists = lossSteps.includes(lossStep) && isPath(model, parameter, lossStep, step);
    if (exists && step >= from) counts.on -= 1;
  }
  return counts;
}

/** For each step (0 … T), how many known uses up to it are switched on. */
function shownUses(
  steps: number,
  from: number,
  hiddenUses: ReadonlySet<number>,
): readonly number[] {
  const counts = [0];
  for (let t = 1; t <= steps; t++) {
    counts.push((counts[t - 1] ?? 0) + (t >= from && !hiddenUses.has(t) ? 1 : 0));
  }
  return counts;
}
