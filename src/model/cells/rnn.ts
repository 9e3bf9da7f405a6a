// The vanilla recurrent cell (Elman 1990): a = W_xh·x + W_hh·h₋ + b_h, h = f(a).

import { before, bias, type Cell, mapped, matrix, now, product } from '#model/declaration.ts';

export const rnn: Cell = {
  id: 'rnn',
  activations: ['tanh', 'relu', 'sigmoid', 'identity'],
  declare: (activation) => ({
    id: 'rnn',
    quantities: [
      {
        name: 'a',
        role: 'pre-activation',
        terms: [matrix('W_xh', now('x')), matrix('W_hh', before('h')), bias('b_h')],
      },
      { name: 'h', role: 'hidden state', terms: [product(mapped(activation, now('a')))] },
    ],
    states: ['h'],
    output: 'h',
  }),
};
