// The strongest chains of single units of the chosen weight, as lines through the picture: from the use of the weight
// over one unit a step to the loss.

import { parameterOf } from '#model/model.ts';
import {
  type ChainNode,
  chainId,
  contributionId,
  entryId,
  parameterGradientId,
  type QuantityId,
} from '#model/quantity-id.ts';
import { middleOf, type Point, round, straight } from '#scene/curve.ts';
import { type Moment, type Presence, presenceOf } from '#scene/presence.ts';
import { stepColour } from '#scene/step-colour.ts';
import { strengthScaleOf, widthOf } from '#scene/strength.ts';
import { type ChainFactors, chainFactors, type ParameterEntry } from '#trace/chain-factors.ts';
import type { UnitChain } from '#trace/chain-structure.ts';
import { numbersOf } from '#trace/numbers-of.ts';
import type { Trace } from '#trace/trace.ts';
import type { UnitChains } from '#trace/unit-chains.ts';
import { groupAt, placeOf, type UnitsLayout } from './unit-layout.ts';

export interface ChainLine {
  readonly id: QuantityId;
  /** From 1, the strongest first. */
  readonly rank: number;
  readonly step: number;
  readonly lossStep: number;
  readonly nodes: readonly ChainNode[];
  /** Of the palette of time: that of the step of the use. */
  readonly colour: number;
  readonly presence: Presence;
  readonly contribution: number;
  readonly factors: ChainFactors;
  readonly width: number;
  /** From the use to the loss; empty where it lies outside of the window. */
  readonly points: readonly Point[];
  readonly path: string;
  /** Each factor at the middle of its piece of the line, in the order of time. */
  readonly labels: readonly { readonly at: Point; readonly value: number }[];
}

export interface ChainPicture {
  readonly entry: ParameterEntry;
  /** How many chains there are. */
  readonly count: number | bigint;
  /** The strongest of those that are not exactly zero; what the beats have not reached is `unknown`. */
  readonly lines: readonly ChainLine[];
  /** What the known lines add up to, and how many of them lower the gradient's size. */
  readonly sum: number;
  readonly known: number;
  readonly against: number;
  /** All other chains are exactly zero. */
  readonly restIsZero: boolean;
  /** ∂L/∂(the weight); null while unknown. */
  readonly gradient: number | null;
}

/** Lines that share an edge run side by side, so far apart in px. */
const apart = 3.2;
/** A bias has no source: its use is a short piece of line before its unit. */
const stub = 26;

export function chainPicture(
  trace: Trace,
  moment: Moment,
  layout: UnitsLayout,
  chains: UnitChains,
): ChainPicture {
  const { parameter, row, column, count, top } = chains;
  const entry = { parameter, row, column };
  const strong = top.filter(({ contribution }) => contribution !== 0);
  const lines = strong.map((chain, i) =>
    lineOf(trace, moment, layout, entry, chain, i, strong.length),
  );
  const known = lines.filter((line) => line.presence !== 'unknown');
  const sum = known.reduce((total, line) => total + line.contribution, 0);
  const id = entryId(parameterGradientId(parameter), row, column);
  const done = presenceOf(moment, parameterGradientId(parameter)) !== 'unknown';
  return {
    entry,
    count,
    lines,
    sum,
    known: known.length,
    against: known.filter(({ contribution }) => contribution * sum < 0).length,
    restIsZero: strong.length < top.length,
    gradient: done ? (numbersOf(trace, id)?.data[0] ?? null) : null,
  };
}

function lineOf(
  trace: Trace,
  moment: Moment,
  layout: UnitsLayout,
  entry: ParameterEntry,
  chain: UnitChain,
  index: number,
  count: number,
): ChainLine {
  const { step, lossStep, contribution, states, units } = chain;
  const nodes = states.map((state, i) => ({ state, unit: units[i] ?? 1 }));
  const offset = (index - (count - 1) / 2) * apart;
  const points = pointsOf(trace, layout, entry, { step, lossStep, nodes }).map(({ x, y }) => {
    return { x: x + offset, y: y + offset };
  });
  const factors = chainFactors(trace, entry, { step, nodes });
  return {
    id: chainId(step, nodes),
    rank: index + 1,
    step,
    lossStep,
    nodes,
    colour: stepColour(step, trace.steps),
    presence: presenceOf(moment, contributionId(entry.parameter, step)),
    contribution,
    factors,
    width: widthOf(strengthScaleOf(trace), Math.abs(contribution), true) + 0.5,
    points,
    path: points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${round(x)},${round(y)}`).join(''),
    labels: labelsOf(points, nodes.length, factors),
  };
}

interface Way {
  readonly step: number;
  readonly lossStep: number;
  readonly nodes: readonly ChainNode[];
}

/** The unit that the weight reads, the units of the chain, the prediction, the loss. */
function pointsOf(
  trace: Trace,
  layout: UnitsLayout,
  { parameter, row, column }: ParameterEntry,
  { step, lossStep, nodes }: Way,
): readonly Point[] {
  const { source, owner } = parameterOf(trace.model, parameter);
  const at = (quantity: string, t: number, unit: number): readonly Point[] => {
    const group = groupAt(layout, quantity, t);
    return group ? [placeOf(group, unit)] : [];
  };
  const units = nodes.flatMap(({ state, unit }, i) => at(state, step + i, unit));
  const [first] = units;
  const used = source
    ? at(source.quantity, source.at === 'now' ? step : step - 1, column)
    : first
      ? [{ x: first.x - stub, y: first.y + stub * 0.8 }]
      : [];
  // W_hy and b_y act on one unit of the prediction; a chain of hidden units reaches all of them.
  const outputs = groupAt(layout, 'prediction', lossStep)?.size ?? 1;
  const head = owner === 'logits' ? row : (1 + outputs) / 2;
  return [...used, ...units, ...at('prediction', lossStep, head), ...lossPoint(layout, lossStep)];
}

/** Under the middle of the loss of a step. */
function lossPoint({ head }: UnitsLayout, t: number): readonly Point[] {
  const column = head.columns.find((c) => c.t === t);
  if (!column) return [];
  const left = Math.min(column.center - head.pillWidth / 2, head.width - head.pillWidth - 1);
  return [{ x: left + head.pillWidth / 2, y: head.loss.top + head.loss.height }];
}

/** The start stands before the first unit, a link between two, the end before the prediction. */
function labelsOf(
  points: readonly Point[],
  units: number,
  { start, links, end }: ChainFactors,
): ChainLine['labels'] {
  if (points.length < units + 3) return [];
  return [start, ...links, end].flatMap((value, i) => {
    const [from, to] = [points[i], points[i + 1]];
    return from && to ? [{ at: middleOf(straight(from, to)), value }] : [];
  });
}
