// The language in which a cell is declared: named quantities, each a sum of terms.
//
//   a  = W_xh·x + W_hh·h₋ + b_h        three terms: matrix, matrix, bias
//   h  = tanh(a)                       one term: a product of one mapped factor
//   c  = f ⊙ c₋ + i ⊙ g                two terms: products of two factors
//
// Numbers, picture, formulas and words are all read from this one declaration.

/** Elementwise maps. `complement` is 1 − q. */
export type MapName = 'identity' | 'tanh' | 'sigmoid' | 'relu' | 'complement';

/** A quantity of this step (`now`) or of the step before (`before`: h₋, c₋). */
export interface Source {
  readonly quantity: string;
  readonly at: 'now' | 'before';
}

export interface Factor {
  readonly source: Source;
  readonly map: MapName;
}

/** W·q, with W of shape (size of the owner) × (size of the source). */
export interface MatrixTerm {
  readonly kind: 'matrix';
  readonly weight: string;
  readonly source: Source;
}

export interface BiasTerm {
  readonly kind: 'bias';
  readonly bias: string;
}

/** The elementwise product of its factors. */
export interface ProductTerm {
  readonly kind: 'product';
  readonly factors: readonly Factor[];
}

export type Term = MatrixTerm | BiasTerm | ProductTerm;

/** What a quantity is for. Words, pictures and measures ask for it, and never for a name. */
export type QuantityRole =
  | 'input'
  | 'pre-activation'
  | 'gate'
  | 'candidate'
  | 'recurrent part'
  | 'cell state'
  | 'hidden state'
  | 'logits'
  | 'prediction';

export interface Quantity {
  /** Letters (Latin, Greek), digits and `_`, a letter first; said nowhere but where letters are shown. */
  readonly name: string;
  readonly role: QuantityRole;
  /** What it is called, in a few words: “forget gate”. Where there is none, its role is. */
  readonly label?: string | undefined;
  /** The quantity that it is a part of: a pre-activation of its gate, a recurrent part of its candidate. */
  readonly of?: string;
  readonly terms: readonly Term[];
}

/**
 * One cell. `quantities` stand in an order in which they can be computed.
 * `states` are carried to the next step; `output` is the state the head reads.
 */
export interface CellDeclaration {
  readonly id: string;
  readonly quantities: readonly Quantity[];
  readonly states: readonly string[];
  readonly output: string;
}

/** A cell as a file of `cells/` exports it: its choices and its declaration. */
export interface Cell {
  readonly id: string;
  /** Activations the user may choose from; the first is the default. Empty: there is no choice. */
  readonly activations: readonly MapName[];
  declare(activation: MapName): CellDeclaration;
}

export function now(quantity: string): Source {
  return { quantity, at: 'now' };
}

export function before(quantity: string): Source {
  return { quantity, at: 'before' };
}

export function matrix(weight: string, source: Source): MatrixTerm {
  return { kind: 'matrix', weight, source };
}

export function bias(name: string): BiasTerm {
  return { kind: 'bias', bias: name };
}

/** An elementwise product; a bare source stands for itself. */
export function product(...factors: readonly (Source | Factor)[]): ProductTerm {
  return {
    kind: 'product',
    factors: factors.map((f) => ('map' in f ? f : { source: f, map: 'identity' })),
  };
}

export function mapped(map: MapName, source: Source): Factor {
  return { source, map };
}

/** What a term reads; nothing, where it is a bias. */
export function sourcesOfTerm(term: Term): readonly Source[] {
  switch (term.kind) {
    case 'bias':
      return [];
    case 'matrix':
      return [term.source];
    case 'product':
      return term.factors.map(({ source }) => source);
  }
}

/** The shared parameter of a term; null where it is a product. */
export function parameterOfTerm(term: Term): string | null {
  if (term.kind === 'product') return null;
  return term.kind === 'matrix' ? term.weight : term.bias;
}
