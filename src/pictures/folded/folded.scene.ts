// The folded net at one step of a moment: its values, its gradients, and what goes round the loops.

import { formatNumber } from '#base/format.ts';
import type { BackwardEdge, ForwardEdge } from '#marks/drawn-edge.ts';
import { markFlow } from '#marks/flow-mark.ts';
import { shareOf, strengthScaleOf } from '#marks/strength.ts';
import { type Box, buildStrip, type Strip } from '#marks/strip.ts';
import { targetText, tokenText } from '#marks/target-text.ts';
import { gradientTone, valueTone } from '#marks/tone.ts';
import { headOf, pathOf, shortenWay } from '#marks/way.ts';
import { gradientId, lossId, type QuantityId, targetId, valueId } from '#model/quantity-id.ts';
import { type Moment, type Presence, presenceOf } from '#playback/presence.ts';
import { gradientAt, sourceValue } from '#trace/record/source-value.ts';
import type { Trace } from '#trace/record/trace.ts';
import { type FoldedMark, type FoldedNorm, marksOf, normsOf } from './beside-ways.scene.ts';
import {
  type FoldedLayout,
  type FoldedRow,
  type FoldedShape,
  partPitch,
  partSize,
} from './layout.scene.ts';
import { backwardWays, forwardWays, rowOfFolded } from './ways.scene.ts';

/** A vector: a value, or the gradient of one. */
export interface FoldedNode {
  readonly id: QuantityId;
  readonly name: string;
  /** The step it belongs to: for a state that comes in, the step before. */
  readonly t: number;
  readonly gradient: boolean;
  /** Room left of the strip for its letter; without any it has none. */
  readonly labelWidth: number;
  readonly strip: Strip;
}

/** A quantity of the cell without its numbers. */
export interface FoldedPart extends Box {
  readonly id: QuantityId;
  readonly name: string;
  readonly gradient: boolean;
  readonly presence: Presence;
}

export interface FoldedLoss extends Box {
  readonly id: QuantityId;
  readonly presence: Presence;
  readonly value: string;
  readonly targetId: QuantityId;
  readonly target: string;
}

export interface FoldedScene {
  readonly t: number;
  readonly token: string | null;
  readonly nodes: readonly FoldedNode[];
  readonly parts: readonly FoldedPart[];
  readonly marks: readonly FoldedMark[];
  /** null at a step without a loss. */
  readonly loss: FoldedLoss | null;
  readonly forward: readonly ForwardEdge[];
  readonly backward: readonly BackwardEdge[];
  readonly norms: readonly FoldedNorm[];
}

export function buildFoldedScene(
  trace: Trace,
  moment: Moment,
  shape: FoldedShape,
  layout: FoldedLayout,
  t: number,
): FoldedScene {
  return {
    t,
    token: tokenText(trace.experiment, trace.sequence, t),
    nodes: nodesOf(trace, moment, shape, layout, t),
    parts: partsOf(moment, shape, layout, t),
    marks: marksOf(trace, shape, layout, t),
    loss: lossOf(trace, moment, layout, t),
    forward: forwardOf(trace, moment, shape, layout, t),
    backward: backwardOf(trace, moment, shape, layout, t),
    norms: normsOf(trace, moment, layout, t),
  };
}

function nodesOf(
  trace: Trace,
  moment: Moment,
  shape: FoldedShape,
  layout: FoldedLayout,
  t: number,
): readonly FoldedNode[] {
  const { labels } = layout;
  const hasLoss = trace.lossSteps.includes(t);
  const shown = layout.rows.filter(
    ({ name }) => hasLoss || (name !== 'logits' && name !== 'prediction'),
  );
  const values = shown.map((row) => valueNode(trace, moment, shape, layout, row, t));
  const gradients = shown
    .filter(({ name }) => trace.gradients[name] !== undefined)
    .map((row) => gradientNode(trace, moment, layout, row, t));
  const before = layout.loops.map((loop): FoldedNode => {
    const { strip } = rowOfFolded(layout, loop.state);
    const id = valueId(loop.state, t - 1);
    return {
      id,
      name: loop.state,
      t: t - 1,
      gradient: false,
      labelWidth: labels.value,
      strip: buildStrip({
        id,
        presence: presenceOf(moment, id),
        layout: strip,
        x: loop.before - strip.width / 2,
        y: loop.bottom - strip.height / 2,
        values: sourceValue(trace, { quantity: loop.state, at: 'before' }, t),
        toneOf: valueTone,
      }),
    };
  });
  return [...values, ...gradients, ...before];
}

