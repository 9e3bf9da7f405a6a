// What an optimizer is: its settings with defaults, and the small graph that leads from a weight and its gradient to the
// next weight. Numbers, formulas, words, the settings editor and the file format are all read from it.
//
//   m′ = β₁·m + (1 − β₁)·g     v′ = β₂·v + (1 − β₂)·g²     what it remembers: `m`, `v` before, m′, v′ after
//   m̂ = m′/(1 − β₁ᵏ)           v̂ = v′/(1 − β₂ᵏ)           worked out anew in each update
//   W′ = W − α·m̂/(√v̂ + ε)                                `weight`

import { number, partsOf, type Rule } from './rule.ts';

/** One number that can be set besides the learning rate. */
export interface OptimizerSetting {
  /** In files, and of the message `optimizer.setting.<name>` where the catalogue has one. */
  readonly name: string;
  /** What formulas print, in TeX, and what texts do. */
  readonly letter: { readonly tex: string; readonly text: string };
  readonly default: number;
  /** Allowed: min ≤ value, and value < below where given. */
  readonly min: number;
  readonly below?: number;
  /** What an arrow key adds in the editor. */
  readonly step: number;
}

/** What a quantity is, for words: the catalogue has `optimizer.role.<role>` and `optimizer.what.<role>`. */
export type UpdateRole = 'velocity' | 'mean' | 'meanSquare' | 'sumOfSquares' | 'corrected';

export interface UpdateQuantity {
  readonly name: string;
  readonly letter: 'm' | 'v' | 's';
  readonly hat?: boolean;
  readonly role: UpdateRole;
  /** Its value after the update. */
  readonly rule: Rule;
}

export interface Optimizer {
  readonly id: string;
  /** As its authors write it. */
  readonly title: string;
  /** The default α, PyTorch's. */
  readonly learningRate: number;
  readonly settings: readonly OptimizerSetting[];
  /** In an order in which they can be computed. One that is read `before` is remembered: zero before the first update. */
  readonly quantities: readonly UpdateQuantity[];
  /** The weight after the update. */
  readonly weight: Rule;
}

/** An optimizer at given settings: what is zero is left out, and so is what then is another quantity by a second name. */
export interface UpdateGraph {
  readonly quantities: readonly UpdateQuantity[];
  readonly weight: Rule;
  /** The names of what it remembers from one update to the next. */
  readonly kept: readonly string[];
}

/** The settings of an optimizer by name, the learning rate among them, with its own defaults where nothing is said. */
export function settingsOf(
  optimizer: Optimizer,
  given: Readonly<Record<string, number | string>>,
): Readonly<Record<string, number>> {
  const all = [{ name: 'learningRate', default: optimizer.learningRate }, ...optimizer.settings];
  return Object.fromEntries(
    all.map(({ name, default: fallback }) => {
      const value = given[name];
      return [name, typeof value === 'number' ? value : fallback];
    }),
  );
}

/** SGD without momentum is W − α·g, and remembers nothing; AdamW without weight decay is Adam. */
export function updateGraph(
  optimizer: Optimizer,
  settings: Readonly<Record<string, number>>,
): UpdateGraph {
  const aliases = new Map<string, Rule>();
  const quantities: UpdateQuantity[] = [];
  for (const quantity of optimizer.quantities) {
    const rule = simplified(quantity.rule, settings, aliases);
    const isAlias = rule.kind === 'gradient' || (rule.kind === 'quantity' && rule.at === 'after');
    if (isAlias) aliases.set(quantity.name, rule);
    else quantities.push({ ...quantity, rule });
  }
  const weight = simplified(optimizer.weight, settings, aliases);
  const read = [...quantities.map(({ rule }) => rule), weight].flatMap(namesBefore);
  const kept = quantities.map(({ name }) => name).filter((name) => read.includes(name));
  return { quantities, weight, kept };
}

function namesBefore(rule: Rule): readonly string[] {
  if (rule.kind === 'quantity' && rule.at === 'before') return [rule.name];
  return partsOf(rule).flatMap(namesBefore);
}

function simplified(
  rule: Rule,
  settings: Readonly<Record<string, number>>,
  aliases: ReadonlyMap<string, Rule>,
): Rule {
  switch (rule.kind) {
    case 'setting':
      // A learning rate of zero is a choice to look at, and no part that is missing.
      return settings[rule.name] === 0 && rule.name !== 'learningRate' ? number(0) : rule;
    case 'quantity':
      return rule.at === 'after' ? (aliases.get(rule.name) ?? rule) : rule;
    case 'power':
    case 'root':
    case 'square': {
      const of = simplified(rule.of, settings, aliases);
      return isNumber(of, 0) || isNumber(of, 1) ? of : { ...rule, of };
    }
    case 'sum':
    case 'difference':
    case 'product':
    case 'quotient': {
      const left = simplified(rule.left, settings, aliases);
      const right = simplified(rule.right, settings, aliases);
      return joined({ ...rule, left, right });
    }
    default:
      return rule;
  }
}

/** Without a zero that adds nothing, and a one that multiplies by nothing. */
function joined(rule: Extract<Rule, { left: Rule }>): Rule {
  const { kind, left, right } = rule;
  const isZero = kind === 'product' && (isNumber(left, 0) || isNumber(right, 0));
  if (isZero) return number(0);
  const leftIsNothing =
    (kind === 'sum' && isNumber(left, 0)) || (kind === 'product' && isNumber(left, 1));
  if (leftIsNothing) return right;
  const neutral = kind === 'sum' || kind === 'difference' ? 0 : 1;
  return isNumber(right, neutral) ? left : rule;
}

function isNumber(rule: Rule, value: number): boolean {
  return rule.kind === 'number' && rule.value === value;
}
