// The words of the field, as the help explains them.

import type { Translate } from './translate.ts';

export interface Term {
  readonly name: string;
  /** One or two sentences. */
  readonly what: string;
}

const terms = [
  'bptt',
  'unrolled',
  'hiddenState',
  'sharedWeight',
  'preActivation',
  'loss',
  'gradient',
  'jacobian',
  'localAndCarried',
  'contribution',
  'path',
  'vanishing',
  'truncation',
  'clipping',
] as const;

export function termMeanings(say: Translate): readonly Term[] {
  return terms.map((term) => ({ name: say(`term.${term}`), what: say(`term.${term}.what`) }));
}
