// From a gradient to new parameters: norm, clipping, one optimizer step, as PyTorch does them.

import type { Clip, Training } from '#config/experiment.ts';
import { chosenOptimizer, type OptimizerMemory } from '#config/optimizer-state.ts';
import { compileUpdate, type UpdateMemory } from './compile-update.ts';

/**
 * Clips in place. norm: scale = min(1, max/(norm + 1e-6)), as torch.nn.utils.clip_grad_norm_; value: each to ±max.
 * Returns what the norm clip multiplied by; null without one.
 */
export function clipInPlace(gradient: Float64Array, norm: number, clip: Clip): number | null {
  if (clip === null) return null;
  if (clip.kind === 'value') {
    for (let i = 0; i < gradient.length; i++) {
      gradient[i] = Math.max(-clip.max, Math.min(clip.max, gradient[i] as number));
    }
    return null;
  }
  const factor = Math.min(1, clip.max / (norm + 1e-6));
  if (factor < 1) {
    for (let i = 0; i < gradient.length; i++) gradient[i] = (gradient[i] as number) * factor;
  }
  return factor;
}

/** One step of an optimizer, in place; `count` is k, from 1. Parameters, gradient and what it keeps lie alike. */
export type OptimizerStep = (memory: UpdateMemory, count: number) => void;

/** The optimizer of an experiment, with its settings complete. */
export function optimizerStep(training: Training): OptimizerStep {
  const { settings, graph } = chosenOptimizer(training);
  const update = compileUpdate(graph);
  return (memory, count) => update(memory, { settings, count });
}

/** What an optimizer remembers, each array by `f`. */
export function mapped(
  memory: OptimizerMemory,
  f: (values: Float64Array) => Float64Array,
): OptimizerMemory {
  return Object.fromEntries(Object.entries(memory).map(([name, values]) => [name, f(values)]));
}
