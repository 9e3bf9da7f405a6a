// From a gradient to new parameters: norm, clipping, one optimizer step, as PyTorch does them.

import type { Clip, Training } from '#config/experiment.ts';
import { optimizerOf } from '#model/optimizers/all.ts';
import type { Optimizer } from '#model/optimizers/optimizer.ts';

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

/** An optimizer with its settings complete and its state at zero. */
export interface Stepper {
  /** One step, in place. */
  step(parameters: Float64Array, gradient: Float64Array): void;
}

/** The optimizer of an experiment, for `count` parameters. */
export function stepperOf(training: Training, count: number): Stepper {
  const optimizer = optimizerOf(training.optimizer.kind);
  const settings = settingsOf(training, optimizer);
  const state = Array.from({ length: optimizer.slots }, () => new Float64Array(count));
  let step = 0;
  return {
    step(parameters, gradient) {
      step += 1;
      optimizer.update(parameters, gradient, state, step, settings);
    },
  };
}

function settingsOf(training: Training, optimizer: Optimizer): Readonly<Record<string, number>> {
  const given = training.optimizer;
  const settings: Record<string, number> = { learningRate: given.learningRate };
  for (const { name, default: fallback } of optimizer.settings) {
    const value = given[name];
    settings[name] = typeof value === 'number' ? value : fallback;
  }
  return settings;
}
