// A declaration as pseudocode: a ← W_xh·x + W_hh·h₋, da ← (1 − h²) ⊙ dh. Letters without steps.

import { markedScript } from '#expression/script.ts';
import { scriptOf, type Writing } from '#expression/symbol.ts';
import type { Factor, MapName, Source, Term } from '#model/declaration.ts';
import { letterText } from '#model/letter.ts';
import { type Edge, edgesFrom, type Model, quantityOf } from '#model/model.ts';
import { parameterSignOf, type Sign, signOf } from '#model/notation.ts';
import type { StepMark } from '#model/quantity-id.ts';

/** Letters of pseudocode: x, h₋ (the step before), a_f. */
export interface Letters extends Writing {
  readonly model: Model;
}

export function letter(letters: Letters, quantity: string): string {
  return signText(letters, signOf(letters.notation, quantity));
}

/** Its letter at the general step t, or at another: xₜ, x⟨t⟩, x[t]. */
export function letterAt(letters: Letters, quantity: string, step: StepMark): string {
  return scriptOf(letters).sign(signOf(letters.notation, quantity, step));
}

/** As code writes it: a_f. */
function signText({ marked }: Writing, sign: Sign): string {
  const below = [sign.below, sign.mark].filter((part) => part !== '').join('_');
  return marked ? markedScript.sign(sign) : letterText({ ...sign, below });
}

export function weightLetter(letters: Letters, parameter: string): string {
  return signText(letters, parameterSignOf(letters.notation, parameter));
}

/** W·q, or q·W where vectors are rows. */
export function matrixProduct(letters: Letters, weight: string, of: string): string {
  return productOf(letters, weightLetter(letters, weight), of);
}

/** Wᵀ·q, or q·Wᵀ where vectors are rows. */
export function transposedProduct(letters: Letters, weight: string, of: string): string {
  return productOf(letters, `${weightLetter(letters, weight)}ᵀ`, of);
}

/** What one use of a weight adds to its gradient: da·xᵀ, or xᵀ·da where vectors are rows. */
export function outerProduct(letters: Writing, gradient: string, source: string): string {
  return productOf(letters, gradient, `${source}ᵀ`);
}

/** Of column vectors as it is written; of rows the other way round. */
function productOf({ notation }: Writing, left: string, right: string): string {
  return notation.vectors === 'rows' ? `${right}·${left}` : `${left}·${right}`;
}

function sourceText(letters: Letters, source: Source): string {
  return letter(letters, source.quantity) + (source.at === 'before' ? '₋' : '');
}

/** A map of something: `tanh(c)`, `(1 − z)`. */
export function mapText(map: MapName, of: string): string {
  switch (map) {
    case 'identity':
      return of;
    case 'complement':
      return `(1 − ${of})`;
    case 'sigmoid':
      return `σ(${of})`;
    default:
      return `${map}(${of})`;
  }
}

function factorText(letters: Letters, factor: Factor): string {
  return mapText(factor.map, sourceText(letters, factor.source));
}

function termText(letters: Letters, term: Term): string {
  switch (term.kind) {
    case 'matrix':
      return matrixProduct(letters, term.weight, sourceText(letters, term.source));
    case 'bias':
      return weightLetter(letters, term.bias);
    case 'product':
      return term.factors.map((factor) => factorText(letters, factor)).join(' ⊙ ');
  }
}

/** The right-hand side of a quantity: `W_xh·x + W_hh·h₋ + b_h`. */
export function ruleText(letters: Letters, quantity: string): string {
  const { terms } = quantityOf(letters.model, quantity);
  return terms.map((term) => termText(letters, term)).join(' + ');
}

/** What a quantity gets back by its uses at its own step, or by those of the step after. */
export function gradientText(letters: Letters, quantity: string, at: Source['at']): string {
  const edges = edgesFrom(letters.model, quantity, at).filter((edge) => edge.to !== 'logits');
  return signedSum(edges.map((edge) => backText(letters, edge)));
}

function signedSum(terms: readonly string[]): string {
  return terms
    .map((term, i) =>
      i === 0 ? term : term.startsWith('−') ? ` − ${term.slice(1)}` : ` + ${term}`,
    )
    .join('');
}

function backText(letters: Letters, edge: Edge): string {
  const gradient = `d${letter(letters, edge.to)}`;
  if (edge.weight !== undefined) return transposedProduct(letters, edge.weight, gradient);
  const { terms } = quantityOf(letters.model, edge.to);
  const term = terms[edge.term];
  if (term?.kind !== 'product') return gradient;
  const own = term.factors[edge.factor];
  const others = term.factors.filter((_, i) => i !== edge.factor);
  const value = terms.length === 1 && term.factors.length === 1 ? letter(letters, edge.to) : null;
  const slope = own ? slopeText(own.map, sourceText(letters, own.source), value) : null;
  const factors = [
    ...(slope === null ? [] : [slope]),
    ...others.map((f) => factorText(letters, f)),
  ];
  const sign = own?.map === 'complement' ? '−' : '';
  return sign + [...factors, gradient].join(' ⊙ ');
}

/** f′ where it is not 1 or −1. */
function slopeText(map: MapName, at: string, value: string | null): string | null {
  switch (map) {
    case 'tanh':
      return value === null ? `(1 − tanh(${at})²)` : `(1 − ${value}²)`;
    case 'sigmoid':
      return value === null ? `σ′(${at})` : `${value} ⊙ (1 − ${value})`;
    case 'relu':
      return `[${at} > 0]`;
    default:
      return null;
  }
}

/** What one use adds to the gradient of a parameter: `da·xᵀ`, or `da` for a bias. */
export function contributionText(letters: Letters, parameter: string): string {
  const shape = letters.model.parameters.find((p) => p.name === parameter);
  const gradient = `d${letter(letters, shape?.owner ?? '')}`;
  return shape?.source
    ? outerProduct(letters, gradient, sourceText(letters, shape.source))
    : gradient;
}
