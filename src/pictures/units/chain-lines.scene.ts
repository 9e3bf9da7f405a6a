// The strongest chains of single units of the chosen weight, as lines through the picture: from the use of the weight
// over one unit a step to the loss.

import { middleOf, type Point, round, straight } from '#marks/curve.ts';
import { stepColour } from '#marks/step-colour.ts';
import { strengthScaleOf, widthOf } from '#marks/strength.ts';
import { parameterOf } from '#model/model.ts';
import { type ChainNode, chainId, pathId, type QuantityId } from '#model/quantity-id.ts';
import {
  type ChainFactors,
  chainFactors,
  nodesOf,
  type ParameterEntry,
} from '#trace/derived/chain-factors.ts';
import type { UnitChain } from '#trace/derived/chain-structure.ts';
import { contributionEntry } from '#trace/derived/contributions.ts';
import type { UnitChains } from '#trace/derived/unit-chains.ts';
import type { Trace } from '#trace/record/trace.ts';
import { groupAt, placeOf, type UnitsLayout } from './unit-layout.scene.ts';

export interface ChainLine {
  readonly id: QuantityId;
  /** From 1, the strongest first. */
  readonly rank: number;
  readonly step: number;
  readonly lossStep: number;
  readonly nodes: readonly ChainNode[];
  /** Of the palette of time: that of the step of the use. */
  readonly colour: number;
  readonly contribution: number;
  /** null for a parameter of the head, whose use is the whole chain. */
  readonly factors: ChainFactors | null;
  readonly width: number;
  /** From the use to the loss; what lies outside of the window is left out. */
  readonly points: readonly Point[];
  readonly path: string;
  /** Each factor at the middle of its piece of the line, in the order of time. */
  readonly labels: readonly { readonly at: Point; readonly value: number }[];
}

export interface ChainPicture {
  readonly entry: ParameterEntry;
  /** How many chains of known uses there are. */
  readonly count: number | bigint;
  /** The strongest that are not exactly zero. */
  readonly lines: readonly ChainLine[];
  readonly restIsZero: boolean;
  /** What the lines add up to, the gradient of all known uses, and how many lines pull against it. */
  readonly sum: number;
  readonly gradient: number;
  readonly against: number;
}

/** Lines that share an edge run side by side, so far apart in px. */
const apart = 3.2;
/** A bias has no source: its use is a short piece of line before its unit. */
const stub = 26;

/** `chains`: those of the uses at step `from` and later, which the backward pass has reached. */
export function chainPicture(
  trace: Trace,
  layout: UnitsLayout,
  chains: UnitChains,
  from: number,
): ChainPicture {
  const { parameter, row, column, count, top } = chains;
  const entry = { parameter, row, column };
  const strong = top.filter(({ contribution }) => contribution !== 0);
  const lines = strong.map((chain, i) => {
    return lineOf(trace, layout, entry, chain, { rank: i + 1, of: strong.length });
  });
  const gradient = gradientFrom(trace, entry, from);
  return {
    entry,
    count,
    lines,
    restIsZero: strong.length < top.length,
    sum: lines.reduce((total, line) => total + line.contribution, 0),
    gradient,
    against: lines.filter(({ contribution }) => contribution * gradient < 0).length,
  };
}

/** What the uses at step `from` and later add to the gradient of an entry. */
function gradientFrom(
  trace: Trace,
  { parameter, row, column }: ParameterEntry,
  from: number,
): number {
  const place = (row - 1) * parameterOf(trace.model, parameter).columns + column - 1;
  let sum = 0;
  for (let t = from; t <= trace.steps; t++) {
    sum += contributionEntry(trace, parameter, t, place);
  }
  return sum;
}

function lineOf(
  trace: Trace,
  layout: UnitsLayout,
  entry: ParameterEntry,
  chain: UnitChain,
  place: { readonly rank: number; readonly of: number },
): ChainLine {
  const { step, lossStep, contribution } = chain;
  const nodes = nodesOf(chain);
  const offset = (place.rank - (place.of + 1) / 2) * apart;
  const points = pointsOf(trace, layout, entry, { step, lossStep, nodes }).map(({ x, y }) => {
    return { x: x + offset, y: y + offset };
  });
  const factors = nodes.length === 0 ? null : chainFactors(trace, entry, { step, nodes });
  return {
    id: nodes.length === 0 ? pathId(lossStep, step) : chainId(step, nodes),
    rank: place.rank,
    step,
    lossStep,
    nodes,
    colour: stepColour(step, trace.steps),
    contribution,
    factors,
    width: widthOf(strengthScaleOf(trace), Math.abs(contribution), true) + 0.5,
    points,
    path: points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${round(x)},${round(y)}`).join(''),
    labels: factors ? labelsOf(points, nodes.length, factors) : [],
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
