// The shared parameters at a moment: their values (new ones after the update), what each step has added, the sum so far.

import { maxIndex, range } from 'd3-array';
import { formatWithin } from '#base/format.ts';
import { tablePer } from '#base/memo.ts';
import { parameterLimitOf } from '#marks/parameter-limit.ts';
import { shareOf } from '#marks/strength.ts';
import { type Tone, toneOf } from '#marks/tone.ts';
import type { ParameterShape } from '#model/model.ts';
import { type Notation, standard } from '#model/notation.ts';
import {
  parameterEntryId,
  parameterGradientId,
  parameterId,
  type QuantityId,
  updatedId,
} from '#model/quantity-id.ts';
import { type MatrixEntry, type MatrixShape, shownEntry, shownShape } from '#model/shown-matrix.ts';
import { type Moment, type Presence, presenceOf } from '#playback/presence.ts';
import { isWithheld } from '#trace/derived/numbers-of.ts';
import { usedGradient } from '#trace/derived/used-gradient.ts';
import type { Trace } from '#trace/record/trace.ts';
import {
  barLimit,
  barsOf,
  type ContributionBar,
  type Entry,
  isShared,
  knownUses,
} from './contribution-bars.scene.ts';
import {
  contributionEntries,
  contributionNorms,
  contributionSum,
} from './contribution-series.scene.ts';

export interface WeightCell extends Entry {
  readonly id: QuantityId;
  readonly value: number;
  /** The number that an edit changes: before the update, also where `value` is the one after it. */
  readonly present: number;
  readonly tone: Tone;
  /** Empty where the net's matrices show colour only. */
  readonly text: string;
}

export interface WeightScene {
  readonly parameter: ParameterShape;
  readonly id: QuantityId;
  /** Row-major: the parameter as it now stands. */
  readonly values: Float64Array;
  /** Row-major: the parameter that an edit changes, before the update. */
  readonly present: Float64Array;
  /** Rows and columns as they are shown. */
  readonly shown: MatrixShape;
  /** Row by row as they are shown. */
  readonly cells: readonly WeightCell[];
  /** Width of a cell, in px: the same in all matrices of a net. */
  readonly cellWidth: number;
  /** Full colour of the values. */
  readonly limit: number;
  readonly updated: Presence;
  /** Σ of the contributions known so far, row-major: of what the update uses of them. */
  readonly sum: {
    readonly id: QuantityId;
    readonly presence: Presence;
    readonly values: Float64Array;
    /** All contributions are in: the sum is the gradient itself. */
    readonly complete: boolean;
    /** Truncation leaves a part of the gradient, and this is that part. */
    readonly truncated: boolean;
  };
  /** The entry whose numbers the bars show; null: they show Frobenius norms. */
  readonly entry: Entry | null;
  readonly bars: readonly ContributionBar[];
  /** Of the sum so far: the entry, or the norm. */
  readonly total: number;
  /** Several uses share a bar. */
  readonly shared: boolean;
  /**
   * The largest |bar| of the whole run, and |total| where no uses share a bar, so that bars keep their scale from beat
   * to beat.
   */
  readonly barLimit: number;
  /** The entry that is chosen, or changes most: its number before and after the update. */
  readonly change: (Entry & { readonly before: number; readonly after: number }) | null;
}

/** More rows or columns than this are drawn as one heat map. */
const mostCells = 8;
/** Numbers stand in the cells of a net whose widest matrix, or lying bias, has no more columns than this. */
const mostNumbered = 4;
/** Widths of cells and sizes of their type, in px; the style sheet says the type in rem. */
const bareCell = 14;
const usualCell = { width: 28, type: 11 };
const tightCell = { width: 26, type: 10 };

interface CellForm {
  readonly width: number;
  /** Room for a number in ems of its type; 0 for none. */
  readonly ems: number;
}

/** One form for all matrices of a net: with numbers where they fit in the widest. */
function cellFormOf(trace: Trace, notation: Pick<Notation, 'vectors'>): CellForm {
  const widest = Math.max(
    ...trace.model.parameters.map((p) =>
      p.kind === 'bias' ? p.rows : shownShape(notation, p).columns,
    ),
  );
  if (widest > mostNumbered) return { width: bareCell, ems: 0 };
  const { width, type } = widest === mostNumbered ? tightCell : usualCell;
  return { width, ems: width / type };
}

/** The parameters from the output down to the input, biases after their matrices. */
export function buildWeightsScene(
  trace: Trace,
  moment: Moment,
  chosen: (Entry & { readonly parameter: string }) | null,
  notation: Pick<Notation, 'vectors'> = standard,
): readonly WeightScene[] {
  const owners = [...new Set(trace.model.parameters.map((p) => p.owner))].reverse();
  return owners
    .flatMap((owner) => trace.model.parameters.filter((p) => p.owner === owner).toSorted(byKind))
    .map((parameter) =>
      weightScene(
        trace,
        moment,
        parameter,
        chosen?.parameter === parameter.name ? chosen : null,
        notation,
      ),
    );
}

