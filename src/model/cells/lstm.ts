// Long short-term memory (Hochreiter & Schmidhuber 1997, with the forget gate of Gers et al. 2000).

import {
  before,
  bias,
  type Cell,
  type MapName,
  mapped,
  matrix,
  now,
  product,
  type Quantity,
} from '#model/declaration.ts';

/** A pre-activation and, right behind it, what it becomes: the picture then reads gate by gate. */
function activated(name: string, role: 'gate' | 'candidate', map: MapName): readonly Quantity[] {
  const a = `a_${name}`;
  return [
    {
      name: a,
      role: 'pre-activation',
      terms: [matrix(`W_x${name}`, now('x')), matrix(`W_h${name}`, before('h')), bias(`b_${name}`)],
    },
    { name, role, terms: [product(mapped(map, now(a)))] },
  ];
}

export const lstm: Cell = {
  id: 'lstm',
  activations: [],
  declare: () => ({
    id: 'lstm',
    quantities: [
      ...activated('i', 'gate', 'sigmoid'),
      ...activated('f', 'gate', 'sigmoid'),
      ...activated('g', 'candidate', 'tanh'),
      ...activated('o', 'gate', 'sigmoid'),
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
