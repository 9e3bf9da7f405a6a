// Random cells: one or two states and up to four further quantities, of any role, each a sum of any terms.

import fc from 'fast-check';
import { type RandomStream, randomStream } from '#base/rng.ts';
import {
  before,
  bias,
  type CellDeclaration,
  type Factor,
  type MapName,
  mapped,
  matrix,
  now,
  product,
  type Quantity,
  type QuantityRole,
  type Term,
} from '#model/declaration.ts';

const maps: readonly MapName[] = ['identity', 'tanh', 'sigmoid', 'relu', 'complement'];
const innerRoles: readonly QuantityRole[] = [
  'pre-activation',
  'gate',
  'candidate',
  'recurrent part',
];

/** Quantities are q1, q2, … and the states s1, s2; parameters are numbered W1, W2, …, each with an owner of its own. */
export const randomDeclarations: fc.Arbitrary<CellDeclaration> = fc
  .integer({ min: 0, max: 1e6 })
  .map(declarationOf);

function declarationOf(seed: number): CellDeclaration {
  const stream = randomStream(seed, 'declaration');
  const states = numbered('s', 1 + below(stream, 2));
  const inner = numbered('q', below(stream, 5));
  const known: string[] = [];
  let parameters = 0;
  const parameter = (): string => {
    parameters += 1;
    return `W${parameters}`;
  };
  const factor = (): Factor => {
    const isBefore = known.length === 0 || below(stream, 3) === 0;
    const source = isBefore ? before(pick(stream, states)) : now(pick(stream, known));
    return mapped(pick(stream, maps), source);
  };
  const term = (): Term => {
    const kind = below(stream, 4);
    if (kind === 0) return matrix(parameter(), now('x'));
    if (kind === 1) return matrix(parameter(), before(pick(stream, states)));
    if (kind === 2 && known.length > 0) return matrix(parameter(), now(pick(stream, known)));
    return product(factor(), ...(below(stream, 2) === 0 ? [factor()] : []));
  };
  const quantity = (name: string, role: QuantityRole): Quantity => {
    const terms = Array.from({ length: 1 + below(stream, 3) }, term);
    const withBias = below(stream, 3) === 0 ? [...terms, bias(parameter())] : terms;
    known.push(name);
    return { name, role, terms: withBias };
  };
  const order = [...inner, ...states];
  return {
    id: 'random',
    quantities: order.map((name) =>
      quantity(name, states.includes(name) ? 'hidden state' : pick(stream, innerRoles)),
    ),
    states,
    output: pick(stream, states),
  };
}

function numbered(letter: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => `${letter}${i + 1}`);
}

function below(stream: RandomStream, count: number): number {
  return Math.floor(stream.uniform() * count);
}

function pick<T>(stream: RandomStream, from: readonly T[]): T {
  return from[below(stream, from.length)] as T;
}
