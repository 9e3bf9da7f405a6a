// The edges of the graph at a moment: what is computed forward, and the gradient that comes back over it.

import { type Edge, sizeOf } from '#model/model.ts';
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
import { rowOf, type Trace } from '#trace/trace.ts';
import { type Curve, curvePath, headPath, type Point, reverse, shift, shorten } from './curve.ts';
import { edgeFlow } from './edge-flow.ts';
import type { GraphLayout } from './layout.ts';
import { type Moment, type Presence, presenceOf } from './presence.ts';
import { columnAt, type Route, routeOf, rowNamed, upwards } from './routes.ts';
import { type Share, shareOf, strengthScaleOf, widthOf } from './strength.ts';

export interface ForwardEdge {
  readonly key: string;
  /** What it is lit by: the first is what it speaks of. */
  readonly ids: readonly QuantityId[];
  readonly t: number;
  readonly presence: Presence;
  readonly path: string;
  readonly head: string;
}

/** One of the two strands of a backward edge: the part of the gradient with one sign. */
export interface Strand {
  readonly sign: 'positive' | 'negative';
  readonly width: number;
  readonly path: string;
}

export interface BackwardEdge {
  readonly key: string;
  readonly ids: readonly QuantityId[];
  /** The step it starts from. */
  readonly t: number;
  readonly presence: Presence;
  /** null while unknown. */
  readonly share: Share | null;
  /** Zero is drawn hollow; empty while unknown. */
  readonly strands: readonly Strand[];
  readonly head: string;
  readonly headSign: 'positive' | 'negative' | 'zero';
  /** The middle line, in the direction of the gradient: where a mark can travel. */
  readonly path: string;
  readonly width: number;
  readonly labelAt: Point;
  readonly horizontal: boolean;
}

/** Every forward edge: the declared ones at every step, and those into the loss. */
export function buildForwardEdges(
  trace: Trace,
  moment: Moment,
  layout: GraphLayout,
): readonly ForwardEdge[] {
  return layout.columns.flatMap(({ t }) => {
    const hasLoss = trace.lossSteps.includes(t);
    const declared = trace.model.edges
      .filter((edge) => hasLoss || edge.to !== 'logits')
      .map((edge): ForwardEdge => {
        const ids = edge.weight === undefined ? [] : [parameterId(edge.weight)];
        return forwardEdge(routeOf(layout, edge, t).forward, t, `${keyOf(edge)}@${t}`, {
          ids: [valueId(edge.to, t), ...ids],
          presence: presenceOf(moment, valueId(edge.to, t)),
        });
      });
    return hasLoss ? [...declared, ...intoLoss(moment, layout, t)] : declared;
  });
}

/** Every backward edge; those of future beats too, as `unknown`. */
export function buildBackwardEdges(
  trace: Trace,
  moment: Moment,
  layout: GraphLayout,
): readonly BackwardEdge[] {
  const { cell } = trace.model;
  return layout.columns.flatMap(({ t }) => {
    const hasLoss = trace.lossSteps.includes(t);
    const declared = trace.model.edges.flatMap((edge): BackwardEdge[] => {
      if (edge.from.quantity === 'x') return [];
      if (edge.to === 'logits' && !hasLoss) return [];
      const before = edge.from.at === 'before';
      if (before && t === 1) return [];
      const jacobians = before
        ? cell.states.map((to) => jacobianId(to, t, edge.from.quantity))
        : [];
      const id = before ? carriedId(edge.from.quantity, t - 1) : flowId(edge, t);
      const presence = presenceOf(moment, id);
      return [
        backwardEdge(trace, routeOf(layout, edge, t), t, `${keyOf(edge)}@${t}`, {
          ids: [id, ...jacobians],
          presence,
          share: presence === 'unknown' ? null : shareOf(edgeFlow(trace, edge, t)),
          horizontal: before,
          crowded: layout.crowded,
        }),
      ];
    });
    return hasLoss ? [fromLoss(trace, moment, layout, t), ...declared] : declared;
  });
}

