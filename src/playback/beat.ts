// A run as a list of beats: the smallest things worth a step.

import type { QuantityId } from '#model/quantity-id.ts';

export const phases = ['forward', 'loss', 'backward', 'sum', 'update'] as const;
export type Phase = (typeof phases)[number];

/** What happens in a beat. The step it happens at is the beat's `t`. */
export type Operation =
  /** The input x_t is read. */
  | { readonly kind: 'read' }
  /** A quantity of the cell, `logits` or `prediction` is computed from its declaration. */
  | { readonly kind: 'compute'; readonly quantity: string }
  /** L_t; then L over all loss steps. */
  | { readonly kind: 'loss' }
  | { readonly kind: 'total loss' }
  /** ∂L/∂logits_t. */
  | { readonly kind: 'output gradient' }
  /** What L_t alone sends into h_t: W_hyᵀ·∂L/∂logits_t. */
  | { readonly kind: 'local gradient' }
  /** ∂L/∂h_t = local + carried: where immediate and total derivative meet. */
  | { readonly kind: 'meet' }
  /** ∂L/∂q_t of any other quantity, gathered from the quantities that use it. */
  | { readonly kind: 'gradient'; readonly quantity: string }
  /** What the use at t adds to the gradients of the parameters inside a quantity. */
  | { readonly kind: 'contribution'; readonly quantity: string }
  /** Back through the Jacobian: the part of ∂L/∂(state)_{t−1} that comes from t. */
  | { readonly kind: 'carry'; readonly state: string }
  /** ∂L/∂W = Σ_t of its contributions. */
  | { readonly kind: 'sum'; readonly parameter: string }
  /** The global norm of the gradient. */
  | { readonly kind: 'norm' }
  /** The gradient that truncation leaves. */
  | { readonly kind: 'truncate' }
  /** The mean over the sequences of the batch. */
  | { readonly kind: 'batch' }
  | { readonly kind: 'clip' }
  | { readonly kind: 'update'; readonly parameter: string }
  /** The loss with the new parameters. */
  | { readonly kind: 'loss after' };

export interface Beat {
  /** Place in the list, from 0. */
  readonly index: number;
  readonly phase: Phase;
  /** The step it happens at, from 1; null where it concerns all steps. */
  readonly t: number | null;
  readonly operation: Operation;
  /** What becomes known with this beat. */
  readonly reveals: readonly QuantityId[];
  /** The coarse step it belongs to (a time step of a pass, or a whole phase), from 0; its last beat is where coarse stepping rests. */
  readonly group: number;
  readonly lastOfGroup: boolean;
}
