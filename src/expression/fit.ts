// Prints a derivation into the room of its box: the type a little smaller, then what is long with its middle left out;
// at last the working stands behind the result, before the rule or its result would be out of sight.
//
//   rule       a = W x + W h + b           in sight
//   working    = [ ][ ] + [ ][ ] + [ ]     elided further and further, at last below the result
//   result     = [ ]                       in sight
//   others     ∂h/∂h = diag(1 − h²) W      below, where one scrolls to them

import type { Expression } from '#model/expression.ts';
import { isWithheld } from '#trace/derived/numbers-of.ts';
import {
  type Derivation,
  type EquationDraft,
  type EquationLine,
  isNote,
  type Line,
  type LineDraft,
  type NoteKey,
  note,
} from './derivation.ts';
import { valueIfComputed } from './evaluate.ts';
import { printExpression, printRows } from './print.ts';
import { fullLimits, type Limits } from './print-number.ts';
import type { PrintContext } from './print-quantity.ts';
import { asRows } from './rows.ts';
import { sizeOfTex } from './tex-size.ts';

/** In em of the formula's type. */
export interface FormulaRoom {
  readonly width: number;
  readonly height: number;
}

/** The room in a box of so many px, for type of `size` px; in halves of an em, so that a hair more changes nothing. */
export function roomOf(width: number, height: number, size: number): FormulaRoom {
  const inHalves = (length: number): number => Math.floor((2 * length) / size) / 2;
  return { width: inHalves(width), height: inHalves(height) };
}

/** As wide as a page of a book, and as long as it needs to be. */
const page: FormulaRoom = { width: 36, height: Number.POSITIVE_INFINITY };

/** From all to the least that still shows where a matrix begins and ends. */
const elisions: readonly Limits[] = [
  fullLimits,
  { vector: 5, matrix: 5 },
  { vector: 4, matrix: 4 },
  { vector: 3, matrix: 3 },
];

/** Sizes of the type, tried before more is elided. */
const scales = [1, 0.9] as const;

/** What gives way to the result, in this order, where nothing is left to elide. */
const spared = ['numbers', 'symbols'] as const;

/** Of the type's size; `src/panels/formula/formula.css` says the same: the room above and below a line, and beside it. */
const lineGap = 0.25;
const columnGap = 0.5;
const besideGap = 1;
/** A width read from TeX is right to so much. */
const reserve = 1.03;

/** Smaller a line is not drawn to fit the width. */
export const smallestScale = 0.65;

/** Prints the drafts; lines of numbers that the run has not computed are left out, and a note says so. */
export function derivationFrom(
  drafts: readonly LineDraft[],
  context: PrintContext,
  room: FormulaRoom = page,
): Derivation {
  const needsNumbers = (line: LineDraft): boolean => !isNote(line) && line.mode === 'numbers';
  const isAsking = context.trace.withheld !== undefined;
  const isKnown = (line: LineDraft): boolean =>
    isNote(line)
      ? !isAsking || !tellsResult.includes(line.note)
      : line.mode === 'symbols' || isAsked(line.right, context) || isComputed(line.right, context);
  const written = context.notation.vectors === 'rows' ? drafts.map(inRowVectors) : drafts;
  const shown = written.filter(isKnown);
  const { lines, scale } = fitted(shown, context, room);
  const isIncomplete = drafts.some(needsNumbers) && !shown.some(needsNumbers);
  return { lines: isIncomplete ? [...lines, note('notComputed')] : lines, scale, context };
}

/** Remarks that stand there because of what came out. */
const tellsResult: readonly NoteKey[] = ['clipped', 'notClipped', 'nothingArrives', 'sourceZero'];

/** The number itself is asked of the reader: it is printed as a question mark. */
function isAsked(expression: Expression, { trace }: PrintContext): boolean {
  return expression.kind === 'quantity' && isWithheld(trace, expression.id);
}

function inRowVectors(draft: LineDraft): LineDraft {
  if (isNote(draft)) return draft;
  return { ...draft, left: draft.left && asRows(draft.left), right: asRows(draft.right) };
}

function isComputed(expression: Expression, context: PrintContext): boolean {
  if (expression.kind === 'sum' && expression.over === 'time') {
    // A pass goes through the steps in order: what is there of the first and the last is there of all.
    const ends = [expression.terms[0], expression.terms.at(-1)];
    return ends.every((term) => term !== undefined && isComputed(term, context));
  }
  return valueIfComputed(expression, context.trace, context.notation.vectors) !== null;
}

