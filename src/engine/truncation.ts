// Truncated backpropagation through time: which losses reach which uses of the shared weights.
//
//   window k   the loss at τ reaches the uses at t with τ − t < k
//   chunk k    the sequence is cut into pieces of k steps from the start; states cross a cut, gradients do not

import type { Truncation } from '#config/experiment.ts';
import { addRows, writeRows } from './kernels/exchange.ts';
import { blockOf } from './layout.ts';
import { backward, type Loaded, type Pass, startBackward } from './pass.ts';

/**
 * Leaves in memory, for every step of the loaded sequence at `index`, the gradients that truncation lets through, ready
 * for the sum over time. Yields after every piece of work, so that it can be ended. null: nothing is cut.
 */
export function* backwardTruncated(
  pass: Pass,
  index: number,
  scale: number,
  truncation: Truncation,
): Generator<void, void> {
  const { steps } = (pass.loaded[index] as Loaded).problem;
  if (truncation === null) {
    startBackward(pass, index, steps);
    backward(pass, index, steps, 1, scale);
  } else if (truncation.kind === 'chunk') {
    for (let from = 1; from <= steps; from += truncation.steps) {
      const to = Math.min(from + truncation.steps - 1, steps);
      startBackward(pass, index, to);
      backward(pass, index, to, from, scale);
    }
  } else {
    yield* backwardInWindows(pass, index, scale, truncation.steps);
  }
}

/** One backward pass of `window` steps for each loss; the gradients of all are added up. */
function* backwardInWindows(
  pass: Pass,
  index: number,
  scale: number,
  window: number,
): Generator<void, void> {
  const { problem, first } = pass.loaded[index] as Loaded;
  const { steps, lossSteps } = problem;
  const owners = [...new Set(pass.layout.placed.map((p) => p.shape.owner))];
  const sums = owners.map((owner) => {
    const block = blockOf(pass.layout.gradients, owner);
    return { block, total: new Float64Array(steps * block.size) };
  });
  for (const lossStep of lossSteps) {
    const last = Math.max(lossStep - window + 1, 1);
    startBackward(pass, index, lossStep);
    backward(pass, index, lossStep, lossStep, scale);
    backward(pass, index, lossStep - 1, last, scale, 'none');
    for (const { block, total } of sums) {
      const at = block.at + (first + last) * block.stride;
      addRows(total, (last - 1) * block.size, at, block.stride, lossStep - last + 1, block.size);
    }
    yield;
  }
  for (const { block, total } of sums) {
    writeRows(block.at + (first + 1) * block.stride, block.stride, total, 0, steps, block.size);
  }
}
