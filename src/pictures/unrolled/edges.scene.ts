// The edges of the graph at a moment: what is computed forward, and the gradient that comes back over it.

import { present } from '#base/exhaustive.ts';
import type { BackwardEdge, CarriedLabel, ForwardEdge } from '#marks/drawn-edge.ts';
import { markFlow } from '#marks/flow-mark.ts';
import type { GraphLayout } from '#marks/graph-layout.ts';
import { columnAt, rowNamed, upwards, wayOf, wayOut } from '#marks/routes.ts';
import { shareOf, strengthScaleOf } from '#marks/strength.ts';
import { headOf, pathOf, reverseWay, shortenWay, type Way } from '#marks/way.ts';
import { type Connection, wiringOf } from '#marks/wiring.ts';
import { sizeOf } from '#model/model.ts';
import {
  carriedId,
  gradientId,
  jacobianId,
  localId,
  lossId,
  parameterId,
  type QuantityId,
  valueId,
} from '#model/quantity-id.ts';
import { type Moment, presenceOf } from '#playback/presence.ts';
import { rowOf, type Trace } from '#trace/record/trace.ts';
import { connectionFlow } from './connection-flow.scene.ts';
import { type GatheredPiece, gatherState, keyOf } from './trunk.scene.ts';

/** Every forward edge: the declared ones at every step, those into the loss, and what goes on to steps not shown. */
export function buildForwardEdges(
  trace: Trace,
  moment: Moment,
  layout: GraphLayout,
): readonly ForwardEdge[] {
  const { connections } = wiringOf(trace.model);
  const inside = layout.columns.flatMap(({ t }) => {
    const hasLoss = trace.lossSteps.includes(t);
    const declared = connections.map((connection): ForwardEdge => {
      const { to, edges, course } = connection;
      const id = valueId(to, t);
      const weights = edges.flatMap((e) => (e.weight === undefined ? [] : [e.weight]));
      return forwardEdge(wayOf(layout, connection, t, 'forward'), {
        key: placeKey(layout, keyOf(connection), t),
        t,
        ids: [id, ...weights.map(parameterId)],
        presence: presenceOf(moment, id),
        road: course.kind === 'road',
        idle: to === 'logits' && !hasLoss,
      });
    });
    return [...declared, ...intoLoss(moment, layout, t, hasLoss)];
  });
  return [...inside, ...outwards(trace, moment, layout)];
}

/** Every backward edge; those of future beats too, as `unknown`. */
export function buildBackwardEdges(
  trace: Trace,
  moment: Moment,
  layout: GraphLayout,
): readonly BackwardEdge[] {
  const { connections } = wiringOf(trace.model);
  const inside = connections.filter(({ from }) => from.at === 'now' && from.quantity !== 'x');
  const shown = layout.columns.flatMap(({ t }) => {
    const hasLoss = trace.lossSteps.includes(t);
    const declared = inside
      .filter(({ to }) => hasLoss || to !== 'logits')
      .map((connection) => insideEdge(trace, moment, layout, connection, t));
    const carried = t === 1 ? [] : carriedEdges(trace, moment, layout, t);
    return [...(hasLoss ? [fromLoss(trace, moment, layout, t)] : []), ...declared, ...carried];
  });
  return [...shown, ...inwards(trace, moment, layout)];
}

/** For every state, a connection that leaves it for the next step; none where the last column is the last step. */
function leaving(trace: Trace, { window }: GraphLayout): readonly Connection[] {
  if (window.to === trace.steps) return [];
  const { connections } = wiringOf(trace.model);
  return trace.model.cell.states.flatMap(
    (state) =>
      connections.find(({ from }) => from.at === 'before' && from.quantity === state) ?? [],
  );
}

/** What the last column gives on to a step that is not shown. */
function outwards(trace: Trace, moment: Moment, layout: GraphLayout): readonly ForwardEdge[] {
  const t = layout.window.to + 1;
  return leaving(trace, layout).map((connection) => {
    const id = valueId(connection.to, t);
    return forwardEdge(wayOut(layout, connection, 'forward'), {
      key: placeKey(layout, keyOf(connection), t),
      t,
      ids: [id],
      presence: presenceOf(moment, id),
      road: connection.course.kind === 'road',
    });
  });
}

/** All that is carried back to the last column from steps that are not shown. */
function inwards(trace: Trace, moment: Moment, layout: GraphLayout): readonly BackwardEdge[] {
  const { to } = layout.window;
  return leaving(trace, layout).map((connection) => {
    const state = connection.from.quantity;
    const block = present(trace.carried[state], state);
    const piece: GatheredPiece = {
      key: `${state}<`,
      way: reverseWay(wayOut(layout, connection, 'backward')),
      flow: () => rowOf(block, to, sizeOf(trace.model, state)),
      arrives: true,
    };
    const ids = carriedIds(trace, state, to + 1);
    return { ...backwardEdge(trace, moment, layout, to + 1, ids, piece), use: to };
  });
}

