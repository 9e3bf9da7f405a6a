// Letters of quantities as they stand on the page, in the chosen notation: h₂, a with f,2, W with xh.

import { type Lettering, letteringOf } from '#model/lettering.ts';
import { type Notation, parameterSignOf, signOf } from '#model/notation.ts';

export type { Lettering };

/** A quantity at a step, e.g. `a_f`, 2 → a with f,2; without a step, a with f. */
export function symbolOf(notation: Notation, name: string, t: number | null): Lettering {
  return letteringOf(signOf(notation, name, t ?? ''));
}

/** A shared parameter, e.g. `W_xh` → W with xh. */
export function parameterSymbolOf(notation: Notation, name: string): Lettering {
  return letteringOf(parameterSignOf(notation, name));
}

/** As plain text without gaps: h2, a⟨2⟩. */
export function plainLettering({ letter, index, above, after }: Lettering): string {
  return letter + index + above + after;
}

/** ∂L/∂h2 as plain text. */
export function gradientText(notation: Notation, symbol: Lettering): string {
  return `∂${plainLettering(symbolOf(notation, 'loss', null))}/∂${plainLettering(symbol)}`;
}

/** As plain text, for a name that is read out: “a f”, “U f”. */
export function letteringText({ letter, index, above, after }: Lettering): string {
  return [letter, index, above].filter((part) => part !== '').join(' ') + after;
}