function valueNode(
  trace: Trace,
  moment: Moment,
  shape: FoldedShape,
  layout: FoldedLayout,
  { name, strip, top }: FoldedRow,
  t: number,
): FoldedNode {
  const id = valueId(name, t);
  return {
    id,
    name,
    t,
    gradient: false,
    labelWidth: layout.labels.value,
    strip: buildStrip({
      id,
      presence: presenceOf(moment, id),
      style: name === 'x' && shape.tokens ? 'one-hot' : 'signed',
      layout: strip,
      x: layout.values - strip.width / 2,
      y: top,
      values: sourceValue(trace, { quantity: name, at: 'now' }, t),
      toneOf: valueTone,
    }),
  };
}

function gradientNode(
  trace: Trace,
  moment: Moment,
  layout: FoldedLayout,
  { name, strip, top }: FoldedRow,
  t: number,
): FoldedNode {
  const id = gradientId(name, t);
  const scale = strengthScaleOf(trace);
  return {
    id,
    name,
    t,
    gradient: true,
    labelWidth: layout.labels.gradient,
    strip: buildStrip({
      id,
      presence: presenceOf(moment, id),
      layout: strip,
      x: layout.gradients - strip.width / 2,
      y: top,
      values: gradientAt(trace, name, t),
      toneOf: (value) => gradientTone(scale, value),
    }),
  };
}

/** Between the last part of a line and the frame of the cell, in px. */
const partsEnd = 10;

function partsOf(
  moment: Moment,
  { parts }: FoldedShape,
  layout: FoldedLayout,
  t: number,
): readonly FoldedPart[] {
  const place = layout.parts;
  if (place === null) return [];
  const inside = layout.cell.x + layout.cell.width - partsEnd;
  return parts.flatMap((name, i) =>
    [false, true].map((gradient): FoldedPart => {
      const id = gradient ? gradientId(name, t) : valueId(name, t);
      const middle = (gradient ? layout.gradients : layout.values) - place.width / 2;
      const left = Math.min(middle, inside - (place.perLine - 1) * partPitch - partSize);
      return {
        id,
        name,
        gradient,
        presence: presenceOf(moment, id),
        x: left + (i % place.perLine) * partPitch,
        y: place.top + Math.floor(i / place.perLine) * partPitch,
        width: partSize,
        height: partSize,
      };
    }),
  );
}

function lossOf(trace: Trace, moment: Moment, layout: FoldedLayout, t: number): FoldedLoss | null {
  if (!trace.lossSteps.includes(t)) return null;
  const id = lossId(t);
  const presence = presenceOf(moment, id);
  return {
    ...layout.loss,
    id,
    presence,
    value: presence === 'unknown' ? '' : formatNumber(trace.losses[t - 1] ?? 0),
    targetId: targetId(t),
    target: targetText(trace.experiment, trace.sequence, t),
  };
}

function forwardOf(
  trace: Trace,
  moment: Moment,
  shape: FoldedShape,
  layout: FoldedLayout,
  t: number,
): readonly ForwardEdge[] {
  return forwardWays(trace, shape, layout, t).map(({ key, way, ids, known, road }) => {
    const presences = known.map((id) => presenceOf(moment, id));
    const presence = (['fresh', 'known'] as const).find((p) => presences.includes(p)) ?? 'unknown';
    return {
      key,
      ids,
      t,
      presence,
      road,
      path: pathOf(shortenWay(way, 5)),
      head: headOf(way, 8, 7),
    };
  });
}

function backwardOf(
  trace: Trace,
  moment: Moment,
  shape: FoldedShape,
  layout: FoldedLayout,
  t: number,
): readonly BackwardEdge[] {
  const look = { scale: strengthScaleOf(trace), crowded: layout.crowded, headed: true };
  return backwardWays(trace, shape, layout, t).map(({ key, way, id, flow }) => {
    const presence = presenceOf(moment, id);
    const share = presence === 'unknown' ? null : shareOf(flow());
    return {
      key,
      ids: [id],
      t,
      use: t,
      presence,
      share,
      label: null,
      ...markFlow(way, share, look),
    };
  });
}
