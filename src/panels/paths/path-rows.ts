// The paths of one weight as rows: from each loss (step τ) back to each use (step t ≤ τ), known ones with their number.

import type { Pieces } from '#base/pieces.ts';
import type { Experiment } from '#config/experiment.ts';
import { type Model, parameterOf } from '#model/model.ts';
import { lossId, parameterId, pathId, type QuantityId, valueId } from '#model/quantity-id.ts';
import { knownFrom } from '#playback/known-uses.ts';
import { gradientOfLosses, type LossWalk, walkAhead, walkFrom } from '#trace/derived/loss-walk.ts';
import { pathCounts } from '#trace/derived/path-counts.ts';
import { type PathMeasure, type PathSubject, pathMeasure } from '#trace/derived/path-measure.ts';
import { pathsTotal } from '#trace/derived/path-sums.ts';
import { isSwitchedOff, type PathSwitches } from '#trace/derived/path-switches.ts';
import { isPath, reaches } from '#trace/derived/paths.ts';
import { gradientAt } from '#trace/record/source-value.ts';
import type { Trace } from '#trace/record/trace.ts';
import type { Moment } from '#ui/moment.ts';
import type { Speaker } from '#words/speaker.ts';

export interface PathRow {
  readonly id: QuantityId;
  readonly lossStep: number;
  readonly step: number;
  /** null: not computed yet. */
  readonly contribution: number | null;
  /** Switched off by itself, with its loss, or with its use. */
  readonly hidden: boolean;
  /** The experiment truncates, and this path is not part of the truncated gradient. */
  readonly cut: boolean;
}

export interface PathGroup {
  readonly lossStep: number;
  readonly rows: readonly PathRow[];
}

export interface PathTotal {
  /** Sum of the known paths that are switched on. */
  readonly soFar: number;
  readonly known: number;
  readonly hidden: number;
  readonly all: number;
}

/** Whose paths are looked at, and which of them are on. */
export interface PathChoice {
  readonly subject: PathSubject;
  readonly switches: PathSwitches;
}

/** The same as long as numbers of these paths can stand for one another while newer ones are worked out. */
export function aboutPaths({ steps }: Trace, { subject }: PathChoice): string {
  const { parameter, row, column, scope } = subject;
  return [parameter, row, column, scope, steps].join(' ');
}

/** More groups (losses) or rows than this are summed up instead of listed. */
const maxGroups = 24;
const maxRows = 60;

/** Losses in the order in which the backward pass meets them: the last one first. */
export function* pathGroups(moment: Moment, choice: PathChoice): Pieces<readonly PathGroup[]> {
  const { trace } = moment;
  const { subject } = choice;
  const from = knownFrom(moment, subject.parameter);
  const measure = pathMeasure(trace, subject, from);
  const groups: PathGroup[] = [];
  for (const lossStep of trace.lossSteps.toReversed().slice(0, maxGroups)) {
    const steps = usesBack(trace.model, subject.parameter, lossStep).slice(0, maxRows);
    const walk = walkFrom(trace, [lossStep]);
    if (walk) yield* walkAhead(trace, walk, Math.max(from, steps.at(-1) ?? lossStep));
    const rows = steps.map((step): PathRow => {
      return {
        id: pathId(lossStep, step),
        lossStep,
        step,
        contribution:
          walk && step >= from ? contributionOf(trace, choice, measure, walk, step) : null,
        hidden: isSwitchedOff(choice.switches, lossStep, step),
        cut: isCut(trace.experiment, lossStep, step),
      };
    });
    groups.push({ lossStep, rows });
  }
  return groups;
}

function contributionOf(
  trace: Trace,
  { subject }: PathChoice,
  measure: PathMeasure,
  walk: LossWalk,
  step: number,
): number {
  const { owner } = parameterOf(trace.model, subject.parameter);
  return measure.of(gradientOfLosses(trace, walk, owner, step), step);
}

/** Use steps of a parameter that the loss at τ reaches, latest first. */
function usesBack(model: Model, parameter: string, lossStep: number): readonly number[] {
  const steps = Array.from({ length: lossStep }, (_, i) => lossStep - i);
  return steps.filter((step) => isPath(model, parameter, lossStep, step));
}

function isCut({ training }: Experiment, lossStep: number, step: number): boolean {
  return training.truncation !== null && !reaches(training.truncation, lossStep, step);
}

/** What the known paths come to; rows that are not listed count too. */
export function* pathTotal(moment: Moment, { subject, switches }: PathChoice): Pieces<PathTotal> {
  const { trace } = moment;
  const from = knownFrom(moment, subject.parameter);
  const { all, known, on } = pathCounts(trace, subject.parameter, from, switches);
  const soFar = known === 0 ? 0 : yield* pathsTotal(trace, { subject, from, ...switches });
  return { soFar, known, hidden: known - on, all };
}

/** The size at which a bar is full: of an entry, that of the largest contribution of the whole run, so that it stays. */
export function largestOf(
  { trace }: Moment,
  { subject }: PathChoice,
  groups: readonly PathGroup[],
): number {
  let largest = 0;
  for (const { contribution } of groups.flatMap((group) => group.rows)) {
    largest = Math.max(largest, Math.abs(contribution ?? 0));
  }
  if (subject.scope !== 'entry') return largest;
  const { owner } = parameterOf(trace.model, subject.parameter);
  const measure = pathMeasure(trace, subject, trace.steps + 1);
  for (let step = trace.progress.backward; step <= trace.steps; step++) {
    largest = Math.max(largest, Math.abs(measure.of(gradientAt(trace, owner, step), step)));
  }
  return largest;
}

/** `L₃ → ŷ₃ → h₃ → h₂ → W`; long chains keep their ends. */
export function chainOf(speaker: Speaker, { lossStep, step }: PathRow, parameter: string): string {
  const { trace, symbol } = speaker;
  const { cell } = trace.model;
  const at = (t: number): string => {
    const [only, ...others] = cell.states.toReversed();
    if (only === undefined || others.length === 0) return symbol(valueId(cell.output, t));
    return `(${[only, ...others].map((state) => symbol(valueId(state, t))).join(', ')})`;
  };
  const used = parameterOf(trace.model, parameter).owner === 'logits';
  const states = used ? [] : Array.from({ length: lossStep - step + 1 }, (_, i) => lossStep - i);
  const shown = states.length > 5 ? [...states.slice(0, 2), null, ...states.slice(-2)] : states;
  return [
    symbol(lossId(lossStep)),
    symbol(valueId('prediction', lossStep)),
    ...shown.map((t) => (t === null ? '…' : at(t))),
    symbol(parameterId(parameter)),
  ].join(' → ');
}
