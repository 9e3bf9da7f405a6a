// Where everything of the folded net stands: one cell, and one loop for each state; never a function of the moment.
//
//              ┌ L_t ┐
//             ŷ       ·          values go up at the left, gradients come down at the right
//          logits   ∂logits
//        ┌────────────────────┐
//   ┌──► │     h      ∂h      │ ───┐
//   │    │     a      ∂a      │    │
//   │    └────────────────────┘    │
//   │          x  token            │
//   └── h of the step before ◄─ one step later ─┘

import { present } from '#base/exhaustive.ts';
import type { Room } from '#marks/graph-layout.ts';
import type { Box } from '#marks/strip.ts';
import { mostNumbered, type StripLayout, stripLayout, stripWidths } from '#marks/strip-layout.ts';
import { type Connection, wiringOf } from '#marks/wiring.ts';
import { type Model, sizeOf } from '#model/model.ts';

export interface FoldedShape {
  readonly model: Model;
  /** Digits of the last step: the room that an index takes. */
  readonly digits: number;
  readonly tokens: boolean;
  /** Quantities that stand in the cell with their numbers, from the bottom up. */
  readonly rows: readonly string[];
  /** The others of the cell, by their letters alone. */
  readonly parts: readonly string[];
  /** What enters the cell from each state of the step before. */
  readonly recurrent: ReadonlyMap<string, readonly Connection[]>;
}

export interface FoldedRow {
  readonly name: string;
  readonly strip: StripLayout;
  readonly top: number;
}

/** The way of one state round to the next step. The gradient runs `beside` it, on the outside. */
export interface Loop {
  readonly state: string;
  readonly left: number;
  readonly right: number;
  /** Heights at which it leaves the cell and comes back into it. */
  readonly exit: number;
  readonly entry: number;
  /** Of the piece below the cell. */
  readonly bottom: number;
  /** The mark of the delay. */
  readonly delay: Box;
  /** Middle of the strip with the state of the step before. */
  readonly before: number;
}

export interface FoldedLayout {
  readonly width: number;
  readonly height: number;
  /** What it is enlarged by to fill its room. */
  readonly scale: number;
  /** Middles of the two columns. */
  readonly values: number;
  readonly gradients: number;
  /** Room left of a strip for its letter; of a gradient it may be none. */
  readonly labels: { readonly value: number; readonly gradient: number };
  readonly cell: Box;
  readonly loss: Box;
  /** From the bottom up: x, the rows of the cell, logits, prediction. */
  readonly rows: readonly FoldedRow[];
  /** Plates of the parts, one for values and one for gradients; null where the cell has none. */
  readonly parts: {
    readonly top: number;
    readonly height: number;
    readonly width: number;
    readonly perLine: number;
  } | null;
  readonly loops: readonly Loop[];
  readonly beside: number;
  /** Edges are drawn thinner, as in the unrolled net of the same cell. */
  readonly crowded: boolean;
  /** The same below a lane, where it passes under a strip. */
  readonly under: number;
  /** Between the cell and the innermost loop. */
  readonly gap: number;
}

/** `arm`: the least room for a way beside it. */
const pill = { width: 96, height: 24, arm: 20 };
export const partPitch = 27;
export const partSize = 24;
const header = 20;
const pad = 12;
const beside = 12;
/** The gradient below a lane passes under the strip of the step before. */
const under = 21;
const lanePitch = 53;
const aboveLanes = 10;
const delayWidth = 112;
/** Where rows follow from each other, arrows have to fit between them. */
const gaps = { least: 12, withArrows: 17, most: 26 };
/** Strips give way before the room beside the cell goes below `fair`. */
const sides = { least: 26, most: 104 };
/** Wide enough for letters beside the gradients. */
const roomy = 480;
const loose = { between: 24, loopPitch: 24, fair: 48 };
const tight = { between: 34, loopPitch: 18, fair: 34 };
const largest = 1.4;

/** The quantities are shown one by one where each follows from the one below; else the states alone are. */
export function foldedShape(model: Model, steps: number, tokens: boolean): FoldedShape {
  const { cell } = model;
  const { connections } = wiringOf(model);
  const names = cell.quantities.map((q) => q.name);
  const isChain = connections.every((c) => c.from.at === 'before' || c.course.kind === 'upwards');
  const rows = isChain ? names : names.filter((name) => cell.states.includes(name));
  return {
    model,
    digits: String(steps).length,
    tokens,
    rows,
    parts: names.filter((name) => !rows.includes(name)),
    recurrent: new Map(
      cell.states.map((state) => [
        state,
        connections.filter((c) => c.from.at === 'before' && c.from.quantity === state),
      ]),
    ),
  };
}

