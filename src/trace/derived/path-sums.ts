// What paths of a weight come to: one path, all to one use, all together; from the walks back of the losses that are on.

import { present } from '#base/exhaustive.ts';
import type { Pieces } from '#base/pieces.ts';
import { parameterOf } from '#model/model.ts';
import type { Trace } from '#trace/record/trace.ts';
import { gradientOfLosses, type LossWalk, walkAhead, walkFrom } from './loss-walk.ts';
import { type PathMeasure, type PathSubject, pathMeasure } from './path-measure.ts';
import { type PathSwitches, singlyOff } from './path-switches.ts';
import { isPath } from './paths.ts';

/** Which paths are counted. */
export interface PathsQuestion extends PathSwitches {
  readonly subject: PathSubject;
  /** The uses at the steps from … T are known (the backward pass has reached them); T + 1: none yet. */
  readonly from: number;
}

/** What sums are made from. */
export interface Workings {
  readonly trace: Trace;
  readonly question: PathsQuestion;
  readonly owner: string;
  readonly measure: PathMeasure;
  /** The losses that are switched on, together. */
  readonly on: LossWalk | null;
  /** The walk back from each loss alone, made when it is needed. */
  readonly walks: Map<number, LossWalk>;
  /** Single paths that are off though their loss and their use are on, by step of the use. */
  readonly single: ReadonlyMap<number, readonly number[]>;
}

/** What all known paths that are switched on come to, in pieces of about a millisecond. */
export function* pathsTotal(trace: Trace, question: PathsQuestion): Pieces<number> {
  const workings = workingsOf(trace, question);
  yield* totalAhead(workings);
  return totalOf(workings);
}

/** Walks ahead, in pieces, what the sums of the columns and the total are made from. */
export function* totalAhead({ trace, question, on }: Workings): Pieces<void> {
  if (on === null || question.from > trace.steps) return;
  yield* walkAhead(trace, on, question.from);
}

/** The steps at which a parameter is used on the way to any loss, ascending. */
export function usesOf(trace: Trace, parameter: string): readonly number[] {
  if (parameterOf(trace.model, parameter).owner === 'logits') return trace.lossSteps;
  return Array.from({ length: trace.lossSteps.at(-1) ?? 0 }, (_, i) => i + 1);
}

export function workingsOf(trace: Trace, question: PathsQuestion): Workings {
  const { subject, from } = question;
  const { owner } = parameterOf(trace.model, subject.parameter);
  const single = new Map<number, readonly number[]>();
  for (const [lossStep, step] of singlyOff(question)) {
    const exists =
      trace.lossSteps.includes(lossStep) && isPath(trace.model, subject.parameter, lossStep, step);
    if (exists && step >= from) single.set(step, [...(single.get(step) ?? []), lossStep]);
  }
  const on = trace.lossSteps.filter((lossStep) => !question.hiddenLosses.has(lossStep));
  const measure = pathMeasure(trace, subject, from);
  return { trace, question, owner, measure, on: walkFrom(trace, on), walks: new Map(), single };
}

export function pathValue(workings: Workings, lossStep: number, step: number): number {
  const { trace, owner, measure } = workings;
  return measure.of(gradientOfLosses(trace, walkOf(workings, lossStep), owner, step), step);
}

/** The walk back from that loss alone. */
export function walkOf({ trace, walks }: Workings, lossStep: number): LossWalk {
  const walk = walks.get(lossStep) ?? present(walkFrom(trace, [lossStep]), 'a walk');
  walks.set(lossStep, walk);
  return walk;
}

/** Of the paths to one known use that are switched on. */
export function columnSum(workings: Workings, step: number): number {
  const { trace, question, owner, measure, on, single } = workings;
  if (on === null || question.hiddenUses.has(step)) return 0;
  const whole = measure.of(gradientOfLosses(trace, on, owner, step), step);
  return (single.get(step) ?? []).reduce(
    (sum, lossStep) => sum - pathValue(workings, lossStep, step),
    whole,
  );
}

export function totalOf(workings: Workings): number {
  const { trace, question, measure, on, single } = workings;
  const isWhole = on?.losses.size === trace.lossSteps.length && single.size === 0;
  if (isWhole && question.hiddenUses.size === 0) return measure.total;
  return usesOf(trace, question.subject.parameter).reduce(
    (sum, t) => (t < question.from ? sum : sum + columnSum(workings, t)),
    0,
  );
}
