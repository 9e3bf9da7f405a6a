// What gated cells share: a pre-activation a_g = W_xg·x + W_hg·h₋ + b_g and what it becomes, one right behind the other.

import {
  before,
  bias,
  type MapName,
  mapped,
  matrix,
  now,
  product,
  type Quantity,
} from '#model/declaration.ts';

export function gated(
  name: string,
  role: 'gate' | 'candidate',
  map: MapName,
  label?: string,
): readonly [Quantity, Quantity] {
  const a = `a_${name}`;
  return [
    {
      name: a,
      role: 'pre-activation',
      of: name,
      terms: [matrix(`W_x${name}`, now('x')), matrix(`W_h${name}`, before('h')), bias(`b_${name}`)],
    },
    { name, role, label, terms: [product(mapped(map, now(a)))] },
  ];
}
