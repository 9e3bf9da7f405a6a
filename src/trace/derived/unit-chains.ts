// The strongest chains of single units from the uses of one weight to the losses, largest first.
//
//   use at t ──► unit of t ──► unit of t+1 ──► … ──► unit of τ ──► L_τ
//   contribution = ∂(unit)_t/∂W_ij · Π ∂(unit)_{s+1}/∂(unit)_s · ∂⁺L_τ/∂(unit)_τ;   the sum over all chains is ∂L/∂W_ij
//
// There are about H^T chains. The k strongest are found without listing them: backward in time, each unit keeps the
// k strongest ways from itself to any loss (k-best Viterbi; Huang & Chiang 2005, algorithm 2), since a chain among the
// k strongest is made of ways among the k strongest.

import { present } from '#base/exhaustive.ts';
import { atOnce, type Pieces } from '#base/pieces.ts';
import { parameterOf } from '#model/model.ts';
import type { Trace } from '#trace/record/trace.ts';
import {
  chainOfNodes,
  chainsAhead,
  hiddenSizeOf,
  isHeadParameter,
  isOutput,
  linksFrom,
  nodeCountOf,
  nodesAfter,
  type Start,
  startsAt,
  type UnitChain,
} from './chain-structure.ts';
import { contribution } from './contributions.ts';
import { zeroChains } from './zero-chains.ts';

export interface UnitChains {
  readonly parameter: string;
  readonly row: number;
  readonly column: number;
  /** All chains, by the structure of the cell; a bigint where a number could not hold it exactly. */
  readonly count: number | bigint;
  /** Sorted by size, then by step, then by units. */
  readonly top: readonly UnitChain[];
}

/** One of the strongest ways from a node to a loss: the product along it, and where it goes on (null: the loss is here). */
interface Way {
  readonly value: number;
  readonly node: number;
  readonly next: Way | null;
}

/** Steps × units (of all states) × chains that a search may keep. */
export const unitChainsLimit = 4_000_000;

/** May `unitChains` be asked for this trace? It keeps steps × units × top ways, and lists at most 100 chains. */
export function unitChainsFit(trace: Trace, top: number): boolean {
  return top <= 100 && trace.steps * nodeCountOf(trace) * top <= unitChainsLimit;
}

/** Steps × nodes² up to which a search is over before anyone waits for it, from beat to beat. */
const quickWork = 200_000;
/** Steps × nodes² of a piece of a longer search: a few milliseconds. */
const pieceWork = 100_000;

/** May the page search at once, or must it wait until it is asked? */
export function unitChainsAreQuick(trace: Trace): boolean {
  return trace.steps * nodeCountOf(trace) ** 2 <= quickWork;
}

/**
 * The `top` strongest chains of one entry (row and column from 1) of a parameter of a complete trace; `from`: of the uses
 * at this step and later alone.
 */
export function unitChains(
  trace: Trace,
  parameter: string,
  row: number,
  column: number,
  top = 5,
  from = 1,
): UnitChains {
  return atOnce(searchUnitChains(trace, { parameter, row, column }, top, from));
}

/** The same in pieces: between two of them the page has time for something else. */
export function* searchUnitChains(
  trace: Trace,
  { parameter, row, column }: Pick<UnitChains, 'parameter' | 'row' | 'column'>,
  top: number,
  from: number,
): Pieces<UnitChains> {
  const entry = { parameter, row, column };
  if (isHeadParameter(trace, parameter))
    return { ...entry, ...headChains(trace, entry, top, from) };
  const perPiece = Math.ceil(pieceWork / nodeCountOf(trace) ** 2);
  const starts: (readonly Start[])[] = [];
  for (let step = 1; step <= trace.steps; step++) {
    starts.push(step < from ? [] : startsAt(trace, parameter, row, column, step));
    if (step % perPiece === 0) yield;
  }
  const ahead = chainsAhead(trace);
  const size = hiddenSizeOf(trace);
  let count = 0n;
  starts.forEach((nodes, index) => {
    for (const { node } of nodes) count += ahead[index]?.[Math.floor(node / size)] ?? 0n;
  });
  const strongest = yield* strongestChains(trace, starts, { top, from, perPiece });
  const missing = Math.max(0, top - strongest.length);
  return {
    ...entry,
    count: count <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(count) : count,
    top: [...strongest, ...zeroChains(trace, starts, ahead, missing)],
  };
}

