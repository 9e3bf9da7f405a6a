// Pieces of TeX that know how tightly they hold together and how wide they are, and how pieces are joined.

/** How tightly a piece holds together: 0 an atom, 1 a product, 2 a sum. */
export type Level = 0 | 1 | 2;

export interface Printed {
  readonly tex: string;
  readonly level: Level;
  /** Estimated, in em. */
  readonly width: number;
  /** Estimated, in em. */
  readonly height: number;
}

/** A line of letters, one with a fraction, one with a sum and what stands under and over it; in em. */
export const letterHeight = 1.3;
export const fractionHeight = 2.4;
export const sumHeight = 3.1;

/** A term after the first, with its sign before it; a negative number that is a factor of its own keeps its sign. */
export function signed(term: Printed): string {
  if (term.tex.startsWith('-')) return `- ${term.tex.slice(1)}`;
  const isNegativeNumber = /^\\htmlData\{q=[0-9a-f]+\}\{-/.test(term.tex) && term.level === 2;
  return isNegativeNumber ? `+ \\left(${term.tex}\\right)` : `+ ${term.tex}`;
}

export function joinTerms(terms: readonly Printed[]): Printed {
  const tex = terms.map((term, i) => (i === 0 ? term.tex : ` ${signed(term)}`)).join('');
  const level = terms.length > 1 ? 2 : (terms[0]?.level ?? 0);
  return { tex, level, width: widthOf(terms), height: heightOf(terms) };
}

export function atom(tex: string, width: number, height = letterHeight): Printed {
  return { tex, level: 0, width, height };
}

export function call(name: string, arguments_: readonly Printed[]): Printed {
  const inner = arguments_.map((argument) => argument.tex).join(',\\ ');
  return atom(`${name}\\!\\left(${inner}\\right)`, widthOf(arguments_) + 2, heightOf(arguments_));
}

/** In brackets where it holds together more loosely than `level` allows. */
export function fenced(printed: Printed, level: Level): Printed {
  if (printed.level <= level) return printed;
  return atom(`\\left(${printed.tex}\\right)`, printed.width + 1, printed.height);
}

/** A symbol, or one that is marked, whose exponent can stand above its own index: W_{hh}^⊤. */
const SYMBOL = /^(\\htmlData\{[qg]=[0-9a-f]+\}\{)?([a-zA-Z](?:_\{[^{}]*\})?)(\})?$/;

export function raised(base: Printed, exponent: string): Printed {
  const symbol = SYMBOL.exec(base.tex);
  if (symbol) {
    const [, open = '', letter = '', close = ''] = symbol;
    return atom(`${open}${letter}^{${exponent}}${close}`, base.width + 0.5);
  }
  const isPlain = base.level === 0 && !/\\frac|\\left(?!\\lVert)/.test(base.tex);
  const tex = isPlain ? base.tex : `\\left(${base.tex}\\right)`;
  return atom(`{${tex}}^{${exponent}}`, base.width + (isPlain ? 0.6 : 1.4), base.height + 0.3);
}

export function join(pieces: readonly Printed[], sign: string, level: Level): Printed {
  const tex = pieces.map((piece) => piece.tex).join(sign);
  return { tex, level, width: widthOf(pieces), height: heightOf(pieces) };
}

export function widthOf(pieces: readonly Printed[]): number {
  return pieces.reduce((sum, piece) => sum + piece.width + 0.8, 0);
}

export function heightOf(pieces: readonly Printed[]): number {
  return Math.max(letterHeight, ...pieces.map((piece) => piece.height));
}

/** The terms of a sum in rows: as many a row as have room in `limit` em. */
export function packed(terms: readonly Printed[], limit: number): readonly Printed[] {
  const rows: Printed[] = [];
  for (const [i, term] of terms.entries()) {
    const piece = i === 0 ? term : { ...term, tex: signed(term) };
    const last = rows.at(-1);
    const both = last && join([last, piece], ' ', 2);
    if (both && both.width <= limit) rows[rows.length - 1] = both;
    else rows.push(piece);
  }
  return rows;
}
