// From the declaration of an optimizer to its step: every rule becomes a sum of arrays with scalar coefficients, and
// each such sum a pass or two over all entries. m̂ = m′/(1 − β₁ᵏ) is m′ with a coefficient: it is never written down.
//
//   m′ = β₁·m + (1 − β₁)·g              blend
//   v′ = β₂·v + (1 − β₂)·g²             blendSquare
//   W′ = 1·W − α·m̂/(√v̂ + ε)             blendScaled

import { present } from '#base/exhaustive.ts';
import type { UpdateGraph } from '#model/optimizers/optimizer.ts';
import { partsOf, type Rule, ruleValue, times } from '#model/optimizers/rule.ts';
import {
  adaptiveStep,
  blend,
  blendScaled,
  blendSquare,
  divide,
  multiply,
  scaleAndShift,
  squareRoot,
} from './kernels/optimizer.ts';
import {
  type Atom,
  type Find,
  keptArray,
  linear,
  one,
  onlyArray,
  plain,
  type Sum,
  type UpdateMemory,
  weights,
  zero,
} from './update-sum.ts';

/** The scalars of one step. */
export interface StepScalars {
  readonly settings: Readonly<Record<string, number>>;
  /** From 1. */
  readonly count: number;
}

/** One step, in place. */
export type UpdateStep = (memory: UpdateMemory, scalars: StepScalars) => void;

/** out ← a·x + b·y, or b·y². */
interface Blend {
  readonly kind: 'blend' | 'blendSquare';
  readonly out: Find;
  readonly a: Rule;
  readonly x: Find;
  readonly b: Rule;
  readonly y: Find;
}

/** out ← a·x + b·y/(√(c·s) + d). */
interface BlendScaled extends Omit<Blend, 'kind'> {
  readonly kind: 'blendScaled';
  readonly c: Rule;
  readonly s: Find;
  readonly d: Rule;
}

type Pass = Blend | BlendScaled | { readonly kind: 'other'; readonly step: UpdateStep };

/** The step of an optimizer, for arrays of any length. */
export function compileUpdate({ quantities, weight, kept }: UpdateGraph): UpdateStep {
  const scratch = createScratch();
  const known = new Map<string, Sum>();
  const passes: Pass[] = [];
  const late: Pass[] = [];
  quantities.forEach(({ name, rule }, i) => {
    const sum = linear(rule, known);
    const isScaled = sum.terms.length <= 1 && sum.shift === zero;
    if (isScaled && !kept.includes(name)) {
      known.set(name, sum);
      return;
    }
    const own = keptArray(name);
    const later = [...quantities.slice(i + 1).map((quantity) => quantity.rule), weight];
    const isFree = kept.includes(name) && !later.some((other) => readsBefore(other, name));
    const find = isFree ? own : scratch.array();
    passes.push(write(find, sum, scratch));
    if (kept.includes(name) && !isFree) late.push(write(own, plain(find), scratch));
    known.set(name, plain(find));
  });
  passes.push(write(weights, linear(weight, known), scratch), ...late);
  const steps = stepsOf(passes);
  return (memory, scalars) => {
    scratch.fit(memory.parameters.length);
    for (const step of steps) step(memory, scalars);
  };
}

function readsBefore(rule: Rule, name: string): boolean {
  if (rule.kind === 'quantity') return rule.at === 'before' && rule.name === name;
  return partsOf(rule).some((part) => readsBefore(part, name));
}

/** Arrays to work in, as long as the parameters. */
interface Scratch {
  array(): Find;
  fit(length: number): void;
}

function createScratch(): Scratch {
  const arrays: Float64Array[] = [];
  return {
    array() {
      const at = arrays.push(new Float64Array(0)) - 1;
      return () => arrays[at] as Float64Array;
    },
    fit(length) {
      arrays.forEach((array, i) => {
        if (array.length !== length) arrays[i] = new Float64Array(length);
      });
    },
  };
}

/** A sum, written to `out`. */
function write(out: Find, sum: Sum, scratch: Scratch): Pass {
  const only = onlyArray(sum);
  if (only === null)
    return writePair(out, sum) ?? { kind: 'other', step: writeAny(out, sum, scratch) };
  const step: UpdateStep = (memory, scalars) =>
    scaleAndShift(out(memory), scalar(only.scale, scalars), only.find(memory), 0);
  return { kind: 'other', step };
}

