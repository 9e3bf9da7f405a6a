// Chains of single units whose contribution is zero: what fills a list of the strongest where too few others exist.

import { present } from '#base/exhaustive.ts';
import type { Trace } from '#trace/record/trace.ts';
import {
  chainOfNodes,
  hiddenSizeOf,
  isOutput,
  linksFrom,
  nodesAfter,
  type Start,
  type UnitChain,
} from './chain-structure.ts';

/** One walk in the making: its nodes, and the derivative by which each is reached. */
interface Walk {
  readonly nodes: number[];
  readonly factors: number[];
}

/**
 * The first `wanted` chains with contribution zero, by step and then by units, given that fewer than `wanted` + 100
 * others exist (they are met on the way and passed over).
 */
export function zeroChains(
  trace: Trace,
  starts: readonly (readonly Start[])[],
  ahead: readonly (readonly bigint[])[],
  wanted: number,
): readonly UnitChain[] {
  const found: UnitChain[] = [];
  const size = hiddenSizeOf(trace);
  const extend = (walk: Walk, step: number): void => {
    const t = step + walk.nodes.length - 1;
    const node = present(walk.nodes.at(-1), 'node');
    if (ahead[t - 1]?.[Math.floor(node / size)] === 0n) return;
    if (trace.lossSteps.includes(t) && isOutput(trace, node)) {
      const value = productOf(walk, present(trace.local[(t - 1) * size + (node % size)], 'local'));
      if (value === 0) found.push(chainOfNodes(trace, step, walk.nodes, 0));
    }
    if (t === trace.steps) return;
    for (const next of nodesAfter(linksFrom(trace, t), node, size)) {
      if (found.length >= wanted) return;
      walk.nodes.push(next.node);
      walk.factors.push(next.value);
      extend(walk, step);
      walk.nodes.pop();
      walk.factors.pop();
    }
  };
  for (const [index, nodes] of starts.entries()) {
    for (const { node, value } of nodes) {
      if (found.length >= wanted) return found;
      extend({ nodes: [node], factors: [value] }, index + 1);
    }
  }
  return found;
}

/** From the loss back to the use: the order in which the strongest chains are multiplied, so that both round alike. */
function productOf({ factors }: Walk, local: number): number {
  return factors.reduceRight((product, factor) => factor * product, local);
}
