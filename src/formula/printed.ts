// Pieces of TeX that know how tightly they hold together and how wide they are, and how pieces are joined.

/** How tightly a piece holds together: 0 an atom, 1 a product, 2 a sum. */
export type Level = 0 | 1 | 2;

export interface Printed {
  readonly tex: string;
  readonly level: Level;
  /** Estimated, in em. */
  readonly width: number;
}

/** A term after the first, with its sign before it; a negative number that is a factor of its own keeps its sign. */
export function signed(term: Printed): string {
  if (term.tex.startsWith('-')) return `- ${term.tex.slice(1)}`;
  const isNegativeNumber = /^\\htmlData\{q=[0-9a-f]+\}\{-/.test(term.tex) && term.level === 2;
  return isNegativeNumber ? `+ \\left(${term.tex}\\right)` : `+ ${term.tex}`;
}

export function joinTerms(terms: readonly Printed[]): Printed {
  const tex = terms.map((term, i) => (i === 0 ? term.tex : ` ${signed(term)}`)).join('');
  return { tex, level: terms.length > 1 ? 2 : (terms[0]?.level ?? 0), width: widthOf(terms) };
}

export function atom(tex: string, width: number): Printed {
  return { tex, level: 0, width };
}

export function call(name: string, arguments_: readonly Printed[]): Printed {
  const inner = arguments_.map((argument) => argument.tex).join(',\\ ');
  return atom(`${name}\\!\\left(${inner}\\right)`, widthOf(arguments_) + 2);
}

/** In brackets where it holds together more loosely than `level` allows. */
export function fenced(printed: Printed, level: Level): Printed {
  if (printed.level <= level) return printed;
  return atom(`\\left(${printed.tex}\\right)`, printed.width + 1);
}

/** A symbol, or one that is marked, whose exponent can stand above its own index: W_{hh}^⊤. */
const SYMBOL = /^(\\htmlData\{q=[0-9a-f]+\}\{)?([a-zA-Z](?:_\{[^{}]*\})?)(\})?$/;

export function raised(base: Printed, exponent: string): Printed {
  const symbol = SYMBOL.exec(base.tex);
  if (symbol) {
    const [, open = '', letter = '', close = ''] = symbol;
    return atom(`${open}${letter}^{${exponent}}${close}`, base.width + 1);
  }
  const isPlain = base.level === 0 && !/\\frac|\\left(?!\\lVert)/.test(base.tex);
  const tex = isPlain ? base.tex : `\\left(${base.tex}\\right)`;
  return atom(`{${tex}}^{${exponent}}`, base.width + 1);
}

export function join(pieces: readonly Printed[], sign: string, level: Level): Printed {
  return { tex: pieces.map((piece) => piece.tex).join(sign), level, width: widthOf(pieces) };
}

export function widthOf(pieces: readonly Printed[]): number {
  return pieces.reduce((sum, piece) => sum + piece.width + 0.8, 0);
}

/** The terms of a sum in rows: as many a row as have room in `limit` em. */
export function packed(terms: readonly Printed[], limit: number): readonly string[] {
  const rows: string[] = [];
  let width = Number.POSITIVE_INFINITY;
  for (const [i, term] of terms.entries()) {
    const tex = i === 0 ? term.tex : signed(term);
    const last = rows.at(-1);
    if (last === undefined || width + widthOf([term]) > limit) {
      rows.push(tex);
      width = widthOf([term]);
    } else {
      rows[rows.length - 1] = `${last} ${tex}`;
      width += widthOf([term]);
    }
  }
  return rows;
}