/** An array and another, its square or its scaled step in one pass; null for any other sum. */
function writePair(out: Find, { terms, shift }: Sum): Blend | BlendScaled | null {
  const [first, second] = terms.toSorted(
    (a, b) => Number(b.atom.kind === 'array') - Number(a.atom.kind === 'array'),
  );
  if (terms.length !== 2 || shift !== zero || first?.atom.kind !== 'array' || !second) return null;
  const { atom } = second;
  const left = { out, a: first.scale, x: first.atom.find };
  if (atom.kind === 'array') return { kind: 'blend', ...left, b: second.scale, y: atom.find };
  if (atom.kind === 'square') return { kind: 'blendSquare', ...left, b: second.scale, y: atom.of };
  const step = atom.kind === 'quotient' ? scaledStep(atom) : null;
  if (step === null) return null;
  const { over, scale, under, root, shift: d } = step;
  const b = times(second.scale, scale);
  return { kind: 'blendScaled', ...left, b, y: over, c: root, s: under, d };
}

/** Passes as steps; the three of Adam in one loop, in which root and quotient hide the rest. */
function stepsOf(passes: readonly Pass[]): readonly UpdateStep[] {
  const [m, v, w] = passes;
  const isAdaptive =
    m?.kind === 'blend' &&
    v?.kind === 'blendSquare' &&
    w?.kind === 'blendScaled' &&
    w.y === m.out &&
    w.s === v.out &&
    m.y === v.y &&
    [m, v, w].every(({ out, x }) => out === x);
  if (!isAdaptive) return passes.map(stepOf);
  const fused: UpdateStep = (memory, scalars) => {
    const of = (rule: Rule): number => scalar(rule, scalars);
    const [mean, squares] = [m.out(memory), v.out(memory)];
    adaptiveStep(
      w.out(memory),
      of(w.a),
      of(w.b),
      of(w.c),
      of(w.d),
      mean,
      of(m.a),
      of(m.b),
      squares,
      of(v.a),
      of(v.b),
      m.y(memory),
    );
  };
  return [fused, ...passes.slice(3).map(stepOf)];
}

function stepOf(pass: Pass): UpdateStep {
  switch (pass.kind) {
    case 'other':
      return pass.step;
    case 'blendScaled':
      return (memory, scalars) => {
        const { out, x, y, s } = pass;
        const [a, b, c, d] = [pass.a, pass.b, pass.c, pass.d].map((rule) => scalar(rule, scalars));
        blendScaled(out(memory), a ?? 0, x(memory), b ?? 0, y(memory), c ?? 0, s(memory), d ?? 0);
      };
    default: {
      const kernel = pass.kind === 'blend' ? blend : blendSquare;
      const { out, a, x, b, y } = pass;
      return (memory, scalars) =>
        kernel(out(memory), scalar(a, scalars), x(memory), scalar(b, scalars), y(memory));
    }
  }
}

/** scale·over/(√(root·under) + shift), where a quotient is one. */
function scaledStep({ left, right }: Extract<Atom, { left: Sum }>) {
  const [size] = right.terms;
  if (right.terms.length !== 1 || size?.atom.kind !== 'root' || size.scale !== one) return null;
  const [above, below] = [onlyArray(left), onlyArray(size.atom.of)];
  if (above === null || below === null) return null;
  return {
    over: above.find,
    scale: above.scale,
    under: below.find,
    root: below.scale,
    shift: right.shift,
  };
}

/** Term by term, for whatever has no pass of its own. */
function writeAny(out: Find, { terms, shift }: Sum, scratch: Scratch): UpdateStep {
  const [total, parts] = [scratch.array(), terms.map(({ atom }) => writeAtom(atom, scratch))];
  return (memory, scalars) => {
    const sum = total(memory);
    sum.fill(scalar(shift, scalars));
    for (const [i, { find, step }] of parts.entries()) {
      step?.(memory, scalars);
      blend(sum, 1, sum, scalar(terms[i]?.scale ?? one, scalars), find(memory));
    }
    scaleAndShift(out(memory), 1, sum, 0);
  };
}

/** Where the value of an atom is found, and the pass that writes it there. */
function writeAtom(
  atom: Atom,
  scratch: Scratch,
): { readonly find: Find; readonly step: UpdateStep | null } {
  if (atom.kind === 'array') return { find: atom.find, step: null };
  const find = scratch.array();
  if (atom.kind === 'square') {
    return { find, step: (memory) => multiply(find(memory), atom.of(memory), atom.of(memory)) };
  }
  const sums = atom.kind === 'root' ? [atom.of] : [atom.left, atom.right];
  const [x, y] = sums.map((sum) => {
    const part = scratch.array();
    return { find: part, step: stepOf(write(part, sum, scratch)) };
  });
  const step: UpdateStep = (memory, scalars) => {
    x?.step(memory, scalars);
    y?.step(memory, scalars);
    const [of, by] = [present(x, 'operand').find(memory), y?.find(memory)];
    if (by === undefined) squareRoot(find(memory), of);
    else (atom.kind === 'product' ? multiply : divide)(find(memory), of, by);
  };
  return { find, step };
}

function scalar(rule: Rule, { settings, count }: StepScalars): number {
  return ruleValue(rule, {
    settings,
    count,
    entry: ({ kind }) => {
      throw new Error(`a ${kind} is no scalar`);
    },
  });
}
