// A rule of an optimizer as a sum of arrays, and of what is not linear in them, with scalar coefficients.

import { present } from '#base/exhaustive.ts';
import { isScalar, number, over, plus, type Rule, square, times } from '#model/optimizers/rule.ts';

/** What a step works on: arrays of one length, one entry for each parameter. */
export interface UpdateMemory {
  readonly parameters: Float64Array;
  readonly gradient: Float64Array;
  /** What the optimizer remembers, by name. */
  readonly kept: Readonly<Record<string, Float64Array>>;
}

/** An array, found when a step is taken. */
export type Find = (memory: UpdateMemory) => Float64Array;

/** What is not linear in arrays. */
export type Atom =
  | { readonly kind: 'array'; readonly find: Find }
  | { readonly kind: 'square'; readonly of: Find }
  | { readonly kind: 'root'; readonly of: Sum }
  | { readonly kind: 'product' | 'quotient'; readonly left: Sum; readonly right: Sum };

export interface Term {
  /** A scalar rule. */
  readonly scale: Rule;
  readonly atom: Atom;
}

/** Σ scale·atom + shift; `zero` itself where there is none. */
export interface Sum {
  readonly terms: readonly Term[];
  readonly shift: Rule;
}

export const zero = number(0);
export const one = number(1);

export const weights: Find = ({ parameters }) => parameters;

const gradients: Find = ({ gradient }) => gradient;

const keptArrays = new Map<string, Find>();

/** The same one for the same name. */
export function keptArray(name: string): Find {
  const find = keptArrays.get(name) ?? (({ kept }: UpdateMemory) => present(kept[name], name));
  keptArrays.set(name, find);
  return find;
}

/** A rule as a sum; `known` has the quantities of this update that came before it. */
export function linear(rule: Rule, known: ReadonlyMap<string, Sum>): Sum {
  if (isScalar(rule)) return { terms: [], shift: isNumber(rule, 0) ? zero : rule };
  const of = (part: Rule): Sum => linear(part, known);
  switch (rule.kind) {
    case 'weight':
      return plain(weights);
    case 'gradient':
      return plain(gradients);
    case 'quantity':
      return rule.at === 'before'
        ? plain(keptArray(rule.name))
        : present(known.get(rule.name), rule.name);
    case 'sum':
      return added(of(rule.left), of(rule.right));
    case 'difference':
      return added(of(rule.left), scaled(of(rule.right), number(-1)));
    case 'product':
      if (isScalar(rule.left)) return scaled(of(rule.right), rule.left);
      if (isScalar(rule.right)) return scaled(of(rule.left), rule.right);
      return single({ kind: 'product', left: of(rule.left), right: of(rule.right) });
    case 'quotient':
      if (isScalar(rule.right)) return scaled(of(rule.left), over(one, rule.right));
      return single({ kind: 'quotient', left: of(rule.left), right: of(rule.right) });
    case 'root':
      return single({ kind: 'root', of: of(rule.of) });
    case 'square':
      return squared(of(rule.of));
    default:
      throw new Error(`a scalar ${rule.kind} is no array`);
  }
}

export function plain(find: Find): Sum {
  return single({ kind: 'array', find });
}

function single(atom: Atom): Sum {
  return { terms: [{ scale: one, atom }], shift: zero };
}

function added(left: Sum, right: Sum): Sum {
  const shift =
    left.shift === zero
      ? right.shift
      : right.shift === zero
        ? left.shift
        : plus(left.shift, right.shift);
  return { terms: [...left.terms, ...right.terms], shift };
}

function scaled({ terms, shift }: Sum, by: Rule): Sum {
  return {
    terms: terms.map(({ scale, atom }) => ({ scale: product(scale, by), atom })),
    shift: shift === zero ? zero : product(shift, by),
  };
}

function squared(sum: Sum): Sum {
  const only = onlyArray(sum);
  if (only === null) return single({ kind: 'product', left: sum, right: sum });
  const scale = only.scale === one ? one : square(only.scale);
  return { terms: [{ scale, atom: { kind: 'square', of: only.find } }], shift: zero };
}

function product(left: Rule, right: Rule): Rule {
  if (isNumber(left, 1)) return right;
  return isNumber(right, 1) ? left : times(left, right);
}

function isNumber(rule: Rule, value: number): boolean {
  return rule.kind === 'number' && rule.value === value;
}

/** One array with a coefficient, and nothing else. */
export function onlyArray({
  terms,
  shift,
}: Sum): { readonly scale: Rule; readonly find: Find } | null {
  const [term] = terms;
  if (terms.length !== 1 || shift !== zero || term?.atom.kind !== 'array') return null;
  return { scale: term.scale, find: term.atom.find };
}
