// The table of all paths of one weight: losses τ by uses t, a triangle whose rows, columns and total add up to the gradient.
//
//             t = 1     t = 2     t = 3     sum
//   L_1      path(1,1)
//   L_2      path(2,1) path(2,2)                     each column: the contribution of the use at t
//   L_3      path(3,1) path(3,2) path(3,3)           each row: ∂L_τ/∂W
//   sum                                    ∂L/∂W
//
// Of a long run a window is worked out; what lies outside of it is the exact difference to the sums.

import type { Pieces } from '#base/pieces.ts';
import { pathId, type QuantityId } from '#model/quantity-id.ts';
import type { Trace } from '#trace/record/trace.ts';
import { walkAhead, walkCost } from './loss-walk.ts';
import {
  columnSum,
  type PathsQuestion,
  pathValue,
  totalAhead,
  totalOf,
  usesOf,
  type Workings,
  walkOf,
  workingsOf,
} from './path-sums.ts';
import { isSwitchedOff } from './path-switches.ts';
import { isPath, reaches } from './paths.ts';

export interface TriangleQuestion extends PathsQuestion {
  /** The uses that are shown, both ends included; and of the losses that can reach them the first so many. */
  readonly uses: { readonly from: number; readonly to: number };
  readonly mostLosses: number;
}

export interface TriangleCell {
  readonly id: QuantityId;
  readonly lossStep: number;
  readonly step: number;
  /** null: not computed yet. */
  readonly value: number | null;
  /** Switched off by itself, with its loss, or with its use. */
  readonly off: boolean;
  /** The experiment truncates, and this path is no part of the truncated gradient. */
  readonly cut: boolean;
}

export interface TriangleRow {
  readonly lossStep: number;
  /** One for each column; null where no path leads. */
  readonly cells: readonly (TriangleCell | null)[];
  /** Of the uses that are not shown; null: not known. */
  readonly outside: number | null;
  readonly sum: number | null;
}

export interface TriangleRemainder {
  /** One for each column. */
  readonly sums: readonly (number | null)[];
  readonly outside: number | null;
  readonly sum: number | null;
}

/** Sums count what is switched on and known; a sum of nothing known is null. */
export interface Triangle {
  /** The steps of the columns, and of the rows. */
  readonly uses: readonly number[];
  readonly rows: readonly TriangleRow[];
  /** What the losses that have no row give to each column; null where every loss has one. */
  readonly otherLosses: TriangleRemainder | null;
  /** Are there uses that have no column? */
  readonly hasOtherUses: boolean;
  /** The sum of each column, of all uses that have none, and of everything. */
  readonly sums: readonly (number | null)[];
  readonly outside: number | null;
  readonly total: number | null;
  /** The rows' sums over a run of this size take too long to be worked out at once. */
  readonly rowsUnsummed: boolean;
}

/** Multiplications that a table may cost at once: some hundredths of a second. */
const mostWork = 10_000_000;

/** In pieces of about a millisecond. */
export function* triangleOf(trace: Trace, question: TriangleQuestion): Pieces<Triangle> {
  const workings = workingsOf(trace, question);
  const { subject, from } = question;
  const all = usesOf(trace, subject.parameter);
  const uses = all.filter((t) => t >= question.uses.from && t <= question.uses.to);
  const losses = lossesShown(workings, uses, question.mostLosses);
  const rowsUnsummed = workOf(workings, losses, from) > mostWork;
  const [first = 1] = rowsUnsummed ? uses : all;
  for (const lossStep of losses) {
    yield* walkAhead(trace, walkOf(workings, lossStep), Math.max(first, from));
  }
  yield* totalAhead(workings);
  const total = from <= trace.steps ? totalOf(workings) : null;
  const sums = uses.map((t) => (t < from ? null : columnSum(workings, t)));
  const rows = losses.map((lossStep) => {
    const cells = uses.map((step) => cellOf(workings, lossStep, step));
    const sum = rowsUnsummed ? null : rowSum(workings, lossStep, all);
    return { lossStep, cells, sum, outside: less(sum, cells.map(counted)) };
  });
  return {
    uses,
    rows,
    otherLosses:
      rows.length < trace.lossSteps.length
        ? remainder(rows, sums, rowsUnsummed ? null : total)
        : null,
    hasOtherUses: uses.length < all.length,
    sums,
    outside: less(total, sums),
    total,
    rowsUnsummed,
  };
}

/** The nearest losses that reach what is shown; as many as the work allows. */
function lossesShown(workings: Workings, uses: readonly number[], most: number): readonly number[] {
  const { trace, question } = workings;
  const { parameter } = question.subject;
  const first = uses[0];
  if (first === undefined) return [];
  const near = trace.lossSteps
    .filter((lossStep) => uses.some((t) => isPath(trace.model, parameter, lossStep, t)))
    .slice(0, most);
  let count = near.length;
  while (count > 1 && workOf(workings, near.slice(0, count), first) > mostWork) count -= 1;
  return near.slice(0, count);
}

/** Multiplications of the walks back from each of the losses alone to the use at `first`. */
function workOf({ trace, owner }: Workings, losses: readonly number[], first: number): number {
  // With one loss its walk is the run's own; the head's uses are at the losses themselves.
  if (trace.lossSteps.length === 1 || owner === 'logits') return 0;
  const steps = losses.reduce((sum, lossStep) => sum + Math.max(0, lossStep - first + 1), 0);
  return steps * walkCost(trace.model);
}

function cellOf(workings: Workings, lossStep: number, step: number): TriangleCell | null {
  const { trace, question } = workings;
  const { from, subject } = question;
  if (!isPath(trace.model, subject.parameter, lossStep, step)) return null;
  const id = pathId(lossStep, step);
  const { truncation } = trace.experiment.training;
  return {
    id,
    lossStep,
    step,
    value: step < from ? null : pathValue(workings, lossStep, step),
    off: isSwitchedOff(question, lossStep, step),
    cut: truncation !== null && !reaches(truncation, lossStep, step),
  };
}

/** What counts in the sums. */
function counted(cell: TriangleCell | null): number | null {
  return cell === null || cell.off ? null : cell.value;
}

/** The sum without its known parts: what is left of it elsewhere. */
function less(sum: number | null, parts: readonly (number | null)[]): number | null {
  return sum === null ? null : parts.reduce<number>((rest, part) => rest - (part ?? 0), sum);
}

/** Of the known paths from one loss that are switched on; null where none is known. */
function rowSum(workings: Workings, lossStep: number, uses: readonly number[]): number | null {
  const { trace, question } = workings;
  const { from, subject } = question;
  if (lossStep < from) return null;
  return uses.reduce((sum, t) => {
    const counts =
      t >= from &&
      isPath(trace.model, subject.parameter, lossStep, t) &&
      !isSwitchedOff(question, lossStep, t);
    return counts ? sum + pathValue(workings, lossStep, t) : sum;
  }, 0);
}

/** What the losses without a row come to: the difference of the sums and the rows; `total` null: the rows have no sums. */
function remainder(
  rows: readonly TriangleRow[],
  columnSums: readonly (number | null)[],
  total: number | null,
): TriangleRemainder {
  const sums = columnSums.map((sum, i) => {
    return less(
      sum,
      rows.map((row) => counted(row.cells[i] ?? null)),
    );
  });
  const sum = less(
    total,
    rows.map((row) => row.sum),
  );
  return { sums, sum, outside: less(sum, sums) };
}
