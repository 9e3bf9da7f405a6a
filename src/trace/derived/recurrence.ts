// The recurrent matrices of a net: how far each can stretch, and what that promises for the way back through time.

import { isRecurrent } from '#config/initialize.ts';
import { spectralRadius } from '#config/spectral-radius.ts';
import { steepestSlope } from '#model/maps.ts';
import { type Edge, edgesFrom, type Model, quantityOf } from '#model/model.ts';
import type { Trace } from '#trace/record/trace.ts';
import { spectralNorm } from './singular-values.ts';

/** One matrix on the way from step to step. */
export interface RecurrentMatrix {
  readonly name: string;
  /** ρ: the largest modulus of its eigenvalues; what many equal factors tend to, and no bound for a product. */
  readonly radius: number;
  /** σ_max = ‖W‖₂ ≥ ρ: the most it can stretch a vector. */
  readonly stretch: number;
}

/** The recurrent matrices in the order of the parameters. */
export function recurrentMatrices({
  model,
  parameters,
}: Pick<Trace, 'model' | 'parameters'>): readonly RecurrentMatrix[] {
  return model.parameters.filter(isRecurrent).map(({ name, offset, rows, columns }) => {
    const entries = parameters.subarray(offset, offset + rows * columns);
    return {
      name,
      radius: spectralRadius(entries, rows),
      stretch: spectralNorm(entries, rows, columns),
    };
  });
}

/** The recurrence of a cell whose state returns by one matrix and through activations alone. */
export interface PlainRecurrence {
  /** The one recurrent matrix. */
  readonly weight: string;
  /** The elementwise steps from the matrix to the state, in the order of computing; each holds one map. */
  readonly activations: readonly Edge[];
  /** γ: the most that the activations let through together, over all real numbers. */
  readonly gamma: number;
}

/**
 * h = φ(W·h₋ + …), read from the declaration; null for every other recurrence. Where it holds,
 * ‖∂h_τ/∂h_t‖₂ ≤ (γ·‖W‖₂)^(τ−t) with γ = sup|φ′| (Pascanu et al. 2013, sec. 2.1).
 */
export function plainRecurrence(model: Model): PlainRecurrence | null {
  const { states, output } = model.cell;
  const backward = model.edges.filter(({ from }) => from.at === 'before');
  const [entry] = backward;
  if (states.length !== 1 || backward.length !== 1 || entry?.weight === undefined) return null;
  const activations: Edge[] = [];
  let gamma = 1;
  for (let at = entry.to; at !== output; ) {
    const [use, ...others] = edgesFrom(model, at, 'now');
    if (use === undefined || others.length > 0) return null;
    const term = quantityOf(model, use.to).terms[use.term];
    if (term?.kind !== 'product' || term.factors.length !== 1) return null;
    activations.push(use);
    gamma *= steepestSlope(term.factors[0]?.map ?? 'identity');
    at = use.to;
  }
  return { weight: entry.weight, activations, gamma };
}
