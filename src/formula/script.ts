// Two ways of setting the same symbol: TeX for formulas, Unicode for running text.

import type { Letter } from '#model/notation.ts';

export interface Script {
  letter(letter: Letter): string;
  /** base with an index below it. */
  below(base: string, index: string): string;
  /** base with the gate it belongs to (`mark`, or null) and its step and unit: a_{f,2}. */
  indexed(base: string, mark: string | null, index: string): string;
  bar(base: string): string;
  tilde(base: string): string;
  hat(base: string): string;
  /** ∂L/∂q; `immediate` prints ∂⁺ above. */
  derivative(of: string, by: string, immediate: boolean): string;
  /** A derivative taken at one place: ∂L/∂W|ₜ. */
  at(base: string, place: string): string;
  norm(of: string): string;
  /** A value after the update. */
  renewed(base: string): string;
  truncated(base: string): string;
  scaled(scale: number, of: string): string;
  /** One unit of a vector, where an index below it would be mistaken for a step. */
  unit(of: string, unit: number): string;
  /** One after the other, with arrows between. */
  chained(parts: readonly string[]): string;
}

export const texScript: Script = {
  letter: (letter) => letter.tex,
  below: (base, index) => `${base}_{${index}}`,
  indexed: (base, mark, index) => `${base}_{${mark === null ? index : `${mark},${index}`}}`,
  bar: (base) => `\\bar{${base}}`,
  tilde: (base) => `\\tilde{${base}}`,
  hat: (base) => `\\hat{${base}}`,
  derivative: (of, by, immediate) =>
    `\\frac{\\partial${immediate ? '^{+}' : ''} ${of}}{\\partial ${by}}`,
  at: (base, place) => `\\left.${base}\\right|_{${place}}`,
  norm: (of) => `\\lVert ${of}\\rVert`,
  renewed: (base) => `${base}^{\\mathrm{new}}`,
  truncated: (base) => `${base}^{\\mathrm{trunc}}`,
  scaled: (count, of) => `\\tfrac{1}{${count}}\\,${of}`,
  unit: (of, unit) => `${of}[${unit}]`,
  chained: (parts) => parts.join('\\to '),
};

export const textScript: Script = {
  letter: (letter) => letter.text,
  below: (base, index) => base + subscript(index),
  // Unicode has no small f, g or z below the line, so plain text sets the gate above it.
  indexed: (base, mark, index) =>
    base + (mark === null ? '' : superscript(`(${mark})`)) + subscript(index),
  bar: (base) => `${base}\u0304`,
  tilde: (base) => `${base}\u0303`,
  hat: (base) => `${base}\u0302`,
  derivative: (of, by, immediate) => `∂${immediate ? '⁺' : ''}${of}/∂${by}`,
  at: (base, place) => `${base}|${subscript(place)}`,
  norm: (of) => `‖${of}‖`,
  renewed: (base) => `${base} new`,
  truncated: (base) => `${base} truncated`,
  scaled: (count, of) => `(1/${count})·${of}`,
  unit: (of, unit) => `${of}[${unit}]`,
  chained: (parts) => parts.join(' → '),
};

const below = new Map(Object.entries({ '=': '₌', '+': '₊', '-': '₋', t: 'ₜ', '(': '₍', ')': '₎' }));
const above = new Map(
  Object.entries({ '(': '⁽', ')': '⁾', f: 'ᶠ', g: 'ᵍ', i: 'ⁱ', n: 'ⁿ', o: 'ᵒ', r: 'ʳ', z: 'ᶻ' }),
);

/** Digits and the few signs that have a small form below the line; anything else stays as it is. */
export function subscript(text: string): string {
  return text.replace(/./gu, (sign) =>
    /\d/.test(sign) ? String.fromCodePoint(0x2080 + Number(sign)) : (below.get(sign) ?? sign),
  );
}

function superscript(text: string): string {
  const signs = [...text].map((sign) => above.get(sign));
  return signs.every((sign) => sign !== undefined) ? signs.join('') : text;
}

const plain = new Map([...below, ...above].map(([sign, small]) => [small, sign]));

/** The text that `subscript` or the mark of a gate has made small. */
export function plainScript(text: string): string {
  return text.replace(/./gu, (sign) =>
    /[₀-₉]/u.test(sign) ? String((sign.codePointAt(0) ?? 0) - 0x2080) : (plain.get(sign) ?? sign),
  );
}
