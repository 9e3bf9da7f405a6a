// One chain of single units spelt out: the derivative on each of its links, whose product is its contribution.
//
//   ∂⁺(unit)_t/∂W_ij · Π ∂(unit)_{s+1}/∂(unit)_s · ∂⁺L_τ/∂(unit)_τ

import { parameterOf } from '#model/model.ts';
import type { ChainNode } from '#model/quantity-id.ts';
import { sourceValue } from '#trace/record/source-value.ts';
import { rowOf, type Trace } from '#trace/record/trace.ts';
import { hiddenSizeOf, type UnitChain } from './chain-structure.ts';
import { type Block, stepBlock } from './step-blocks.ts';

/** An entry of a parameter; row and column from 1. */
export interface ParameterEntry {
  readonly parameter: string;
  readonly row: number;
  readonly column: number;
}

/** A chain by its nodes, one for each step from that of the use (`step`, from 1) to that of the loss. */
export interface ChainWay {
  readonly step: number;
  readonly nodes: readonly ChainNode[];
}

export interface ChainFactors {
  /** ∂⁺(first unit)/∂(entry): what this use of the weight does to the unit within its own step. */
  readonly start: number;
  /** ∂(unit)_{s+1}/∂(unit)_s for each step of the chain but the last. */
  readonly links: readonly number[];
  /** ∂⁺L_τ/∂(last unit), with the mean's factor: what the loss of that step says to it directly. */
  readonly end: number;
}

/** The units of a chain that the search has found; none for a parameter of the head. */
export function nodesOf({
  units,
  states,
}: Pick<UnitChain, 'units' | 'states'>): readonly ChainNode[] {
  return units.map((unit, i) => ({ state: states[i] ?? '', unit }));
}

/** The factors of a chain of one entry, in the order of time; 0 where the cell joins no such units. */
export function chainFactors(trace: Trace, entry: ParameterEntry, way: ChainWay): ChainFactors {
  return { start: startFactor(trace, entry, way), ...factorsAhead(trace, way) };
}

/** Multiplied from the loss back to the use, as the search for the strongest chains does: both round alike. */
export function chainProduct({ start, links, end }: ChainFactors): number {
  return start * links.reduceRight((product, link) => link * product, end);
}

/** How the loss moves with the first unit along this chain alone: its product without the weight's own factor. */
export function chainGradient(trace: Trace, way: ChainWay): number {
  return chainProduct({ start: 1, ...factorsAhead(trace, way) });
}

function factorsAhead(trace: Trace, { step, nodes }: ChainWay): Omit<ChainFactors, 'start'> {
  const links = nodes.slice(1).map((to, i) => {
    const from = nodes[i] ?? to;
    const source = { quantity: from.state, at: 'before' } as const;
    return entryIn(stepBlock(trace, step + i + 1, to.state, source), to.unit, from.unit);
  });
  const last = nodes.at(-1);
  if (last?.state !== trace.model.cell.output) return { links, end: 0 };
  const local = rowOf(trace.local, step + nodes.length - 1, hiddenSizeOf(trace));
  return { links, end: local[last.unit - 1] ?? 0 };
}

function startFactor(
  trace: Trace,
  { parameter, row, column }: ParameterEntry,
  { step, nodes }: ChainWay,
): number {
  const [first] = nodes;
  if (first === undefined) return 0;
  const { owner, source } = parameterOf(trace.model, parameter);
  const block = stepBlock(trace, step, first.state, { quantity: owner, at: 'now' });
  const multiplied = source ? (sourceValue(trace, source, step)[column - 1] ?? 0) : 1;
  return entryIn(block, first.unit, row) * multiplied;
}

/** Row and column from 1; 0 off the diagonal of a diagonal block, and where there is no block. */
function entryIn(block: Block | null, row: number, column: number): number {
  if (block === null) return 0;
  if (block.kind === 'diagonal') return row === column ? (block.entries[row - 1] ?? 0) : 0;
  return block.entries[(row - 1) * block.columns + column - 1] ?? 0;
}