/** `crowded`: edges as thin as the legend says. */
export function layoutFolded(shape: FoldedShape, room: Room, crowded: boolean): FoldedLayout {
  const { model, digits } = shape;
  const names = ['x', ...shape.rows, 'logits', 'prediction'];
  const sizes = names.map((name) => sizeOf(model, name));
  const labels = {
    value: 15 + 6 * digits,
    // On a phone the head of the column says enough.
    gradient: room.width < roomy ? 0 : 44 + 6 * digits,
  };
  const { between, loopPitch, fair } = room.width < roomy ? tight : loose;
  const loops = model.cell.states.length;
  const outside = (loops - 1) * loopPitch + beside + 8;
  const solid = labels.value + labels.gradient + between + 2 * pad + 2 * outside;
  const strip = stripRoom(sizes, (room.width - solid - 2 * fair) / 2);
  const numbered = Math.max(...sizes.map((size) => (size <= mostNumbered ? size : 0)));
  const strips = sizes.map((size) => {
    const part = size <= mostNumbered ? size / numbered : 1;
    return stripLayout(size, strip * part + 1e-6, names.length);
  });
  const widest = Math.max(...strips.map((s) => s.width));
  const inner = solid - 2 * outside + 2 * widest;
  const gap = clamp((room.width - inner - 2 * outside) / 2, sides.least, sides.most);
  const left = outside + gap;
  const values = left + pad + labels.value + widest / 2;
  const gradients = values + widest + between + labels.gradient;
  const pillWidth = Math.min(pill.width + 2 * digits, gradients - values - 2 * pill.arm);
  const down = stackRows(shape, names, strips, room.height, labels.value + widest);
  const cell = { x: left, y: down.cellTop, width: inner, height: down.cellHeight };
  const width = inner + 2 * (outside + gap);
  const height = down.lanesTop + loops * lanePitch;
  return {
    width,
    height,
    scale: clamp(Math.min(room.width / width, room.height / height), 1, largest),
    values,
    gradients,
    labels,
    cell,
    loss: { x: (values + gradients - pillWidth) / 2, y: 0, width: pillWidth, height: pill.height },
    rows: down.rows,
    parts: down.parts,
    loops: loopsOf(shape, down, cell, { gap, loopPitch }),
    beside,
    crowded,
    under,
    gap,
  };
}

/** As wide as all strips agree to be, within the room for one of them. */
function stripRoom(sizes: readonly number[], room: number): number {
  const widths = sizes.map(stripWidths);
  const least = Math.max(...widths.map((w) => w.least));
  const most = Math.max(...widths.map((w) => w.most));
  return clamp(room, least, most);
}

interface Stack {
  readonly rows: readonly FoldedRow[];
  readonly parts: FoldedLayout['parts'];
  readonly cellTop: number;
  readonly cellHeight: number;
  readonly lanesTop: number;
}

/** Stands the rows on each other, from the loss down. */
function stackRows(
  { rows, parts, model }: FoldedShape,
  names: readonly string[],
  strips: readonly StripLayout[],
  height: number,
  column: number,
): Stack {
  const perLine = Math.max(1, Math.floor(column / partPitch));
  const partsHeight = Math.ceil(parts.length / perLine) * partPitch;
  const foot = aboveLanes + model.cell.states.length * lanePitch;
  const heights = strips.reduce((sum, strip) => sum + strip.height, 0);
  const solid = pill.height + heights + partsHeight + header + 2 * pad + foot;
  const spaces = names.length + (parts.length > 0 ? 1 : 0);
  const least = parts.length > 0 ? gaps.least : gaps.withArrows;
  const gap = clamp((height - solid) / spaces, least, gaps.most);
  let top = pill.height;
  let partsTop = 0;
  let [cellTop, cellBottom] = [0, 0];
  const placed = names
    .map((name, i): FoldedRow => {
      const strip = present(strips[i], `strip of ${name}`);
      return { name, strip, top: 0 };
    })
    .toReversed()
    .map(({ name, strip }): FoldedRow => {
      top += gap;
      if (name === rows.at(-1)) {
        cellTop = top;
        top += header + pad / 2;
      }
      const row = { name, strip, top };
      top += strip.height;
      if (name === rows[0]) {
        if (parts.length > 0) {
          partsTop = top + gap;
          top = partsTop + partsHeight;
        }
        top += pad;
        cellBottom = top;
      }
      return row;
    });
  return {
    rows: placed.toReversed(),
    parts:
      parts.length > 0
        ? { top: partsTop, height: partsHeight, width: perLine * partPitch, perLine }
        : null,
    cellTop,
    cellHeight: cellBottom - cellTop,
    lanesTop: top + aboveLanes,
  };
}

/** The state that leaves the cell highest runs outside. */
function loopsOf(
  shape: FoldedShape,
  stack: Stack,
  cell: Box,
  { gap, loopPitch }: { readonly gap: number; readonly loopPitch: number },
): readonly Loop[] {
  const middle = (name: string): number => {
    const row = stack.rows.find((r) => r.name === name);
    return row ? row.top + row.strip.height / 2 : 0;
  };
  const states = shape.model.cell.states.toSorted((a, b) => middle(b) - middle(a));
  return states.map((state, i): Loop => {
    const users = (shape.recurrent.get(state) ?? []).map(({ to }) => to);
    const own = users.every((to) => to === state);
    const shown = users.filter((to) => shape.rows.includes(to) && (own || to !== state));
    const lowest = Math.max(...shown.map(middle));
    const { parts } = stack;
    const entry = shown.length > 0 ? lowest : parts ? parts.top + parts.height / 2 : middle(state);
    const left = cell.x - gap - i * loopPitch;
    const right = cell.x + cell.width + gap + i * loopPitch;
    const bottom = stack.lanesTop + 17 + i * lanePitch;
    const center = cell.x + cell.width / 2;
    const strip = stack.rows.find((r) => r.name === state)?.strip.width ?? 0;
    return {
      state,
      left,
      right,
      exit: middle(state) + beside / 2,
      entry: entry + beside / 2,
      bottom,
      delay: { x: center + 14, y: bottom - 14, width: delayWidth, height: under + 26 },
      before: center - 12 - strip / 2,
    };
  });
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
