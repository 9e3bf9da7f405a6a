// The update in pseudocode, line by line, read from the declaration of the optimizer.

import type { Training } from '#config/experiment.ts';
import { chosenOptimizer } from '#config/optimizer-state.ts';
import type { UpdateQuantity } from '#model/optimizers/optimizer.ts';
import type { Rule } from '#model/optimizers/rule.ts';

/** `weight`: the letter of any parameter. `m ← β₁·m + (1 − β₁)·G`, …, `W ← W − α·m̂/(√v̂ + ε)`. */
export function updateTexts(
  training: Pick<Training, 'optimizer'>,
  weight: string,
): readonly string[] {
  const { optimizer, graph } = chosenOptimizer(training);
  const settings = new Map(optimizer.settings.map(({ name, letter }) => [name, letter.text]));
  const letters = new Map(
    graph.quantities.map((quantity) => [quantity.name, letterText(quantity)]),
  );
  const text = (rule: Rule): string => written(rule, { settings, letters, weight }).text;
  return [
    ...graph.quantities.map((quantity) => `${letterText(quantity)} ← ${text(quantity.rule)}`),
    `${weight} ← ${text(graph.weight)}`,
  ];
}

/** m, or m̂. */
function letterText({ letter, hat }: UpdateQuantity): string {
  return hat ? `${letter}\u0302` : letter;
}

/** How firmly a text holds together: a sum, a product, one thing. */
type Level = 'sum' | 'product' | 'one';

interface Written {
  readonly text: string;
  readonly level: Level;
}

interface Names {
  readonly settings: ReadonlyMap<string, string>;
  readonly letters: ReadonlyMap<string, string>;
  /** Any of the parameters. */
  readonly weight: string;
}

function written(rule: Rule, names: Names): Written {
  const { settings, letters, weight } = names;
  const of = (part: Rule): Written => written(part, names);
  const one = (part: Rule): string => fenced(of(part), 'product');
  switch (rule.kind) {
    case 'number':
      return { text: String(rule.value), level: 'one' };
    case 'setting':
      return { text: settings.get(rule.name) ?? 'α', level: 'one' };
    case 'power':
      return { text: `${one(rule.of)}ᵏ`, level: 'one' };
    case 'weight':
      return { text: weight, level: 'one' };
    case 'gradient':
      return { text: 'G', level: 'one' };
    case 'quantity':
      return { text: letters.get(rule.name) ?? rule.name, level: 'one' };
    case 'sum':
      return { text: `${of(rule.left).text} + ${of(rule.right).text}`, level: 'sum' };
    case 'difference':
      return { text: `${of(rule.left).text} − ${fenced(of(rule.right), 'sum')}`, level: 'sum' };
    case 'product':
      return {
        text: `${fenced(of(rule.left), 'sum')}·${fenced(of(rule.right), 'sum')}`,
        level: 'product',
      };
    case 'quotient':
      return { text: `${fenced(of(rule.left), 'sum')}/${one(rule.right)}`, level: 'product' };
    case 'root':
      return { text: `√${one(rule.of)}`, level: 'one' };
    case 'square':
      return { text: `${one(rule.of)}²`, level: 'one' };
  }
}

/** In brackets where it holds no more firmly than `weakest`. */
function fenced({ text, level }: Written, weakest: 'sum' | 'product'): string {
  return level === 'sum' || level === weakest ? `(${text})` : text;
}
