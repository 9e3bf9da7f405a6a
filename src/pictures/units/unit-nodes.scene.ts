// Single units at a moment: filled with the tone of their value, ringed by their gradient once it is known.

import { formatWithin } from '#base/format.ts';
import type { Point } from '#marks/curve.ts';
import { strengthScaleOf } from '#marks/strength.ts';
import { gradientTone, signedTones, type Tone, toneOf, valueTone } from '#marks/tone.ts';
import { entryId, gradientId, type QuantityId, valueId } from '#model/quantity-id.ts';
import { type Moment, type Presence, presenceOf } from '#playback/presence.ts';
import { rowOf, type Trace } from '#trace/record/trace.ts';
import { type GroupLayout, placeOf } from './unit-layout.scene.ts';

export interface UnitNode {
  readonly id: QuantityId;
  readonly quantity: string;
  readonly t: number;
  /** From 1. */
  readonly unit: number;
  readonly at: Point;
  readonly radius: number;
  readonly presence: Presence;
  readonly value: number;
  readonly tone: Tone;
  /** One-hot inputs are drawn in ink, since 1 and 0 are no signs. */
  readonly oneHot: boolean;
  /** Empty while unknown, and where it does not fit. */
  readonly text: string;
  /** null while unknown. */
  readonly gradient: UnitGradient | null;
}

export interface UnitGradient {
  readonly id: QuantityId;
  readonly value: number;
  readonly tone: Tone;
  readonly fresh: boolean;
}

/** All cells of one tone. */
export interface ToneCells {
  readonly tone: Tone;
  readonly path: string;
}

/** Units too small to stand alone: a strip of colours, with a narrow one beside it for their gradients. */
export interface UnitStrip {
  readonly id: QuantityId;
  readonly group: GroupLayout;
  readonly presence: Presence;
  readonly oneHot: boolean;
  readonly values: readonly ToneCells[];
  /** Empty while unknown. */
  readonly gradients: readonly ToneCells[];
}

/** The breadth of the strip of gradients, in px. */
const gradientBreadth = 4;
/** A circle narrower than this holds no number but 0 and 1, in px. */
const roomy = 11.5;
const roomyForDigit = 6.5;
/** The type of numbers in units, in px, and in narrow ones; the style sheet says the same in rem. */
const type = 11;
const tightType = 10;
const tight = 15;

/** The values of a group; zeros where there are none. */
export function groupValues(trace: Trace, { quantity, t, size }: GroupLayout): Float64Array {
  if (t === 0) return trace.initial[quantity] ?? new Float64Array(size);
  return rowOf(trace.values[quantity] ?? new Float64Array(trace.steps * size), t, size);
}

/** What the ring of a quantity's units shows: of the prediction, the gradient of its logits, which is known first. */
export function ringOf(quantity: string): string | null {
  if (quantity === 'x') return null;
  return quantity === 'prediction' ? 'logits' : quantity;
}

interface Reading {
  readonly presence: Presence;
  readonly values: Float64Array;
  readonly ring: {
    readonly id: QuantityId;
    readonly presence: Presence;
    readonly values: Float64Array;
  } | null;
}

function readingOf(trace: Trace, moment: Moment, group: GroupLayout): Reading {
  const { quantity, t, size } = group;
  const name = ringOf(quantity);
  const id = gradientId(name ?? quantity, t);
  const presence = name === null || t === 0 ? 'unknown' : presenceOf(moment, id);
  const block = name === null ? undefined : trace.gradients[name];
  return {
    presence: presenceOf(moment, valueId(quantity, t)),
    values: groupValues(trace, group),
    ring: presence === 'unknown' || !block ? null : { id, presence, values: rowOf(block, t, size) },
  };
}

/** The units of a group of circles. */
export function unitNodes(
  trace: Trace,
  moment: Moment,
  group: GroupLayout,
  oneHot: boolean,
): readonly UnitNode[] {
  const { quantity, t, radius } = group;
  const { presence, values, ring } = readingOf(trace, moment, group);
  const scale = strengthScaleOf(trace);
  return Array.from({ length: group.size }, (_, i): UnitNode => {
    const value = values[i] ?? 0;
    const slope = ring?.values[i] ?? 0;
    return {
      id: entryId(valueId(quantity, t), i + 1),
      quantity,
      t,
      unit: i + 1,
      at: placeOf(group, i + 1),
      radius,
      presence,
      value,
      tone: valueTone(value),
      oneHot,
      text: presence === 'unknown' ? '' : textOf(value, radius),
      gradient: ring && {
        id: entryId(ring.id, i + 1),
        value: slope,
        tone: gradientTone(scale, slope),
        fresh: ring.presence === 'fresh',
      },
    };
  });
}

/** Whether numbers have to be written closer than usual. */
export function isTight(radius: number): boolean {
  return radius < tight;
}

function textOf(value: number, radius: number): string {
  if (value === 0 || value === 1) return radius < roomyForDigit ? '' : String(value);
  if (radius < roomy) return '';
  return formatWithin(value, (2 * radius - 2) / (isTight(radius) ? tightType : type));
}

/** The units of a group of cells. */
export function unitStrip(
  trace: Trace,
  moment: Moment,
  group: GroupLayout,
  oneHot: boolean,
): UnitStrip {
  const { presence, values, ring } = readingOf(trace, moment, group);
  const scale = strengthScaleOf(trace);
  const limit = oneHot ? 1 : undefined;
  const toneAt = (value: number): Tone =>
    limit === undefined ? valueTone(value) : toneOf(value, limit);
  return {
    id: valueId(group.quantity, group.t),
    group,
    presence,
    oneHot,
    values: presence === 'unknown' ? [] : cellPaths(group, values, toneAt, [-1, 1]),
    gradients: ring
      ? cellPaths(group, ring.values, (value) => gradientTone(scale, value), [1, 1.7])
      : [],
  };
}

/** One path for each tone; `[from, to]`: where the strip lies across, in parts of the group's radius. */
function cellPaths(
  group: GroupLayout,
  values: Float64Array,
  toneAt: (value: number) => Tone,
  [from, to]: readonly [number, number],
): readonly ToneCells[] {
  const paths = new Map<Tone, string>();
  const { pitch, radius } = group;
  const isColumn = pitch.y > 0;
  const along = isColumn ? pitch.y : pitch.x;
  // Neighbours overlap by a hair, so that no ground shows between them.
  const length = along > 4 ? along - 1 : along + 0.2;
  for (let i = 0; i < group.size; i++) {
    const tone = toneAt(values[i] ?? 0);
    const { x, y } = placeOf(group, i + 1);
    const shape = isColumn
      ? box(x + from * radius + (from > 0 ? 2 : 0), y - length / 2, (to - from) * radius, length)
      : box(x - length / 2, y - to * radius, length, (to - from) * radius);
    paths.set(tone, (paths.get(tone) ?? '') + shape);
  }
  return [0, ...signedTones].flatMap((tone) => {
    const path = paths.get(tone);
    return path === undefined ? [] : [{ tone, path }];
  });
}

function box(x: number, y: number, width: number, height: number): string {
  return `M${tenth(x)},${tenth(y)}h${tenth(width)}v${tenth(height)}h${tenth(-width)}z`;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Everything a strip takes across, with that of its gradients. */
export function stripReach({ radius }: GroupLayout): number {
  return radius + gradientBreadth + 2;
}
