// Long short-term memory (Hochreiter & Schmidhuber 1997, with the forget gate of Gers et al. 2000).

import {
  before,
  bias,
  type Cell,
  mapped,
  matrix,
  now,
  product,
  type Quantity,
} from '#model/declaration.ts';

function preActivation(gate: string): Quantity {
  return {
    name: `a_${gate}`,
    role: 'pre-activation',
    terms: [matrix(`W_x${gate}`, now('x')), matrix(`W_h${gate}`, before('h')), bias(`b_${gate}`)],
  };
}

export const lstm: Cell = {
  id: 'lstm',
  activations: [],
  declare: () => ({
    id: 'lstm',
    quantities: [
      ...['i', 'f', 'g', 'o'].map(preActivation),
      { name: 'i', role: 'gate', terms: [product(mapped('sigmoid', now('a_i')))] },
      { name: 'f', role: 'gate', terms: [product(mapped('sigmoid', now('a_f')))] },
      { name: 'g', role: 'candidate', terms: [product(mapped('tanh', now('a_g')))] },
      { name: 'o', role: 'gate', terms: [product(mapped('sigmoid', now('a_o')))] },
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
