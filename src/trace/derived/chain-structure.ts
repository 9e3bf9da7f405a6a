// Which single units are joined from step to step, and how many chains of units there are.
//
// The states of a step lie side by side: node = (place of the state) · hiddenSize + unit. A chain from the use of a
// weight at step t to the loss at τ is one node of each step t … τ; its last node belongs to the output state.

import { present } from '#base/exhaustive.ts';
import { parameterOf } from '#model/model.ts';
import { sourceValue } from '#trace/record/source-value.ts';
import type { Trace } from '#trace/record/trace.ts';
import { type Block, stepBlock } from './step-blocks.ts';

/** ∂(state `to`)_{t+1}/∂(state `from`)_t, where there is one. */
export interface Link {
  readonly from: number;
  readonly to: number;
  readonly block: Block;
}

/** ∂(node)_t/∂(entry of the weight), for one node of step t. */
export interface Start {
  readonly node: number;
  readonly value: number;
}

export interface UnitChain {
  /** The step of the use, and of the loss, both from 1. */
  readonly step: number;
  readonly lossStep: number;
  /** One unit (from 1) of each step from the use to the loss; empty for a parameter of the head. */
  readonly units: readonly number[];
  /** The state each unit belongs to (always `h` in a cell with one state). */
  readonly states: readonly string[];
  readonly contribution: number;
}

/** A chain by its nodes, as people read it. */
export function chainOfNodes(
  trace: Trace,
  step: number,
  nodes: readonly number[],
  value: number,
): UnitChain {
  const size = hiddenSizeOf(trace);
  return {
    step,
    lossStep: step + nodes.length - 1,
    units: nodes.map((node) => (node % size) + 1),
    states: nodes.map((node) => trace.model.cell.states[Math.floor(node / size)] ?? ''),
    contribution: value,
  };
}

export function hiddenSizeOf(trace: Trace): number {
  return trace.model.specification.hiddenSize;
}

export function nodeCountOf(trace: Trace): number {
  return trace.model.cell.states.length * hiddenSizeOf(trace);
}

export function isOutput(trace: Trace, node: number): boolean {
  const state = trace.model.cell.states[Math.floor(node / hiddenSizeOf(trace))];
  return state === trace.model.cell.output;
}

/** The links from step t to step t + 1. */
export function linksFrom(trace: Trace, t: number): readonly Link[] {
  const { states } = trace.model.cell;
  return states.flatMap((toName, to) =>
    states.flatMap((fromName, from) => {
      const block = stepBlock(trace, t + 1, toName, { quantity: fromName, at: 'before' });
      return block ? [{ from, to, block }] : [];
    }),
  );
}

/**
 * The nodes of step t that the use of one entry (row and column from 1) of a parameter reaches within the step, in
 * order, each with ∂(node)_t/∂(entry) of this use alone.
 */
export function startsAt(
  trace: Trace,
  parameter: string,
  row: number,
  column: number,
  t: number,
): readonly Start[] {
  const { states } = trace.model.cell;
  const size = hiddenSizeOf(trace);
  const { owner, source } = parameterOf(trace.model, parameter);
  const multiplied = source ? present(sourceValue(trace, source, t)[column - 1], 'source') : 1;
  return states.flatMap((state, place) => {
    const block = stepBlock(trace, t, state, { quantity: owner, at: 'now' });
    if (!block) return [];
    const isDiagonal = block.kind === 'diagonal';
    const units = isDiagonal ? [row - 1] : Array.from({ length: block.rows }, (_, i) => i);
    return units.map((unit) => {
      const slope = present(
        block.entries[isDiagonal ? unit : unit * block.columns + row - 1],
        'entry',
      );
      return { node: place * size + unit, value: slope * multiplied };
    });
  });
}

/**
 * For each step (index t − 1) and each state, how many chains lead from one unit of it to any loss at t or later.
 * Exact: counted by the structure of the cell, so chains whose product happens to be zero count too.
 */
export function chainsAhead(trace: Trace): readonly (readonly bigint[])[] {
  const { cell } = trace.model;
  const size = BigInt(hiddenSizeOf(trace));
  const links = trace.steps > 1 ? linksFrom(trace, 1) : [];
  const ahead: bigint[][] = [];
  let next = cell.states.map(() => 0n);
  for (let t = trace.steps; t >= 1; t--) {
    const after = next;
    next = cell.states.map((state, from) => {
      const ending = trace.lossSteps.includes(t) && state === cell.output ? 1n : 0n;
      return links.reduce((sum, { from: origin, to, block }) => {
        if (origin !== from) return sum;
        const ways = block.kind === 'dense' ? size : 1n;
        return sum + ways * present(after[to], 'count');
      }, ending);
    });
    ahead.unshift(next);
  }
  return ahead;
}

/** Parameters of the head have no chain of hidden units: their use is the loss step itself. */
export function isHeadParameter(trace: Trace, parameter: string): boolean {
  const { owner } = parameterOf(trace.model, parameter);
  return !trace.model.cell.quantities.some((q) => q.name === owner);
}

/** The nodes of step t + 1 that a node of step t leads to, with ∂next/∂node, in order. */
export function* nodesAfter(links: readonly Link[], node: number, size: number): Generator<Start> {
  const state = Math.floor(node / size);
  const unit = node % size;
  for (const { from, to, block } of links) {
    if (from !== state) continue;
    const { kind, rows, columns, entries } = block;
    if (kind === 'diagonal') yield { node: to * size + unit, value: entries[unit] ?? 0 };
    else {
      for (let i = 0; i < rows; i++) {
        yield { node: to * size + i, value: entries[i * columns + unit] ?? 0 };
      }
    }
  }
}
