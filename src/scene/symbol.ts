// Letters of quantities as plain text with an index set below the line, in the chosen notation: h₂, a with f,2, W with xh.

import { letterOf, type Notation, parameterLetterOf } from '#model/notation.ts';

export interface Lettering {
  readonly letter: string;
  /** Set below the line; may be empty. */
  readonly index: string;
}

/** A quantity at a step (from 0), e.g. `a_f`, 2 → a with f,2; without a step, a with f. */
export function symbolOf(notation: Notation, name: string, t: number | null): Lettering {
  const { text, mark } = letterOf(notation, name);
  const index = [mark, t].filter((part) => part !== null).join(',');
  return { letter: text, index };
}

/** A shared parameter, e.g. `W_xh` → W with xh. */
export function parameterSymbolOf(notation: Notation, name: string): Lettering {
  const [letter = name, index = ''] = parameterLetterOf(notation, name).text.split('_');
  return { letter, index };
}
