// Pieces of TeX that know how tightly they hold together, and how pieces are joined.

import { sizeOfTex } from './tex-size.ts';

/** How tightly a piece holds together: 0 an atom, 1 a product, 2 a sum. */
export type Level = 0 | 1 | 2;

export interface Printed {
  readonly tex: string;
  readonly level: Level;
  /** Of a symbol: the same with an exponent, which stands above its own index: W_{hh}^⊤. */
  readonly withExponent?: (exponent: string) => string;
}

/** A term after the first, with its sign before it; a negative number that is a factor of its own keeps its sign. */
export function signed(term: Printed): string {
  if (term.tex.startsWith('-')) return `- ${term.tex.slice(1)}`;
  const isNegativeNumber = /^\\htmlData\{q=[0-9a-f]+\}\{-/.test(term.tex) && term.level === 2;
  return isNegativeNumber ? `+ \\left(${term.tex}\\right)` : `+ ${term.tex}`;
}

export function joinTerms(terms: readonly Printed[]): Printed {
  const tex = terms.map((term, i) => (i === 0 ? term.tex : ` ${signed(term)}`)).join('');
  const level = terms.length > 1 ? 2 : (terms[0]?.level ?? 0);
  return { tex, level };
}

export function atom(tex: string): Printed {
  return { tex, level: 0 };
}

export function call(name: string, arguments_: readonly Printed[]): Printed {
  const inner = arguments_.map((argument) => argument.tex).join(',\\ ');
  return atom(`${name}\\!\\left(${inner}\\right)`);
}

/** In brackets where it holds together more loosely than `level` allows. */
export function fenced(printed: Printed, level: Level): Printed {
  if (printed.level <= level) return printed;
  return atom(`\\left(${printed.tex}\\right)`);
}

export function raised(base: Printed, exponent: string): Printed {
  if (base.withExponent) return atom(base.withExponent(exponent));
  const isPlain = base.level === 0 && !/\\frac|\\left(?!\\lVert)/.test(base.tex);
  const tex = isPlain ? base.tex : `\\left(${base.tex}\\right)`;
  return atom(`{${tex}}^{${exponent}}`);
}

export function join(pieces: readonly Printed[], sign: string, level: Level): Printed {
  return { tex: pieces.map((piece) => piece.tex).join(sign), level };
}

/** The terms of a sum in rows: as many a row as have room in `limit` em, of which the rows are set in by one. */
export function packed(terms: readonly Printed[], limit: number): readonly Printed[] {
  const rows: Printed[] = [];
  for (const [i, term] of terms.entries()) {
    const piece = i === 0 ? term : { ...term, tex: signed(term) };
    const last = rows.at(-1);
    const both = last && join([last, piece], ' ', 2);
    if (both && sizeOfTex(both.tex).width <= limit - 1) rows[rows.length - 1] = both;
    else rows.push(piece);
  }
  return rows;
}
