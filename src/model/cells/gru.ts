// Gated recurrent unit (Cho et al. 2014), with the reset gate after the recurrent product, as in PyTorch.
// m_n = W_hn·h₋ + b_hn is the recurrent part of the candidate, before the reset gate scales it.

import { before, bias, type Cell, mapped, matrix, now, product } from '#model/declaration.ts';
import { gated } from './gated.ts';

export const gru: Cell = {
  id: 'gru',
  activations: [],
  declare: () => ({
    id: 'gru',
    quantities: [
      ...gated('r', 'gate', 'sigmoid', 'reset gate'),
      ...gated('z', 'gate', 'sigmoid', 'update gate'),
      {
        name: 'm_n',
        role: 'recurrent part',
        of: 'n',
        terms: [matrix('W_hn', before('h')), bias('b_hn')],
      },
      {
        name: 'a_n',
        role: 'pre-activation',
        of: 'n',
        terms: [matrix('W_xn', now('x')), bias('b_n'), product(now('r'), now('m_n'))],
      },
      { name: 'n', role: 'candidate', terms: [product(mapped('tanh', now('a_n')))] },
      {
        name: 'h',
        role: 'hidden state',
        terms: [product(mapped('complement', now('z')), now('n')), product(now('z'), before('h'))],
      },
    ],
    states: ['h'],
    output: 'h',
  }),
};
