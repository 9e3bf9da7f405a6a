// What the parts of the decay panel share: their numbers, and the names of their lines.

import { markedSymbol } from '#expression/script.ts';
import { valueId } from '#model/quantity-id.ts';
import type { StateProducts } from '#trace/derived/state-products.ts';
import type { Trace } from '#trace/record/trace.ts';
import type { Speaker } from '#words/speaker.ts';
import type { GuideKind } from './decay-reading.scene.ts';

export interface DecayProps {
  readonly trace: Trace;
  readonly products: StateProducts;
  /** The run has come to τ: its own numbers are there, beside those of the weights. */
  readonly known: boolean;
}

/** As research papers write them; d is the distance τ − t. */
export const guideSymbols: Readonly<Record<GuideKind, string>> = {
  bound: `∏‖${markedSymbol('J')}‖`,
  promise: `(${markedSymbol('γ')}${markedSymbol('σ')})ᵈ`,
  radius: `${markedSymbol('ρ')}ᵈ`,
};

/** ‖∂h₃/∂h₁‖; with the letter t, of any step. */
export function decaySymbol(
  { symbol }: Speaker,
  state: string,
  last: number,
  t: number | string,
): string {
  return `‖∂${symbol(valueId(state, last))}/∂${symbol(valueId(state, t))}‖`;
}
