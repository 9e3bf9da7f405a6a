// Which letters formulas and labels use: a notation maps the names of the file format to a textbook's letters.

import { type Letter, letterFrom, letterOfName, letterText } from './letter.ts';
import type { StepMark } from './quantity-id.ts';

export type StepStyle = 'subscript' | 'angle' | 'bracket';

/** Letters by the names of the file format; a name that is not listed is its own letter. */
export interface Letters {
  readonly quantities: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string>>;
}

export interface Notation extends Letters {
  readonly id: string;
  /** Vectors are columns: a = W·x; or rows: a = x·W, with every matrix shown transposed. */
  readonly vectors: 'columns' | 'rows';
  /** h_t, h⟨t⟩ or h[t]. */
  readonly step: StepStyle;
}

/** A symbol before it is set in TeX, in plain text or on the page. */
export interface Sign extends Letter {
  /** The gate it belongs to (a_f); empty where it belongs to none. */
  readonly mark: string;
  /** 2, t, t-1; empty for what has no step. */
  readonly step: string;
  readonly style: StepStyle;
  /** A unit, from 1, or the letter of an index; empty for the whole. */
  readonly unit: string;
}

/** The letters of Goodfellow et al. 2016 (ch. 10) and PyTorch, with W_xh for matrices. */
const plainLetters: Readonly<Record<string, string>> = {
  // For scores: o, as some texts have it, is the output gate of an LSTM.
  logits: 's',
  prediction: 'ŷ',
  target: 'y',
  loss: 'L',
};

export const standard: Notation = {
  id: 'standard',
  vectors: 'columns',
  step: 'subscript',
  quantities: plainLetters,
  parameters: {},
};

/** The letter of a quantity, and the gate that it belongs to: `a_f` is the letter of `a` with the mark of `f`. */
export function letterOf(notation: Letters, quantity: string): Letter & { readonly mark: string } {
  const listed =
    listedLetter(notation.quantities, quantity) ?? listedLetter(plainLetters, quantity);
  if (listed) return { ...listed, mark: '' };
  const [name = quantity, gate] = quantity.split('_');
  if (gate === undefined) return { ...letterOfName(quantity), mark: '' };
  const whole = letterOf(notation, gate);
  return { ...letterOf(notation, name), mark: whole.below || whole.letter };
}

/** The letter of a parameter. */
export function parameterLetterOf(notation: Letters, parameter: string): Letter {
  return listedLetter(notation.parameters, parameter) ?? letterOfName(parameter);
}

/** A net may call things what every object has, `constructor`: only what was listed counts. */
function listedLetter(letters: Readonly<Record<string, string>>, name: string): Letter | null {
  return Object.hasOwn(letters, name) ? letterFrom(letters[name] ?? '') : null;
}

/** The symbol of a quantity at a step; of one unit of it. */
export function signOf(
  notation: Notation,
  quantity: string,
  step: StepMark = '',
  unit: number | string = '',
): Sign {
  const letter = letterOf(notation, quantity);
  return { ...letter, step: String(step), style: notation.step, unit: String(unit) };
}

export function parameterSignOf(notation: Notation, parameter: string): Sign {
  const letter = parameterLetterOf(notation, parameter);
  return { ...letter, mark: '', step: '', style: notation.step, unit: '' };
}

/** The letter that stands for any parameter: W, where that is not one of them. */
export function anyParameter(notation: Notation): string {
  const used = Object.values(notation.parameters);
  return ['W', 'θ', 'w'].find((letter) => !used.includes(letter)) ?? 'W';
}

export function anyParameterSign(notation: Notation): Sign {
  const letter = anyParameter(notation);
  return { letter, below: '', above: '', mark: '', step: '', style: notation.step, unit: '' };
}

/** Letters that every formula uses as they are: what each of them means. */
const taken: Readonly<Record<string, string>> = {
  t: 'step',
  T: 'steps',
  τ: 'lossStep',
  G: 'gradient',
  σ: 'sigmoid',
  α: 'learningRate',
};

/** Two names of the file format that one letter would stand for; the second may be a sign that every formula uses. */
export interface Collision {
  readonly letter: string;
  readonly first: string;
  readonly second: string;
  /** What the second is, where it is no name. */
  readonly sign: string | null;
}

/** The first letter that would mean two things, among these names; null where each means one. */
export function collisionOf(
  notation: Letters,
  quantities: readonly string[],
  parameters: readonly string[],
): Collision | null {
  const names = new Map<string, string>();
  const all = [
    ...quantities.map((name) => [name, letterOf(notation, name)] as const),
    ...parameters.map(
      (name) => [name, { ...parameterLetterOf(notation, name), mark: '' }] as const,
    ),
  ];
  for (const [name, letter] of all) {
    const text = letterText({ ...letter, below: letter.below || letter.mark });
    const other = names.get(text);
    if (other !== undefined) return { letter: text, first: other, second: name, sign: null };
    const sign = Object.hasOwn(taken, text) ? (taken[text] ?? null) : null;
    if (sign !== null) return { letter: text, first: name, second: text, sign };
    names.set(text, name);
  }
  return null;
}
