// Where strips and operations of the picture inside a column stand: a function of the cell and the room, not of the moment.

import { sum } from 'd3-array';
import { present } from '#base/exhaustive.ts';
import type { Source, Term } from '#model/declaration.ts';
import { type Model, quantityOf } from '#model/model.ts';
import type { Point } from '#scene/curve.ts';
import type { Room } from '#scene/layout.ts';
import { mostNumbered, type StripLayout, stripLayout } from '#scene/strip-layout.ts';
import { type CellPlan, cellPlanOf } from './cell-plan.ts';

/** A strip, by its middle. */
export interface Place extends Point {
  readonly source: Source;
  readonly layout: StripLayout;
}

export interface Grid {
  readonly width: number;
  readonly height: number;
  /** Less is not possible. */
  readonly leastHeight: number;
  readonly places: ReadonlyMap<string, Place>;
  readonly loss: Point;
  /** The frame around the operations of this step. */
  readonly box: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  /** Middle of the right column, where the new states stand, and of the head's column. */
  readonly right: number;
  readonly head: number;
  /** Where the value of a state before the step, and x, are spread below the slots. */
  readonly busOf: ReadonlyMap<string, number>;
  /** Left of the slots: where a state with a road comes down to its bus. */
  readonly trunkOf: ReadonlyMap<string, number>;
  /** Heights of the operations below the strips of a layer: the last one, and those that feed it. */
  readonly opsOf: ReadonlyMap<number, { readonly last: number; readonly feeding: number }>;
  /** Between the roads and the slots. */
  readonly hang: number;
  /** Baselines of the token, and of the letters of x. */
  readonly tokenBaseline: number;
}

/** Half sizes in px: of a round operation, and of one with the name of a matrix in it. */
export const roundSize = 9.5;
export const pillSize = { x: 18, y: 10 };
export const lossSize = { x: 40, y: 12 };
/** From a slot's strip to the first line at its side. */
export const sideTrack = 15;

const cellWidths = [24, 34] as const;
const beforeSlots = 20;
const trunkPitch = 14;
const betweenTaps = 6;
const slotGaps = [12, 34] as const;

export function keyOf({ quantity, at }: Source): string {
  return at === 'before' ? `${quantity}₋` : quantity;
}

export function placeOf(grid: Grid, source: Source): Place {
  return present(grid.places.get(keyOf(source)), keyOf(source));
}

export function layoutGrid(model: Model, room: Room, tokens: boolean): Grid {
  const across = layoutAcross(model, room.width);
  const rows = [1, 2].map((looseness) => layoutDown(model, across, tokens, looseness));
  const [tight, loose] = [rows[0]?.height ?? 0, rows[1]?.height ?? 1];
  const fitting = 1 + (room.height - tight) / Math.max(1, loose - tight);
  const down = layoutDown(model, across, tokens, Math.min(1.5, Math.max(1, fitting)));
  return { ...across, ...down, leastHeight: tight, places: placesOf(model, across, down) };
}

/** Matrix terms that are fed from below, by x or a state of the step before. */
export function isFedFromBelow(term: Term): boolean {
  return term.kind === 'matrix' && (term.source.quantity === 'x' || term.source.at === 'before');
}

interface Strips {
  readonly hidden: StripLayout;
  readonly input: StripLayout;
  readonly output: StripLayout;
}

interface Across extends Strips {
  readonly width: number;
  readonly before: number;
  readonly slots: readonly number[];
  readonly input_: number;
  readonly right: number;
  readonly head: number;
  readonly left: number;
  readonly end: number;
  readonly trunkOf: ReadonlyMap<string, number>;
}

function layoutAcross(model: Model, room: number): Across {
  const [least, most] = cellWidths;
  const widthAt = (cell: number, gap: number): number => across(model, cell, gap, 0).width;
  const [tight, loose] = slotGaps;
  const cellRoom =
    (room - widthAt(least, tight)) / Math.max(1, widthAt(most, tight) - widthAt(least, tight));
  const cell = Math.floor(least + (most - least) * Math.min(1, Math.max(0, cellRoom)));
  const gapRoom =
    (room - widthAt(cell, tight)) / Math.max(1, widthAt(cell, loose) - widthAt(cell, tight));
  const gap = Math.floor(tight + (loose - tight) * Math.min(1, Math.max(0, gapRoom)));
  const rest = Math.max(0, Math.floor((room - widthAt(cell, gap)) / 2));
  return across(model, cell, gap, rest);
}

function across(model: Model, cell: number, gap: number, rest: number): Across {
  const plan = cellPlanOf(model);
  const { hiddenSize, inputSize, outputSize } = model.specification;
  const hidden = stripOf(hiddenSize, cell);
  const output = stripOf(outputSize, cell);
  const trunks = plan.spread.filter((state) => plan.roads.includes(state));
  const before = rest + 6 + hidden.width / 2;
  const left = before + hidden.width / 2 + 14;
  const trunkOf = new Map(trunks.map((state, i) => [state, left + 12 + i * trunkPitch]));
  let x = left + beforeSlots + trunks.length * trunkPitch;
  const slots = plan.slots.map((slot, i) => {
    const { core, side } = slotWidth(model, slot, hidden.width);
    if (i > 0) x += gap;
    const middle = x + core / 2;
    x += core + side;
    return Math.round(middle);
  });
  const right = Math.round(x + gap + 10 + hidden.width / 2);
  const end = right + hidden.width / 2 + 12;
  const head = end + pillSize.x + 10;
  const taps = slots.length > 0 ? slots : [right];
  return {
    hidden,
    output,
    input: stripOf(inputSize, cell),
    width: Math.max(head + 44, head + output.width / 2 + 4) + rest,
    before,
    slots,
    input_: Math.round(sum(taps) / taps.length),
    right,
    head,
    left,
    end,
    trunkOf,
  };
}