/** The recurrent matrix before the input matrix, as it stands nearer to the state; biases last. */
function byKind(a: ParameterShape, b: ParameterShape): number {
  const place = (p: ParameterShape): number =>
    p.kind === 'bias' ? 2 : p.source?.at === 'before' ? 0 : 1;
  return place(a) - place(b);
}

function weightScene(
  trace: Trace,
  moment: Moment,
  parameter: ParameterShape,
  entry: Entry | null,
  notation: Pick<Notation, 'vectors'>,
): WeightScene {
  const limit = parameterLimitOf(trace);
  const form = cellFormOf(trace, notation);
  const updated = trace.update ? presenceOf(moment, updatedId(parameter.name)) : 'unknown';
  const before = sliceOf(trace.parameters, parameter);
  const after = trace.update ? sliceOf(trace.update.parameters, parameter) : before;
  const values = updated === 'unknown' ? before : after;
  const sumId = parameterGradientId(parameter.name);
  const id = parameterId(parameter.name);
  const steps = stepsOf(trace, parameter);
  const at = entry && (entry.row - 1) * parameter.columns + entry.column - 1;
  const added =
    at === null ? contributionNorms(trace, parameter) : contributionEntries(trace, parameter, at);
  const uses = knownUses(moment, parameter, steps);
  const sum = sumSoFar(trace, moment, parameter, steps[uses.first]);
  return {
    parameter,
    id,
    values,
    present: before,
    shown: parameter.kind === 'bias' ? parameter : shownShape(notation, parameter),
    cells: cellsOf(id, parameter, { values, before, limit, form }).toSorted((a, b) =>
      byPlace(shownEntry(notation, a), shownEntry(notation, b)),
    ),
    cellWidth: form.width,
    limit,
    updated,
    sum: {
      id: sumId,
      // Added up, all uses are the sum that is asked.
      presence: isWithheld(trace, sumId) ? 'unknown' : uses.presence,
      values: sum,
      complete: presenceOf(moment, sumId) !== 'unknown',
      truncated: trace.truncated !== null,
    },
    entry,
    bars: barsOf(trace, moment, parameter, {
      steps,
      values: added,
      addUp: at !== null,
      first: uses.first,
    }),
    shared: isShared(steps),
    total: at === null ? shareOf(sum).norm : (sum[at] ?? 0),
    barLimit: barLimit(
      steps,
      added,
      at === null ? shareOf(sliceOf(usedGradient(trace), parameter)).norm : null,
    ),
    change: updated === 'unknown' ? null : changeOf(parameter, before, after, at),
  };
}

function byPlace(a: MatrixEntry, b: MatrixEntry): number {
  return a.row - b.row || a.column - b.column;
}

const slices = tablePer<Float64Array, Float64Array>();

/** A parameter's part of a flat array: the very same view each time, so that what is drawn of it can stay. */
function sliceOf(flat: Float64Array, parameter: ParameterShape): Float64Array {
  const { name, offset, rows, columns } = parameter;
  return slices(flat, name, () => flat.subarray(offset, offset + rows * columns));
}

/** The steps at which a parameter is used on the way to a loss: the head's at loss steps only. */
function stepsOf(trace: Trace, parameter: ParameterShape): readonly number[] {
  return parameter.owner === 'logits' ? trace.lossSteps : range(1, trace.steps + 1);
}

function cellsOf(
  id: QuantityId,
  { rows, columns, kind }: ParameterShape,
  content: {
    readonly values: Float64Array;
    readonly before: Float64Array;
    readonly limit: number;
    readonly form: CellForm;
  },
): readonly WeightCell[] {
  const { values, before, limit, form } = content;
  if (rows > mostCells || columns > mostCells) return [];
  return Array.from(values, (value, i) => {
    const [row, column] = [Math.floor(i / columns) + 1, (i % columns) + 1];
    const own = parameterEntryId({ kind }, id, row, column);
    const text = form.ems === 0 ? '' : formatWithin(value, form.ems);
    const present = before[i] ?? 0;
    return { id: own, row, column, value, present, tone: toneOf(value, limit), text };
  });
}

/** Adds up the contributions that are known; the run's own total once it is. */
function sumSoFar(
  trace: Trace,
  moment: Moment,
  parameter: ParameterShape,
  since: number | undefined,
): Float64Array {
  if (presenceOf(moment, parameterGradientId(parameter.name)) !== 'unknown') {
    return sliceOf(usedGradient(trace), parameter);
  }
  if (since === undefined) return new Float64Array(parameter.rows * parameter.columns);
  return contributionSum(trace, parameter, since);
}

function changeOf(
  { columns }: ParameterShape,
  before: Float64Array,
  after: Float64Array,
  chosen: number | null,
): WeightScene['change'] {
  const at = chosen ?? maxIndex(after, (value, i) => Math.abs(value - (before[i] ?? 0)));
  return {
    row: Math.floor(at / columns) + 1,
    column: (at % columns) + 1,
    before: before[at] ?? 0,
    after: after[at] ?? 0,
  };
}
