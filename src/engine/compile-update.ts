// From the declaration of an optimizer to its step: a rule becomes a sum of arrays with scalar coefficients, and each sum
// one pass over all entries. m̂ = m′/(1 − β₁ᵏ) is m′ with a coefficient: it is never written down.
//
//   m′ = β₁·m + (1 − β₁)·g          v′ = β₂·v + (1 − β₂)·g²          W′ = 1·W − α·m̂/(√v̂ + ε)
//
// What is no such sum, or reads a memory after it was renewed, goes entry by entry, as the rules stand.

import { present } from '#base/exhaustive.ts';
import type { UpdateGraph } from '#model/optimizers/optimizer.ts';
import {
  isScalar,
  number,
  over,
  partsOf,
  type Rule,
  ruleValue,
  times,
} from '#model/optimizers/rule.ts';
import { adaptiveStep, blend, blendScaled, blendSquare } from './kernels/optimizer.ts';

/** What a step works on: arrays of one length, one entry for each parameter. */
export interface UpdateMemory {
  readonly parameters: Float64Array;
  readonly gradient: Float64Array;
  /** What the optimizer remembers, by name. */
  readonly kept: Readonly<Record<string, Float64Array>>;
}

/** The scalars of one step. */
export interface StepScalars {
  readonly settings: Readonly<Record<string, number>>;
  /** From 1. */
  readonly count: number;
}

/** One step, in place. */
export type UpdateStep = (memory: UpdateMemory, scalars: StepScalars) => void;

/** scale·array, scale·array², or scale·array/(√(inside·under) + beside); an array by its name. */
interface Term {
  readonly scale: Rule;
  readonly array: string;
  readonly isSquare?: boolean;
  readonly size?: { readonly inside: Rule; readonly under: string; readonly beside: Rule };
}

/** `out` ← its own value with a coefficient, and one term more. */
interface Pass {
  readonly out: string;
  readonly own: Rule;
  readonly term: Term;
}

/** Names that no quantity has. */
const [weights, gradients] = [' weights', ' gradients'];

/** The step of an optimizer, for arrays of any length. */
export function compileUpdate(graph: UpdateGraph): UpdateStep {
  const passes = passesOf(graph);
  if (passes === null) return entryByEntry(graph);
  const [m, v, w] = passes;
  const isAdaptive =
    passes.length === 3 &&
    m?.term.array === gradients &&
    onlyPlain([m.term]) !== null &&
    v?.term.isSquare === true &&
    v.term.array === gradients &&
    w?.term.array === m.out &&
    w.term.size?.under === v.out;
  if (isAdaptive) return (memory, scalars) => adaptive(memory, scalars, [m, v, w]);
  return (memory, scalars) => {
    for (const pass of passes) carryOut(memory, scalars, pass);
  };
}

/** null where some rule is no such pass. */
function passesOf({ quantities, weight, kept }: UpdateGraph): readonly Pass[] | null {
  const known = new Map<string, readonly Term[]>();
  const passes: Pass[] = [];
  const targets = [...quantities, { name: weights, rule: weight }];
  for (const [i, { name, rule }] of targets.entries()) {
    const terms = termsOf(rule, known);
    if (kept.includes(name) || name === weights) {
      const own = terms?.find(({ array, isSquare, size }) => array === name && !isSquare && !size);
      const term = terms?.find((other) => other !== own);
      const isReadLater = targets.slice(i + 1).some((later) => readsBefore(later.rule, name));
      if (terms?.length !== 2 || !own || !term || isReadLater) return null;
      passes.push({ out: name, own: own.scale, term });
      known.set(name, [{ scale: number(1), array: name }]);
    } else if (terms?.length === 1 && !kept.some((other) => readsBefore(rule, other))) {
      known.set(name, terms);
    } else return null;
  }
  return passes;
}

function readsBefore(rule: Rule, name: string): boolean {
  if (rule.kind === 'quantity') return rule.at === 'before' && rule.name === name;
  return partsOf(rule).some((part) => readsBefore(part, name));
}