/** Up to four numbers stand side by side, up to eight in two lines; more are blocks. */
function stripOf(size: number, cell: number): StripLayout {
  if (size > mostNumbered) return stripLayout(size, 96, 9);
  const perLine = size <= 4 ? size : Math.ceil(size / 2);
  const unitHeight = size <= 4 ? 22 : 19;
  const lines = Math.ceil(size / perLine);
  return {
    size,
    kind: 'cells',
    perLine,
    unitWidth: cell,
    unitHeight,
    width: perLine * cell,
    height: lines * unitHeight,
  };
}

/** The strips and what feeds the lowest of them, side by side; and the lines that pass to higher ones. */
function slotWidth(
  model: Model,
  slot: readonly string[],
  strip: number,
): { readonly core: number; readonly side: number } {
  const [lowest, ...higher] = slot.map((name) =>
    quantityOf(model, name).terms.filter(isFedFromBelow),
  );
  const taps = lowest?.length ?? 0;
  const core = Math.max(strip, taps > 1 ? taps * (2 * pillSize.x + betweenTaps) : 0);
  const passing = sum(higher, (terms) => terms.length);
  return {
    core,
    side: passing > 0 ? sideTrack + pillSize.x + (passing - 1) * (2 * pillSize.x + 4) : 0,
  };
}

interface Down
  extends Pick<
    Grid,
    | 'height'
    | 'loss'
    | 'box'
    | 'busOf'
    | 'opsOf'
    | 'hang'
    | 'tokenBaseline'
    | 'head'
    | 'right'
    | 'width'
    | 'trunkOf'
  > {
  readonly yOf: ReadonlyMap<string, number>;
}

function layoutDown(model: Model, across: Across, tokens: boolean, g: number): Down {
  const plan = cellPlanOf(model);
  const { hidden, output, input } = across;
  const { output: state } = model.cell;
  const yOf = new Map<string, number>();
  const busOf = new Map<string, number>();
  // The head, from the loss down.
  const mapped = model.specification.head !== 'linear';
  yOf.set('prediction', 2 * lossSize.y + 2 + 16 * g + output.height / 2);
  yOf.set('logits', (yOf.get('prediction') ?? 0) + output.height + (mapped ? 36 : 18) * g);
  let y = (yOf.get('logits') ?? 0) + output.height / 2;
  // A road's new state stands level with the head's first operations, which need their room above it.
  y += plan.roads.includes(state) ? (model.specification.bias ? 66 : 42) * g : 18 * g;
  const top = y - 10;
  for (const road of plan.roads) {
    yOf.set(road, y + hidden.height / 2);
    y += hidden.height + 22 * g;
  }
  const hang = y + 4 * g;
  if (plan.roads.length > 0) y = hang + 22 * g;
  const opsOf = new Map<number, { last: number; feeding: number }>();
  for (const layer of layersOf(plan)) {
    const names = plan.slots.flat().filter((name) => plan.layers.get(name) === layer);
    for (const name of names) yOf.set(name, y + hidden.height / 2);
    const last = y + hidden.height + 20 * g;
    const isFed = names.some((name) => quantityOf(model, name).terms.length > 1);
    const feeding = isFed ? last + 29 * g : last;
    opsOf.set(layer, { last, feeding });
    y = feeding + 22 * g;
  }
  y -= 4 * g;
  for (const low of plan.low) {
    yOf.set(low, y + hidden.height / 2);
    if (plan.spread.includes(low)) busOf.set(low, y + hidden.height / 2);
    y += hidden.height + 8 * g;
  }
  for (const road of plan.roads.filter((name) => plan.spread.includes(name))) {
    busOf.set(road, y + 4);
    y += 16 * g;
  }
  const bottom = y + 4;
  y += 18;
  busOf.set('x', y - 4);
  yOf.set('x', y + 10 * g + input.height / 2);
  y += 10 * g + input.height;
  const tokenBaseline = y + 19;
  return {
    ...across,
    height: tokens ? tokenBaseline + 8 : y + 6,
    yOf,
    busOf,
    opsOf,
    hang,
    tokenBaseline,
    loss: { x: across.head, y: lossSize.y + 1 },
    box: { left: across.left, right: across.end, top, bottom },
  };
}

/** From the top down. */
function layersOf({ slots, layers }: CellPlan): readonly number[] {
  const used = new Set(slots.flat().map((name) => layers.get(name) ?? 1));
  return [...used].toSorted((a, b) => b - a);
}

function placesOf(model: Model, across: Across, { yOf }: Down): ReadonlyMap<string, Place> {
  const plan = cellPlanOf(model);
  const places = new Map<string, Place>();
  const put = (source: Source, x: number, layout: StripLayout): void => {
    places.set(keyOf(source), {
      source,
      layout,
      x,
      y: Math.round(present(yOf.get(source.quantity), source.quantity)),
    });
  };
  for (const quantity of model.cell.states) {
    put({ quantity, at: 'before' }, across.before, across.hidden);
    put({ quantity, at: 'now' }, across.right, across.hidden);
  }
  plan.slots.forEach((slot, i) => {
    for (const quantity of slot) put({ quantity, at: 'now' }, across.slots[i] ?? 0, across.hidden);
  });
  put({ quantity: 'x', at: 'now' }, across.input_, across.input);
  for (const quantity of ['logits', 'prediction']) {
    put({ quantity, at: 'now' }, across.head, across.output);
  }
  return places;
}
