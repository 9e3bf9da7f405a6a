// Across the picture inside a column: the states before, the slots, the new states, the head, from left to right.

import { sum } from 'd3-array';
import type { StripLayout } from '#marks/strip-layout.ts';
import type { Term } from '#model/declaration.ts';
import { type Model, quantityOf } from '#model/model.ts';
import { cellPlanOf } from './cell-plan.scene.ts';
import { cellWidths, lossSize, pillSize, sideTrack, stripOf, tapStep } from './sizes.scene.ts';

export interface Across {
  readonly width: number;
  readonly strips: {
    readonly hidden: StripLayout;
    readonly input: StripLayout;
    readonly output: StripLayout;
  };
  /** Middles of columns: the states before, x, every slot, the new states, the head. */
  readonly before: number;
  readonly input: number;
  readonly slots: readonly number[];
  readonly right: number;
  readonly head: number;
  /** Edges of the frame around the cell; where the roads go on to ends. */
  readonly left: number;
  readonly end: number;
  readonly exit: number;
  /** Left of the slots: where a state with a road comes down to its bus. */
  readonly trunkOf: ReadonlyMap<string, number>;
}

const beforeSlots = 16;
const trunkPitch = 14;
const slotGaps = [8, 34] as const;
/** What the head stands clear of the frame, and what the roads go on beyond it. */
const besideFrame = 6;
const beyondHead = 10;

/** Matrix terms that are fed from below, by x or a state of the step before. */
export function isFedFromBelow(term: Term): boolean {
  return term.kind === 'matrix' && (term.source.quantity === 'x' || term.source.at === 'before');
}

/** Cells as wide as the room allows, then the gaps; what is left stands at both sides. */
export function layoutAcross(model: Model, room: number): Across {
  const [least, most] = cellWidths;
  const [tight, loose] = slotGaps;
  const widthAt = (cell: number, gap: number): number => acrossAt(model, cell, gap, 0).width;
  const cell = Math.floor(fitting([least, most], room, (size) => widthAt(size, tight)));
  const gap = Math.floor(fitting([tight, loose], room, (size) => widthAt(cell, size)));
  const rest = Math.max(0, Math.floor((room - widthAt(cell, gap)) / 2));
  return acrossAt(model, cell, gap, rest);
}

/** The size between two at which what grows evenly with it just fits. */
export function fitting(
  [least, most]: readonly [number, number],
  room: number,
  needAt: (size: number) => number,
): number {
  const need = needAt(least);
  const part = (room - need) / Math.max(1, needAt(most) - need);
  return least + (most - least) * Math.min(1, Math.max(0, part));
}

function acrossAt(model: Model, cell: number, gap: number, rest: number): Across {
  const plan = cellPlanOf(model);
  const { hiddenSize, inputSize, outputSize } = model.specification;
  const hidden = stripOf(hiddenSize, cell);
  const output = stripOf(outputSize, cell);
  const trunks = plan.spread.filter((state) => plan.roads.includes(state));
  const before = rest + 5 + hidden.width / 2;
  const left = before + hidden.width / 2 + 12;
  let x = left + beforeSlots + trunks.length * trunkPitch;
  const slots = plan.slots.map((slot, i) => {
    const { core, side } = slotWidth(model, slot, hidden.width);
    if (i > 0) x += gap;
    const middle = x + core / 2;
    x += core + side;
    return Math.round(middle);
  });
  const right = Math.round(x + gap + 8 + hidden.width / 2);
  const end = right + hidden.width / 2 + 10;
  const headHalf = Math.max(lossSize.x, output.width / 2, pillSize.x);
  const head = Math.round(end + besideFrame + headHalf);
  const exit = head + headHalf + beyondHead;
  return {
    strips: { hidden, output, input: stripOf(inputSize, cell) },
    width: exit + 2 + rest,
    before,
    input: inputUnder(model, slots.length > 0 ? slots : [right]),
    slots,
    right,
    head,
    left,
    end,
    exit,
    trunkOf: new Map(trunks.map((state, i) => [state, left + 12 + i * trunkPitch])),
  };
}

/** In the middle below the slots; under the one tap that there is, where there is one slot. */
function inputUnder(model: Model, slots: readonly number[]): number {
  const { slots: names } = cellPlanOf(model);
  const lowest = quantityOf(model, names[0]?.[0] ?? model.cell.output).terms;
  const taps = lowest.filter(isFedFromBelow).length;
  const aside = slots.length === 1 && taps > 1 ? (tapStep * (taps - 1)) / 2 : 0;
  return Math.round(sum(slots) / slots.length + aside);
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
  const core = Math.max(strip, taps > 1 ? taps * tapStep : 0);
  const passing = sum(higher, (terms) => terms.length);
  return {
    core,
    side: passing > 0 ? sideTrack + pillSize.x + (passing - 1) * (tapStep - 2) : 0,
  };
}