/** Chains with a contribution other than zero, at most `top`. */
function* strongestChains(
  trace: Trace,
  starts: readonly (readonly Start[])[],
  search: { readonly top: number; readonly from: number; readonly perPiece: number },
): Pieces<readonly UnitChain[]> {
  const { top, from, perPiece } = search;
  interface Candidate {
    readonly value: number;
    readonly step: number;
    readonly way: Way;
  }
  const byStep: Candidate[][] = starts.map(() => []);
  let ways: readonly (readonly Way[])[] = [];
  for (let step = trace.steps; step >= from; step--) {
    ways = waysFrom(trace, step, ways, top);
    for (const { node, value } of starts[step - 1] ?? []) {
      for (const way of ways[node] ?? []) {
        insert(byStep[step - 1] ?? [], { value: value * way.value, step, way }, top);
      }
    }
    if (step % perPiece === 0) yield;
  }
  const best: Candidate[] = [];
  for (const candidate of byStep.flat()) insert(best, candidate, top);
  return best.map(({ value, step, way }) => {
    const nodes: number[] = [];
    for (let at: Way | null = way; at; at = at.next) nodes.push(at.node);
    return chainOfNodes(trace, step, nodes, value);
  });
}

/** The `top` strongest ways from each node of step t, given those from the nodes of step t + 1. */
function waysFrom(
  trace: Trace,
  t: number,
  after: readonly (readonly Way[])[],
  top: number,
): readonly (readonly Way[])[] {
  const size = hiddenSizeOf(trace);
  const links = t < trace.steps ? linksFrom(trace, t) : [];
  const hasLoss = trace.lossSteps.includes(t);
  return Array.from({ length: nodeCountOf(trace) }, (_, node) => {
    const best: Way[] = [];
    if (hasLoss && isOutput(trace, node)) {
      const value = present(trace.local[(t - 1) * size + (node % size)], 'local gradient');
      insert(best, { value, node, next: null }, top);
    }
    for (const link of nodesAfter(links, node, size)) {
      for (const way of after[link.node] ?? []) {
        const value = link.value * way.value;
        if (!insert(best, { value, node, next: way }, top)) break;
      }
    }
    return best;
  });
}

/** Keeps `best` the largest `top` by size, earlier ones first among equals; false where the item is too small or zero. */
function insert<Item extends { readonly value: number }>(
  best: Item[],
  item: Item,
  top: number,
): boolean {
  const size = Math.abs(item.value);
  if (!(size > 0)) return false;
  let place = best.length;
  while (place > 0 && Math.abs((best[place - 1] as Item).value) < size) place--;
  if (place >= top) return false;
  best.splice(place, 0, item);
  if (best.length > top) best.pop();
  return true;
}

/** W_hy and b_y: each loss step's own use is the whole chain. */
function headChains(
  trace: Trace,
  { parameter, row, column }: { parameter: string; row: number; column: number },
  top: number,
  from: number,
): Pick<UnitChains, 'count' | 'top'> {
  const columns = parameterOf(trace.model, parameter).columns;
  const steps = trace.lossSteps.filter((step) => step >= from);
  const chains = steps.map((step): UnitChain => {
    const value = contribution(trace, parameter, step)[(row - 1) * columns + column - 1];
    const nothing = { units: [], states: [] };
    return { step, lossStep: step, ...nothing, contribution: present(value, 'contribution') };
  });
  const sorted = chains.toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
  return { count: chains.length, top: sorted.slice(0, top) };
}