/** A rule as a sum; null where it is none. `known` has the quantities of this update that came before it. */
function termsOf(rule: Rule, known: ReadonlyMap<string, readonly Term[]>): readonly Term[] | null {
  const of = (part: Rule): readonly Term[] | null => termsOf(part, known);
  const scaled = (part: Rule, by: Rule): readonly Term[] | null =>
    of(part)?.map((term) => ({ ...term, scale: times(term.scale, by) })) ?? null;
  switch (rule.kind) {
    case 'weight':
      return [{ scale: number(1), array: weights }];
    case 'gradient':
      return [{ scale: number(1), array: gradients }];
    case 'quantity':
      if (rule.at === 'before') return [{ scale: number(1), array: rule.name }];
      return known.get(rule.name) ?? null;
    case 'sum':
    case 'difference': {
      const left = of(rule.left);
      const right = scaled(rule.right, number(rule.kind === 'sum' ? 1 : -1));
      return left && right && [...left, ...right];
    }
    case 'product':
      if (isScalar(rule.left)) return scaled(rule.right, rule.left);
      return isScalar(rule.right) ? scaled(rule.left, rule.right) : null;
    case 'quotient':
      if (isScalar(rule.right)) return scaled(rule.left, over(number(1), rule.right));
      return scaledStep(of(rule.left), rule.right, of);
    case 'square': {
      const plain = onlyPlain(of(rule.of));
      return (
        plain && [{ scale: times(plain.scale, plain.scale), array: plain.array, isSquare: true }]
      );
    }
    default:
      return null;
  }
}

/** over/(√under + beside). */
function scaledStep(
  above: readonly Term[] | null,
  size: Rule,
  of: (rule: Rule) => readonly Term[] | null,
): readonly Term[] | null {
  const [root, beside] = size.kind === 'sum' ? [size.left, size.right] : [size, number(0)];
  if (root.kind !== 'root' || !isScalar(beside)) return null;
  const [term, under] = [onlyPlain(above), onlyPlain(of(root.of))];
  return term && under && [{ ...term, size: { inside: under.scale, under: under.array, beside } }];
}

/** One array with a coefficient, and nothing else. */
function onlyPlain(terms: readonly Term[] | null): Term | null {
  const [term] = terms ?? [];
  return terms?.length === 1 && term && !term.isSquare && !term.size ? term : null;
}

function arrayOf({ parameters, gradient, kept }: UpdateMemory, name: string): Float64Array {
  if (name === weights) return parameters;
  return name === gradients ? gradient : present(kept[name], name);
}

function scalar(rule: Rule, scalars: StepScalars): number {
  return ruleValue(rule, { ...scalars, entry: () => Number.NaN });
}

function carryOut(memory: UpdateMemory, scalars: StepScalars, { out, own, term }: Pass): void {
  const of = (rule: Rule): number => scalar(rule, scalars);
  const [target, array] = [arrayOf(memory, out), arrayOf(memory, term.array)];
  const { size, isSquare, scale } = term;
  if (size) {
    const under = arrayOf(memory, size.under);
    blendScaled(target, of(own), of(scale), array, of(size.inside), under, of(size.beside));
  } else (isSquare ? blendSquare : blend)(target, of(own), of(scale), array);
}

/** All three in one loop, in which root and quotient hide the rest. */
function adaptive(
  memory: UpdateMemory,
  scalars: StepScalars,
  [m, v, w]: readonly [Pass, Pass, Pass],
): void {
  const of = (rule: Rule): number => scalar(rule, scalars);
  const { inside, beside } = present(w.term.size, 'size');
  const [mean, squares] = [arrayOf(memory, m.out), arrayOf(memory, v.out)];
  const step = [of(w.own), of(w.term.scale), of(inside), of(beside)] as const;
  const moments = [of(m.own), of(m.term.scale), of(v.own), of(v.term.scale)] as const;
  adaptiveStep(memory.parameters, memory.gradient, mean, squares, ...step, ...moments);
}

/** For whatever has no pass of its own. */
function entryByEntry({ quantities, weight, kept }: UpdateGraph): UpdateStep {
  return (memory, scalars) => {
    const { parameters, gradient } = memory;
    for (let i = 0; i < parameters.length; i++) {
      const after = new Map<string, number>();
      const value = (rule: Rule): number =>
        ruleValue(rule, {
          ...scalars,
          entry(read) {
            if (read.kind === 'weight') return parameters[i] as number;
            if (read.kind === 'gradient') return gradient[i] as number;
            return read.at === 'before'
              ? (arrayOf(memory, read.name)[i] as number)
              : present(after.get(read.name), read.name);
          },
        });
      for (const { name, rule } of quantities) after.set(name, value(rule));
      parameters[i] = value(weight);
      for (const name of kept) arrayOf(memory, name)[i] = present(after.get(name), name);
    }
  };
}
