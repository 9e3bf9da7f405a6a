// What stands beside the ways of the folded net: the weights and gates they pass through, the lengths of what flows.

import { present } from '#base/exhaustive.ts';
import type { Point } from '#marks/curve.ts';
import { shareOf } from '#marks/strength.ts';
import { gateOf } from '#marks/strips-layout.ts';
import { type Edge, sizeOf } from '#model/model.ts';
import { carriedId, localId, parameterId, type QuantityId, valueId } from '#model/quantity-id.ts';
import { type Moment, type Presence, presenceOf } from '#playback/presence.ts';
import type { Trace } from '#trace/record/trace.ts';
import type { FoldedLayout, FoldedShape } from './layout.scene.ts';
import { rowOfFolded } from './ways.scene.ts';

/** What a way passes through: a shared parameter, or a gate that scales it. */
export interface FoldedMark {
  readonly id: QuantityId;
  readonly kind: 'parameter' | 'gate';
  readonly name: string;
  readonly at: Point;
}

/** The length of a gradient beside its way. */
export interface FoldedNorm {
  readonly id: QuantityId;
  readonly kind: 'local' | 'carried';
  /** The state whose gradient it is part of, and its step. */
  readonly state: string;
  readonly t: number;
  readonly norm: number;
  readonly presence: Presence;
  readonly at: Point;
  readonly anchor: 'start' | 'middle';
}

const lineHeight = 15;
const markWidth = 34;

/** Beside each way the weights that it passes through, and at a loop the gates that scale what comes round. */
export function marksOf(
  trace: Trace,
  shape: FoldedShape,
  layout: FoldedLayout,
  t: number,
): readonly FoldedMark[] {
  const { model } = trace;
  const inputs = model.edges.filter((e) => e.from.quantity === 'x');
  const weights = (edges: readonly Edge[]): Unplaced[] => [
    ...new Map(
      edges.flatMap(({ weight }) =>
        weight === undefined
          ? []
          : [[weight, { id: parameterId(weight), kind: 'parameter' as const, name: weight }]],
      ),
    ).values(),
  ];
  const x = rowOfFolded(layout, 'x');
  const above = layout.cell.y + layout.cell.height;
  const beside = layout.values + 12;
  const into = placeMarks(weights(inputs), { x: beside, y: (x.top + above) / 2 }, inputs.length);
  const read = model.edges.filter((e) => e.to === 'logits');
  const logits = rowOfFolded(layout, 'logits');
  const under = (logits.top + logits.strip.height + layout.cell.y) / 2;
  const out = trace.lossSteps.includes(t)
    ? placeMarks(weights(read), { x: beside, y: under }, read.length)
    : [];
  const around = layout.loops.flatMap((loop) => {
    const edges = (shape.recurrent.get(loop.state) ?? []).flatMap((c) => c.edges);
    const gates = edges
      .filter((e) => e.kind === 'elementwise')
      .flatMap((e): Unplaced[] => {
        const gate = gateOf(model, e);
        return gate === null ? [] : [{ id: valueId(gate, t), kind: 'gate', name: gate }];
      });
    const perLine = Math.max(1, Math.floor((layout.gap - 10) / markWidth));
    const at = { x: loop.left + 8, y: loop.entry + lineHeight };
    const inner = { x: layout.cell.x - layout.gap + 8, y: at.y };
    return placeMarks([...weights(edges), ...gates], inner, perLine);
  });
  return [...into, ...out, ...around];
}

type Unplaced = Omit<FoldedMark, 'at'>;

function placeMarks(marks: readonly Unplaced[], at: Point, perLine: number): FoldedMark[] {
  return marks.map((mark, i) => ({
    ...mark,
    at: {
      x: at.x + (i % perLine) * markWidth,
      y: at.y + Math.floor(i / perLine) * lineHeight,
    },
  }));
}

/** What comes into each state from its own loss and from the step after, and what goes on to the step before. */
export function normsOf(
  trace: Trace,
  moment: Moment,
  layout: FoldedLayout,
  t: number,
): readonly FoldedNorm[] {
  const { cell, loops, gap, gradients, beside } = layout;
  const { output } = trace.model.cell;
  const logits = rowOfFolded(layout, 'logits');
  const local = {
    id: localId(t),
    kind: 'local' as const,
    state: output,
    t,
    block: trace.local,
    at: { x: gradients + 12, y: (logits.top + logits.strip.height + cell.y) / 2 },
    anchor: 'start' as const,
  };
  const carried = loops.flatMap((loop) => {
    const { state, exit, entry } = loop;
    const block = present(trace.carried[state], `carried ${state}`);
    const part = (at: number, x: number, y: number) => ({
      id: carriedId(state, at),
      kind: 'carried' as const,
      state,
      t: at,
      block,
      at: { x, y: y - beside - 12 },
      anchor: 'middle' as const,
    });
    return [
      ...(t < trace.steps ? [part(t, cell.x + cell.width + gap / 2, exit)] : []),
      ...(t > 1 ? [part(t - 1, cell.x - gap / 2, entry)] : []),
    ];
  });
  return [...(trace.lossSteps.includes(t) ? [local] : []), ...carried].flatMap(
    ({ block, ...norm }): FoldedNorm[] => {
      const presence = presenceOf(moment, norm.id);
      if (presence === 'unknown') return [];
      const size = sizeOf(trace.model, norm.state);
      const values = block.subarray((norm.t - 1) * size, norm.t * size);
      return [{ ...norm, presence, norm: shareOf(values).norm }];
    },
  );
}
