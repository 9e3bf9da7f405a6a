// The language in which an optimizer is declared: how one entry of a weight, of its gradient and of what is remembered for
// it becomes the next. All of it is elementwise; a scalar (a setting, a power of one) is the same for every entry.

/** A quantity before the update (what was remembered) or after it (worked out in this one). */
export type Moment = 'before' | 'after';

export type Rule =
  | { readonly kind: 'number'; readonly value: number }
  /** `learningRate`, or one of the optimizer's settings. */
  | { readonly kind: 'setting'; readonly name: string }
  /** A scalar raised to the count of updates, from 1: β₁ᵏ. */
  | { readonly kind: 'power'; readonly of: Rule }
  /** The weight before the update. */
  | { readonly kind: 'weight' }
  /** The gradient that the update uses: of the batch, clipped where it is. */
  | { readonly kind: 'gradient' }
  | { readonly kind: 'quantity'; readonly name: string; readonly at: Moment }
  | {
      readonly kind: 'sum' | 'difference' | 'product' | 'quotient';
      readonly left: Rule;
      readonly right: Rule;
    }
  | { readonly kind: 'root' | 'square'; readonly of: Rule };

export const weight: Rule = { kind: 'weight' };
export const gradient: Rule = { kind: 'gradient' };
export const learningRate: Rule = { kind: 'setting', name: 'learningRate' };
export const number = (value: number): Rule => ({ kind: 'number', value });
export const setting = (name: string): Rule => ({ kind: 'setting', name });
export const power = (of: Rule): Rule => ({ kind: 'power', of });
export const remembered = (name: string): Rule => ({ kind: 'quantity', name, at: 'before' });
export const renewed = (name: string): Rule => ({ kind: 'quantity', name, at: 'after' });
export const plus = (left: Rule, right: Rule): Rule => ({ kind: 'sum', left, right });
export const minus = (left: Rule, right: Rule): Rule => ({ kind: 'difference', left, right });
export const times = (left: Rule, right: Rule): Rule => ({ kind: 'product', left, right });
export const over = (left: Rule, right: Rule): Rule => ({ kind: 'quotient', left, right });
export const root = (of: Rule): Rule => ({ kind: 'root', of });
export const square = (of: Rule): Rule => ({ kind: 'square', of });

/** The parts that a rule is made of. */
export function partsOf(rule: Rule): readonly Rule[] {
  if ('left' in rule) return [rule.left, rule.right];
  return 'of' in rule ? [rule.of] : [];
}

/** Is it the same for every entry? */
export function isScalar(rule: Rule): boolean {
  if (rule.kind === 'weight' || rule.kind === 'gradient' || rule.kind === 'quantity') return false;
  return partsOf(rule).every(isScalar);
}

/** What a rule reads its numbers from, for one entry. */
export interface Reading {
  readonly settings: Readonly<Record<string, number>>;
  /** k, the count of updates, this one included: from 1. */
  readonly count: number;
  /** The number of a weight, a gradient or a quantity; a scalar rule asks for none. */
  entry(rule: Extract<Rule, { kind: 'weight' | 'gradient' | 'quantity' }>): number;
}

/** The number that a rule gives for one entry. Throws where it names a setting that is not given. */
export function ruleValue(rule: Rule, reading: Reading): number {
  const of = (part: Rule): number => ruleValue(part, reading);
  switch (rule.kind) {
    case 'number':
      return rule.value;
    case 'setting': {
      const value = reading.settings[rule.name];
      if (value === undefined) throw new Error(`setting ${rule.name} is not given`);
      return value;
    }
    case 'power':
      return wholePower(of(rule.of), reading.count);
    case 'sum':
      return of(rule.left) + of(rule.right);
    case 'difference':
      return of(rule.left) - of(rule.right);
    case 'product':
      return of(rule.left) * of(rule.right);
    case 'quotient':
      return of(rule.left) / of(rule.right);
    case 'root':
      return Math.sqrt(of(rule.of));
    case 'square':
      return of(rule.of) ** 2;
    default:
      return reading.entry(rule);
  }
}

/** Raised to a whole number ≥ 1 by squaring: the same bits on every machine, and as quick late as at the first update. */
function wholePower(base: number, exponent: number): number {
  let result = 1;
  let squared = base;
  for (let rest = exponent; rest >= 1; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= squared;
    squared *= squared;
  }
  return result;
}