/** What speaks of the way back from step t to a state of the step before. */
function carriedIds(trace: Trace, state: string, t: number): readonly QuantityId[] {
  const { states } = trace.model.cell;
  return [carriedId(state, t - 1), ...states.map((to) => jacobianId(to, t, state))];
}

/** Through the head the loss alone speaks; inside the cell an edge's part is known with the gradient it adds to. */
function insideEdge(
  trace: Trace,
  moment: Moment,
  layout: GraphLayout,
  connection: Connection,
  t: number,
): BackwardEdge {
  const { from, to } = connection;
  const id = to === 'logits' ? localId(t) : gradientId(from.quantity, t);
  const piece = {
    key: keyOf(connection),
    way: reverseWay(wayOf(layout, connection, t, 'backward')),
    flow: () => connectionFlow(trace, connection, t),
    arrives: true,
  };
  return backwardEdge(trace, moment, layout, t, [id], piece);
}

/** What is carried back to the states of step t − 1. */
function carriedEdges(
  trace: Trace,
  moment: Moment,
  layout: GraphLayout,
  t: number,
): readonly BackwardEdge[] {
  const { states } = trace.model.cell;
  const { connections } = wiringOf(trace.model);
  return states.flatMap((state) => {
    const own = connections.filter((c) => c.from.at === 'before' && c.from.quantity === state);
    const ids = carriedIds(trace, state, t);
    return gatherState(trace, layout, own, t).map((piece) => ({
      ...backwardEdge(trace, moment, layout, t, ids, piece),
      use: t - 1,
      label:
        piece.arrives && t > layout.window.from ? carriedLabel(trace, layout, state, t - 1) : null,
    }));
  });
}

function carriedLabel(trace: Trace, layout: GraphLayout, state: string, t: number): CarriedLabel {
  const row = rowNamed(layout, state);
  const left = columnAt(layout, t).center + row.width / 2;
  const right = columnAt(layout, t + 1).center - row.width / 2;
  const tops = trace.model.cell.states.map((name) => rowNamed(layout, name).top);
  return {
    state,
    t,
    at: { x: (left + right) / 2, y: row.top - 3 },
    room: right - left,
    free: row.top === Math.min(...tops),
  };
}

function backwardEdge(
  trace: Trace,
  moment: Moment,
  layout: GraphLayout,
  t: number,
  ids: readonly QuantityId[],
  { key, way, flow, arrives }: GatheredPiece,
): BackwardEdge {
  const presence = ids[0] === undefined ? 'unknown' : presenceOf(moment, ids[0]);
  const share = presence === 'unknown' ? null : shareOf(flow());
  const look = {
    scale: strengthScaleOf(trace),
    crowded: layout.crowded,
    headed: arrives,
  };
  return {
    key: placeKey(layout, key, t),
    t,
    use: t,
    ids,
    presence,
    share,
    label: null,
    ...markFlow(way, share, look),
  };
}

/** ∂L/∂logits: through the loss and the prediction in one, since the pair is matched. */
function fromLoss(trace: Trace, moment: Moment, layout: GraphLayout, t: number): BackwardEdge {
  const logits = rowNamed(layout, 'logits');
  const bottom = layout.loss.top + layout.loss.height;
  const way = reverseWay(upwards(columnAt(layout, t), logits.top, bottom, 'backward'));
  const values = trace.gradients.logits ?? new Float64Array(0);
  const flow = (): Float64Array => rowOf(values, t, sizeOf(trace.model, 'logits'));
  const piece = { key: 'loss', way, flow, arrives: true };
  return backwardEdge(trace, moment, layout, t, [gradientId('logits', t)], piece);
}

/** From the logits to the prediction, and on to the loss where there is one. */
function intoLoss(
  moment: Moment,
  layout: GraphLayout,
  t: number,
  hasLoss: boolean,
): readonly ForwardEdge[] {
  const column = columnAt(layout, t);
  const [logits, prediction] = [rowNamed(layout, 'logits'), rowNamed(layout, 'prediction')];
  const toPrediction = upwards(column, logits.top, prediction.bottom, 'forward');
  const toLoss = upwards(column, prediction.top, layout.loss.top + layout.loss.height, 'forward');
  const edge = (way: Way, key: string, id: QuantityId): ForwardEdge =>
    forwardEdge(way, {
      key: placeKey(layout, `>${key}`, t),
      t,
      ids: [id],
      presence: presenceOf(moment, id),
      road: false,
      idle: !hasLoss,
    });
  return [
    edge(toPrediction, 'prediction', valueId('prediction', t)),
    ...(hasLoss ? [edge(toLoss, 'loss', lossId(t))] : []),
  ];
}

/** By place and not by step: another window is drawn with the same elements. */
function placeKey({ window }: GraphLayout, key: string, t: number): string {
  return `${key}@${t - window.from}`;
}

function forwardEdge(way: Way, what: Omit<ForwardEdge, 'path' | 'head'>): ForwardEdge {
  return { ...what, path: pathOf(shortenWay(way, 5)), head: headOf(way, 7, 6) };
}