/** Through the head the loss alone speaks; inside the cell an edge's part is known with the gradient it adds to. */
function flowId(edge: Edge, t: number): QuantityId {
  return edge.to === 'logits' ? localId(t) : gradientId(edge.from.quantity, t);
}

function keyOf(edge: Edge): string {
  return `${edge.from.quantity}>${edge.to}.${edge.term}.${edge.factor}`;
}

function intoLoss(moment: Moment, layout: GraphLayout, t: number): readonly ForwardEdge[] {
  const column = columnAt(layout, t);
  const [logits, prediction] = [rowNamed(layout, 'logits'), rowNamed(layout, 'prediction')];
  const toPrediction = upwards(column, logits.top, prediction.top + prediction.height);
  const toLoss = upwards(column, prediction.top, layout.loss.top + layout.loss.height);
  const edge = (route: Route, id: QuantityId): ForwardEdge =>
    forwardEdge(route.forward, t, `>${id}`, { ids: [id], presence: presenceOf(moment, id) });
  return [edge(toPrediction, valueId('prediction', t)), edge(toLoss, lossId(t))];
}

/** ∂L/∂logits: through the loss and the prediction in one, since the pair is matched. */
function fromLoss(trace: Trace, moment: Moment, layout: GraphLayout, t: number): BackwardEdge {
  const logits = rowNamed(layout, 'logits');
  const route = upwards(columnAt(layout, t), logits.top, layout.loss.top + layout.loss.height);
  const id = gradientId('logits', t);
  const presence = presenceOf(moment, id);
  const values = trace.gradients.logits;
  const share =
    presence === 'unknown' || !values
      ? null
      : shareOf(rowOf(values, t, sizeOf(trace.model, 'logits')));
  return backwardEdge(trace, route, t, `loss@${t}`, {
    ids: [id],
    presence,
    share,
    horizontal: false,
    crowded: false,
  });
}

function forwardEdge(
  curve: Curve,
  t: number,
  key: string,
  what: Pick<ForwardEdge, 'ids' | 'presence'>,
): ForwardEdge {
  return { key, t, ...what, path: curvePath(shorten(curve, 5)), head: headPath(curve, 7, 6) };
}

function backwardEdge(
  trace: Trace,
  route: Route,
  t: number,
  key: string,
  what: Pick<BackwardEdge, 'ids' | 'presence' | 'share' | 'horizontal'> & { crowded: boolean },
): BackwardEdge {
  const way = reverse(route.backward);
  const norm = what.share?.norm ?? 0;
  const width = what.share ? widthOf(strengthScaleOf(trace), norm, what.crowded) : 1.5;
  const headLength = Math.min(12, 5 + width * 0.8);
  const line = shorten(way, headLength - 1);
  const { ids, presence, share, horizontal } = what;
  return {
    key,
    t,
    ids,
    presence,
    share,
    horizontal,
    strands: share ? strandsOf(line, share, width, route.across) : [],
    head: headPath(way, headLength, Math.max(7, width * 1.7)),
    headSign: !share || share.norm === 0 ? 'zero' : signOf(share),
    path: curvePath(line),
    width,
    labelAt: below(way, width),
  };
}

/** Below the lower end of a level way, halfway between the columns: nothing else stands there. */
function below({ start, end }: Curve, width: number): Point {
  return { x: (start.x + end.x) / 2, y: Math.max(start.y, end.y) + width / 2 + 13 };
}

function signOf(share: Share): 'positive' | 'negative' {
  return share.positive >= share.negative ? 'positive' : 'negative';
}

/** The positive part lies left of (or above) the negative part; each as wide as its share. */
function strandsOf(line: Curve, share: Share, width: number, across: 'x' | 'y'): Strand[] {
  const positive = width * share.positive;
  const negative = width * share.negative;
  const strand = (sign: Strand['sign'], own: number, offset: number): Strand[] => {
    if (own < 0.05) return [];
    const moved = across === 'x' ? shift(line, offset, 0) : shift(line, 0, offset);
    return [{ sign, width: Math.round(own * 100) / 100, path: curvePath(moved) }];
  };
  return [
    ...strand('positive', positive, (positive - width) / 2),
    ...strand('negative', negative, (width - negative) / 2),
  ];
}
