// Long short-term memory (Hochreiter & Schmidhuber 1997, with the forget gate of Gers et al. 2000).

import { before, type Cell, mapped, now, product } from '#model/declaration.ts';
import { gated } from './gated.ts';

export const lstm: Cell = {
  id: 'lstm',
  activations: [],
  declare: () => ({
    id: 'lstm',
    quantities: [
      ...gated('i', 'gate', 'sigmoid', 'input gate'),
      ...gated('f', 'gate', 'sigmoid', 'forget gate'),
      ...gated('g', 'candidate', 'tanh'),
      ...gated('o', 'gate', 'sigmoid', 'output gate'),
      {
        name: 'c',
        role: 'cell state',
        terms: [product(now('f'), before('c')), product(now('i'), now('g'))],
      },
      { name: 'h', role: 'hidden state', terms: [product(now('o'), mapped('tanh', now('c')))] },
    ],
    states: ['c', 'h'],
    output: 'h',
  }),
};