function fitted(
  drafts: readonly LineDraft[],
  context: PrintContext,
  room: FormulaRoom,
): Pick<Derivation, 'lines' | 'scale'> {
  const within = (scale: number): FormulaRoom => ({
    width: room.width / scale,
    height: room.height / scale,
  });
  const fits = (lines: readonly Line[], { width, height }: FormulaRoom): boolean => {
    const subject = subjectOf(lines);
    const ends = [subject[0], subject.at(-1)];
    const areSeen = ends.every((line) => !line || line.width * reserve * smallestScale <= width);
    return areSeen && linesHeight(subject, width) <= height;
  };
  let lines: readonly Line[] = [];
  for (const limits of elisions) {
    for (const scale of scales) {
      const { width } = within(scale);
      lines = drafts.map((draft) =>
        isNote(draft) ? draft : printed(draft, { ...context, limits }, width),
      );
      if (fits(lines, within(scale))) return { lines: inRows(lines, width), scale };
    }
  }
  for (const role of spared) {
    lines = behindResult(lines, role);
    if (fits(lines, room)) break;
  }
  return { lines: inRows(lines, room.width), scale: 1 };
}

/** The lines of this role, but for the rule, behind the first result: it is equal to all of them. */
function behindResult(lines: readonly Line[], role: EquationLine['role']): readonly Line[] {
  const [rule, ...working] = subjectOf(lines);
  if (rule === undefined) return lines;
  const moved = working.filter((line) => line.role === role);
  const kept = working.filter((line) => line.role !== role);
  return [rule, ...kept, ...moved, ...lines.slice(1 + working.length)];
}

/** What the derivation is about: from its rule to the first result. */
export function subjectOf(lines: readonly Line[]): readonly EquationLine[] {
  const equations = lines.filter((line): line is EquationLine => !isNote(line));
  const result = equations.findIndex(({ role }) => role === 'result');
  return equations.slice(0, Math.max(0, result) + 1);
}

function printed(line: EquationDraft, context: PrintContext, width: number): EquationLine {
  const left = line.left === null ? '' : printExpression(line.left, 'symbols', context).tex;
  const room = Math.max(width / 2, width - sizeOfTex(`${left} =`).width);
  const [first, ...rest] = printRows(line.right, line.mode, context, room);
  const more = rest.map((row) => `\\\\ &\\quad ${row.tex}`).join(' ');
  const tex =
    rest.length === 0
      ? `${left} = ${first?.tex ?? ''}`.trimStart()
      : `\\begin{aligned} ${left} &= ${first?.tex ?? ''} ${more} \\end{aligned}`;
  return { ...line, tex, isTall: rest.length > 0, beginsRow: true, ...sizeOfTex(tex) };
}

/** A new equation begins a row, unless it may stand beside; so does what follows several rows. */
function mustBreak(line: EquationLine, before: EquationLine | undefined): boolean {
  if (before === undefined || line.beside) return false;
  return line.left !== null || before.isTall;
}

interface Flow {
  /** Which lines begin a row. */
  readonly begins: readonly boolean[];
  /** In em. */
  readonly height: number;
}

/** Each line beside the one before it where there is room, wide ones drawn smaller. */
function flow(lines: readonly EquationLine[], width: number): Flow {
  const begins: boolean[] = [];
  let total = 0;
  let row = { width: 0, height: 0 };
  for (const [i, line] of lines.entries()) {
    const wide = line.width * reserve;
    const scale = Math.max(smallestScale, Math.min(1, width / wide));
    const own = { width: wide * scale, height: line.height * scale + 2 * lineGap };
    const beside = row.width + (line.beside ? 2 * columnGap + besideGap : columnGap) + own.width;
    const breaks = i === 0 || mustBreak(line, lines[i - 1]) || beside > width;
    begins.push(breaks);
    if (breaks) {
      total += row.height;
      row = own;
    } else row = { width: beside, height: Math.max(row.height, own.height) };
  }
  return { begins, height: total + row.height };
}

/** How high the lines stand, in em. */
export function linesHeight(lines: readonly EquationLine[], width: number): number {
  return flow(lines, width).height;
}

/** Rows are broken where they were counted to break: what is drawn is never wider than estimated. */
function inRows(lines: readonly Line[], width: number): readonly Line[] {
  const equations = lines.filter((line): line is EquationLine => !isNote(line));
  const { begins } = flow(equations, width);
  const beginsRow = new Map(equations.map((line, i) => [line, begins[i] ?? true]));
  return lines.map((line) =>
    isNote(line) ? line : { ...line, beginsRow: beginsRow.get(line) ?? true },
  );
}
