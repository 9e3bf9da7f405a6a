// Three ways of setting the same symbol: TeX for formulas, Unicode for plain text, and Unicode in which a view can tell
// the symbols from the words around them.

import { letteringOf } from '#model/lettering.ts';
import type { Sign } from '#model/notation.ts';
import { signTex } from './sign-tex.ts';

/** What tells two quantities of one letter apart: a mean over the batch, what clipping or truncation leaves, a correction. */
export type Accent = 'none' | 'bar' | 'tilde' | 'hat' | 'truncated';

export interface Script {
  sign(sign: Sign): string;
  /** A letter that speaks of parameters: G, m̂; `part`: of one of them. */
  ofParameters(letter: string, accent: Accent, part: string | null): string;
  /** ∂L/∂q; `immediate` prints ∂⁺ above. */
  derivative(of: string, by: string, immediate: boolean): string;
  /** A derivative taken at one place: ∂L/∂W|ₜ. */
  at(base: string, place: string): string;
  norm(of: string): string;
  /** A value after the update. */
  renewed(base: string): string;
  scaled(scale: number, of: string): string;
  /** One unit of a vector, where an index below it would be mistaken for a step. */
  unit(of: string, unit: number): string;
  /** One after the other, with arrows between. */
  chained(parts: readonly string[]): string;
}

export const texScript: Script = {
  sign: (sign) => signTex(sign),
  ofParameters(letter, accent, part) {
    const whole = {
      none: letter,
      bar: `\\bar{${letter}}`,
      tilde: `\\tilde{${letter}}`,
      hat: `\\hat{${letter}}`,
      truncated: `${letter}^{\\mathrm{trunc}}`,
    }[accent];
    return part === null ? whole : `${whole}_{${part}}`;
  },
  derivative: (of, by, immediate) =>
    `\\frac{\\partial${immediate ? '^{+}' : ''} ${of}}{\\partial ${by}}`,
  at: (base, place) => `\\left.${base}\\right|_{${place.replaceAll('τ', '\\tau ')}}`,
  norm: (of) => `\\lVert ${of}\\rVert`,
  // TeX takes one exponent.
  renewed: (base) => `${base.includes('^') ? `{${base}}` : base}^{\\mathrm{new}}`,
  scaled: (count, of) => `\\tfrac{1}{${count}}\\,${of}`,
  unit: (of, unit) => `${of}[${unit}]`,
  chained: (parts) => parts.join('\\to '),
};

const accentText: Readonly<Record<Accent, string>> = {
  none: '',
  bar: '\u0304',
  tilde: '\u0303',
  hat: '\u0302',
  truncated: '',
};

export const textScript: Script = {
  sign: plainSign,
  ofParameters: (letter, accent, part) =>
    letter +
    accentText[accent] +
    (accent === 'truncated' ? ' truncated' : '') +
    (part === null ? '' : subscript(part)),
  derivative: (of, by, immediate) => `∂${immediate ? '⁺' : ''}${of}/∂${by}`,
  at: (base, place) => `${base}|${subscript(place)}`,
  norm: (of) => `‖${of}‖`,
  renewed: (base) => `${base} new`,
  scaled: (count, of) => `(1/${count})·${of}`,
  unit: (of, unit) => `${of}[${unit}]`,
  chained: (parts) => parts.join(' → '),
};

/** Plain text: h₂, a⁽ᶠ⁾₂, W_xh, Wʰ, a⟨2⟩, h[2]. */
function plainSign(sign: Sign): string {
  const { letter, below: index, above: power, mark, step, unit } = sign;
  // Unicode has no small f, g or z below the line, so plain text sets the gate above it.
  const gate = mark && superscript(`(${mark})`);
  const name = letter + (index && `_${index}`) + (power && superscript(power)) + gate;
  const place = step.replace('-', '−');
  switch (sign.style) {
    case 'subscript':
      return name + subscript([step, unit].filter((part) => part !== '').join(','));
    case 'angle':
      return name + (place && `⟨${place}⟩`) + subscript(unit);
    case 'bracket':
      return name + (place && `[${place}]`) + subscript(unit);
  }
}

/** Around a symbol in marked text, and between its letter, what is below and what is above it. No language has them. */
export const symbolMarks = { start: '\ue000', between: '\ue001', end: '\ue002' } as const;

/** A symbol of marked text; a letter of mathematics that belongs to no quantity (ε, J) stands alone. */
export function markedSymbol(letter: string, index = '', above = ''): string {
  const { start, between, end } = symbolMarks;
  return start + [letter, index, above].join(between) + end;
}

/** An index is set as a whole. */
function withoutMarks(text: string): string {
  const { start, between, end } = symbolMarks;
  return [start, between, end].reduce((left, mark) => left.replaceAll(mark, ''), text);
}

/** As plain text, with every symbol between marks, so that it can be set as mathematics. */
export const markedScript: Script = {
  ...textScript,
  sign(sign) {
    const { letter, index, above, after } = letteringOf(sign);
    return markedSymbol(letter, index, above) + after;
  },
  ofParameters: (letter, accent, part) =>
    markedSymbol(
      letter + accentText[accent],
      part === null ? '' : withoutMarks(part),
      accent === 'truncated' ? 'trunc' : '',
    ),
  at: (base, place) => `${base}|${markedSymbol('', place.replace('-', '−'))}`,
  // A fraction is not broken at its stroke.
  derivative: (of, by, immediate) => `∂${immediate ? '⁺' : ''}${of}/\u2060∂${by}`,
};

const below = new Map(Object.entries({ '=': '₌', '+': '₊', '-': '₋', t: 'ₜ', '(': '₍', ')': '₎' }));
const above = new Map(
  [...'()abcdefghijklmnoprstuvwxyz0123456789'].map((sign, i) => [
    sign,
    [...'⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ⁰¹²³⁴⁵⁶⁷⁸⁹'][i] ?? sign,
  ]),
);

/** Digits and the few signs that have a small form below the line; anything else stays as it is. */
export function subscript(text: string): string {
  return text.replace(/./gu, (sign) =>
    /\d/.test(sign) ? String.fromCodePoint(0x2080 + Number(sign)) : (below.get(sign) ?? sign),
  );
}

function superscript(text: string): string {
  const signs = [...text].map((sign) => above.get(sign));
  return signs.every((sign) => sign !== undefined) ? signs.join('') : `^${text}`;
}
