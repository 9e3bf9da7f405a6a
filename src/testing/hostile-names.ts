// Legal names that mean something elsewhere: in the ids, in the formulas, in the listed cells, in the language itself.

import fc from 'fast-check';
import {
  type CellDeclaration,
  parameterOfTerm,
  type Quantity,
  type Source,
  type Term,
} from '#model/declaration.ts';

export const hostileNames: readonly string[] = [
  ...['z', 'y', 'U', 'V', 'W', 'L', 'T', 't', 'a', 'b', 'c', 'f', 'r', 'h', 'd'],
  ...['loss', 'local', 'norm', 'batch', 'clipped', 'truncated', 'path', 'chain', 'carried', 'own'],
  ...['target', 'total', 'x1', 'h0', 'dL', 'dh', 'dW_hh', 'a_', 'a_f_g', 'W_hh', 'b_h', 'x_1'],
  ...['σ', 'θ_1', 'ŷ', 'Ωmega', 'constructor', 'toString', 'then', 'input', 'state', 'T1'],
].map((name) => name.normalize('NFC'));

/** The same cell with other names for its quantities and parameters; a name that is not listed stays. */
export function renamed(
  cell: CellDeclaration,
  names: Readonly<Record<string, string>>,
): CellDeclaration {
  const called = (name: string): string =>
    (Object.hasOwn(names, name) ? names[name] : null) ?? name;
  const source = ({ quantity, at }: Source): Source => ({ quantity: called(quantity), at });
  const term = (of: Term): Term => {
    switch (of.kind) {
      case 'matrix':
        return { ...of, weight: called(of.weight), source: source(of.source) };
      case 'bias':
        return { ...of, bias: called(of.bias) };
      case 'product':
        return { ...of, factors: of.factors.map((f) => ({ ...f, source: source(f.source) })) };
    }
  };
  return {
    ...cell,
    quantities: cell.quantities.map(
      (q): Quantity => ({
        ...q,
        name: called(q.name),
        terms: q.terms.map(term),
        ...(q.of === undefined ? {} : { of: called(q.of) }),
      }),
    ),
    states: cell.states.map(called),
    output: called(cell.output),
  };
}

/** All names that a cell gives. */
export function namesIn({ quantities }: CellDeclaration): readonly string[] {
  const parameters = quantities.flatMap(({ terms }) => terms.map(parameterOfTerm));
  return [
    ...quantities.map(({ name }) => name),
    ...parameters.filter((parameter) => parameter !== null),
  ];
}

/** New names for all of a cell, drawn from the hostile ones. */
export function hostileNamesFor(
  cell: CellDeclaration,
): fc.Arbitrary<Readonly<Record<string, string>>> {
  const old = namesIn(cell);
  return fc
    .shuffledSubarray([...hostileNames], { minLength: old.length, maxLength: old.length })
    .map((names) => Object.fromEntries(old.map((name, i) => [name, names[i] ?? name])));
}
