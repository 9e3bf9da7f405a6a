// The paths of one weight as rows: from each loss (step τ) back to each use (step t ≤ τ), known ones with their number.

import type { Experiment } from '#config/experiment.ts';
import { type Model, type ParameterShape, parameterOf } from '#model/model.ts';
import { contributionId, pathId, type QuantityId } from '#model/quantity-id.ts';
import type { WeightChoice } from '#store/state.ts';
import { contributionEntry } from '#trace/contributions.ts';
import { pathContributionEntry, reaches } from '#trace/paths.ts';
import { isKnown, type Moment } from '#views/moment.ts';

export interface PathRow {
  readonly id: QuantityId;
  readonly lossStep: number;
  readonly step: number;
  /** From 1, in the order in which the backward pass walks the paths of this loss. */
  readonly number: number;
  /** null: not computed yet. */
  readonly contribution: number | null;
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
  /** Largest magnitude of a single step's contribution, over the whole run: the scale of the bars. */
  readonly largest: number;
}

/** More groups (losses) or rows than this are summed up instead of listed. */
const maxGroups = 24;
const maxRows = 60;

/** Place of a weight in a block of rows × columns numbers. */
function placeOf(shape: ParameterShape, weight: WeightChoice): number {
  return (weight.row - 1) * shape.columns + weight.column - 1;
}

/** Use steps of a parameter that the loss at τ reaches, latest first. The head's weights are used at τ itself only. */
function usesOf(model: Model, parameter: string, lossStep: number): readonly number[] {
  if (parameterOf(model, parameter).owner === 'logits') return [lossStep];
  return Array.from({ length: lossStep }, (_, i) => lossStep - i);
}

/** Losses in the order in which the backward pass meets them: the last one first. */
export function pathGroups(
  moment: Moment,
  weight: WeightChoice,
  hidden: ReadonlySet<QuantityId>,
): readonly PathGroup[] {
  const { trace } = moment;
  const place = placeOf(parameterOf(trace.model, weight.parameter), weight);
  return trace.lossSteps
    .toReversed()
    .slice(0, maxGroups)
    .map((lossStep) => ({
      lossStep,
      rows: usesOf(trace.model, weight.parameter, lossStep)
        .slice(0, maxRows)
        .map((step, i) => {
          const id = pathId(lossStep, step);
          const known = isKnown(moment, contributionId(weight.parameter, step));
          return {
            id,
            lossStep,
            step,
            number: i + 1,
            contribution: known
              ? pathContributionEntry(trace, lossStep, step, weight.parameter, place)
              : null,
            hidden: hidden.has(id),
            cut: isCut(trace.experiment, lossStep, step),
          };
        }),
    }));
}

function isCut({ training }: Experiment, lossStep: number, step: number): boolean {
  return training.truncation !== null && !reaches(training.truncation, lossStep, step);
}

/** What the known paths come to; rows that are not listed count too. */
export function pathTotal(
  moment: Moment,
  weight: WeightChoice,
  groups: readonly PathGroup[],
): PathTotal {
  const { trace } = moment;
  const place = placeOf(parameterOf(trace.model, weight.parameter), weight);
  const total = { soFar: 0, known: 0, hidden: 0, all: 0, largest: 0 };
  for (const lossStep of trace.lossSteps) {
    for (const step of usesOf(trace.model, weight.parameter, lossStep)) {
      total.all += 1;
      if (isKnown(moment, contributionId(weight.parameter, step))) total.known += 1;
    }
  }
  for (let step = trace.progress.backward; step <= trace.steps; step++) {
    const amount = contributionEntry(trace, weight.parameter, step, place);
    total.largest = Math.max(total.largest, Math.abs(amount));
    if (isKnown(moment, contributionId(weight.parameter, step))) total.soFar += amount;
  }
  for (const row of groups.flatMap(({ rows }) => rows)) {
    total.largest = Math.max(total.largest, Math.abs(row.contribution ?? 0));
    if (!row.hidden || row.contribution === null) continue;
    total.hidden += 1;
    total.soFar -= row.contribution;
  }
  return total;
}

/** `L₃ → ŷ₃ → h₃ → h₂ → W`; long chains keep their ends. */
export function chainOf(model: Model, { lossStep, step }: PathRow, parameter: string): string {
  const state =
    model.cell.states.length > 1
      ? `(${model.cell.states.toReversed().join(', ')})`
      : model.cell.output;
  const used = parameterOf(model, parameter).owner === 'logits';
  const states = used
    ? []
    : Array.from({ length: lossStep - step + 1 }, (_, i) => state + subscript(lossStep - i));
  const shown = states.length > 5 ? [...states.slice(0, 2), '…', ...states.slice(-2)] : states;
  const loss = `L${subscript(lossStep)}`;
  const letter = parameter.split('_')[0] ?? parameter;
  return [loss, `ŷ${subscript(lossStep)}`, ...shown, letter].join(' → ');
}

function subscript(number: number): string {
  return String(number).replace(/\d/g, (digit) => '₀₁₂₃₄₅₆₇₈₉'.charAt(Number(digit)));
}
