// Numbers that leave the float64 range: found after the fact, told by pass, step and quantity.

import { edgesFrom, type Model } from '#model/model.ts';
import { contribution } from '#trace/derived/contributions.ts';
import type { Overflow, Trace } from '#trace/record/trace.ts';
import { allFinite } from './kernels/matrix.ts';
import { type Block, blockOf, isPlainMap, type Layout } from './layout.ts';

export interface Check {
  readonly quantity: string;
  readonly block: Block;
}

/** What has to be looked at, in the order in which it is computed; all else is finite where these are. */
export interface Checks {
  readonly forward: readonly Check[];
  readonly backward: readonly Check[];
}

export function planChecks(layout: Layout): Checks {
  const { model } = layout;
  const names = model.quantities.map((q) => q.name);
  const check = (blocks: ReadonlyMap<string, Block>) => (quantity: string) => {
    return { quantity, block: blockOf(blocks, quantity) };
  };
  return {
    // Every map takes finite numbers to finite ones.
    forward: names.filter((name) => !isPlainMap(model, name)).map(check(layout.values)),
    backward: [...names]
      .reverse()
      .filter((name) => !onlyThroughSlope(model, name))
      .map(check(layout.gradients)),
  };
}

/** Whether ∂L/∂q is another gradient times a slope, and slopes are at most 1. */
function onlyThroughSlope(model: Model, name: string): boolean {
  if (name === 'logits' || model.cell.states.includes(name)) return false;
  const edges = edgesFrom(model, name, 'now');
  return edges.every((edge) => isPlainMap(model, edge.to)) && edges.length === 1;
}

/** The first step from … to (rows first + t) whose values or loss are not all finite; null where there is none. */
export function forwardOverflow(
  checks: Checks,
  losses: Float64Array,
  first: number,
  from: number,
  to: number,
): Overflow | null {
  let sound = rangeIsFinite(checks.forward, first + from, to - from + 1);
  for (let t = from; t <= to && sound; t++) sound = Number.isFinite(losses[first + t]);
  if (sound) return null;
  for (let t = from; t <= to; t++) {
    const quantity = firstAt(checks.forward, first + t);
    if (quantity) return { pass: 'forward', t, quantity };
    if (!Number.isFinite(losses[first + t])) return { pass: 'forward', t, quantity: 'loss' };
  }
  return null;
}

/** The same for the gradients of the steps from, from − 1, …, to: the first one that the backward pass met. */
export function backwardOverflow(
  checks: Checks,
  first: number,
  from: number,
  to: number,
): Overflow | null {
  if (rangeIsFinite(checks.backward, first + to, from - to + 1)) return null;
  for (let t = from; t >= to; t--) {
    const quantity = firstAt(checks.backward, first + t);
    if (quantity) return { pass: 'backward', t, quantity };
  }
  return null;
}

/** The first use of a parameter that the backward pass met whose contribution is not all finite. */
export function overflowedUse(trace: Trace): Overflow | null {
  for (let t = trace.steps; t >= 1; t--) {
    const bad = trace.model.parameters.find(
      ({ name }) => !contribution(trace, name, t).every(Number.isFinite),
    );
    if (bad) return { pass: 'backward', t, quantity: bad.name };
  }
  return null;
}

function rangeIsFinite(checks: readonly Check[], row: number, rows: number): boolean {
  for (let i = 0; i < checks.length; i++) {
    const { block } = checks[i] as Check;
    if (!allFinite(block.at + row * block.stride, rows * block.stride)) return false;
  }
  return true;
}

function firstAt(checks: readonly Check[], row: number): string | null {
  const found = checks.find(({ block }) => !allFinite(block.at + row * block.stride, block.stride));
  return found ? found.quantity : null;
}
