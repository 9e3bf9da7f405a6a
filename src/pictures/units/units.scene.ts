// The net unit by unit at a moment: every hidden unit a node, every weight an edge, as shapes without colours.

import type { Moment } from '#playback/presence.ts';
import type { Trace } from '#trace/record/trace.ts';
import { edgeCount } from './join-numbers.scene.ts';
import { isBackward, type UnitEdge, unitEdges } from './unit-edges.scene.ts';
import { type UnitJoin, unitJoins } from './unit-joins.scene.ts';
import { type GroupLayout, groupAt, type UnitsLayout } from './unit-layout.scene.ts';
import { type UnitNode, type UnitStrip, unitNodes, unitStrip } from './unit-nodes.scene.ts';

export interface UnitsScene {
  readonly nodes: readonly UnitNode[];
  readonly strips: readonly UnitStrip[];
  readonly edges: readonly UnitEdge[];
  /** How many edges the steps on screen have, where only the strongest are drawn; null where all are. */
  readonly edgeCount: number | null;
  /** The backward pass has begun: edges show the gradient as it comes. */
  readonly backward: boolean;
  /** Very many edges are drawn thinner. */
  readonly crowded: boolean;
}

/** More edges than this in the picture, and only the strongest are drawn. */
const mostEdges = 800;
/** What is drawn then, of each kind of join. */
const strongest = { state: 300, input: 120, output: 100 } as const;
/** More edges than this are drawn thinner. */
const manyEdges = 150;
/** No step has fewer, however many there are. */
const fewest = 6;

export function buildUnitsScene(
  trace: Trace,
  moment: Moment,
  layout: UnitsLayout,
  tokens: boolean,
): UnitsScene {
  const backward = isBackward(trace, moment);
  const joins = unitJoins(trace.model);
  const drawn = layout.columns.flatMap(({ t }) => joins.filter((join) => joined(layout, join, t)));
  const count = drawn.reduce((sum, join) => sum + edgeCount(trace, join), 0);
  const crowded = count > manyEdges;
  const frame = { trace, moment, layout, backward, crowded, most: mostOf(drawn, count) };
  const oneHot = (group: GroupLayout): boolean => tokens && group.quantity === 'x';
  const circles = layout.groups.filter(({ shape }) => shape === 'circle');
  const cells = layout.groups.filter(({ shape }) => shape === 'cell');
  return {
    nodes: circles.flatMap((group) => unitNodes(trace, moment, group, oneHot(group))),
    strips: cells.map((group) => unitStrip(trace, moment, group, oneHot(group))),
    edges: layout.columns.flatMap(({ t }) => joins.flatMap((join) => unitEdges(frame, join, t))),
    edgeCount: count > mostEdges ? count : null,
    backward,
    crowded,
  };
}

function joined(layout: UnitsLayout, { from, to }: UnitJoin, t: number): boolean {
  const source = groupAt(layout, from.quantity, from.at === 'now' ? t : t - 1);
  return (
    source !== undefined && groupAt(layout, to === 'logits' ? 'prediction' : to, t) !== undefined
  );
}

/** How many edges of each kind one join may have at one step. */
function mostOf(
  drawn: readonly UnitJoin[],
  count: number,
): Readonly<Record<UnitJoin['kind'], number>> {
  const share = (kind: UnitJoin['kind']): number => {
    if (count <= mostEdges) return Number.POSITIVE_INFINITY;
    const of = drawn.filter((join) => join.kind === kind).length;
    return Math.max(fewest, Math.floor(strongest[kind] / Math.max(1, of)));
  };
  return { state: share('state'), input: share('input'), output: share('output') };
}
