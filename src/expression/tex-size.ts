// How large a formula will stand, read from its TeX: the same for symbols, numbers and any notation, and never too small.
// It knows the TeX that the printer writes, and takes a command that it does not know for a large letter.

import {
  type Atom,
  asAtom,
  type Box,
  displayStyle,
  enclosed,
  fraction,
  inLine,
  root,
  type Style,
  scriptOf,
  table,
  textStyle,
  withScripts,
} from './tex-boxes.ts';
import { accents, scriptCapital, signOf, spaces, sumSigns, uprightLetter } from './tex-metrics.ts';

/** In em of its type. */
export interface TexSize {
  readonly width: number;
  readonly height: number;
}

/** A line of letters is not lower than this, above and below its baseline: the fonts' own line. */
const lineHeight = 0.86;
const lineDepth = 0.36;

/** Boxes that hang lower than the line make it by so much higher at most. */
const hang = 0.08;

/** The same symbols come back at every beat. */
const known = new Map<string, TexSize>();
const mostKnown = 2000;

/** The room that KaTeX needs for a formula set as a display. */
export function sizeOfTex(tex: string): TexSize {
  const found = known.get(tex);
  if (found) return found;
  const { width, height, depth } = lineOf({ tex, at: 0 }, displayStyle);
  const size = {
    width,
    height: Math.max(lineHeight, height) + Math.max(lineDepth, depth) + hang,
  };
  if (known.size >= mostKnown) known.clear();
  known.set(tex, size);
  return size;
}

interface Reader {
  readonly tex: string;
  at: number;
}

/** A command, a number, or a sign. */
const tokens = /\s*(\\[a-zA-Z]+|\\.|[\d.]+|.)/suy;

function peek(reader: Reader): string | null {
  tokens.lastIndex = reader.at;
  return tokens.exec(reader.tex)?.[1] ?? null;
}

function next(reader: Reader): string | null {
  const token = peek(reader);
  if (token !== null) reader.at = tokens.lastIndex;
  return token;
}

/** The text of the next `{…}`, which holds no braces. */
function plainArgument(reader: Reader): string {
  const begin = reader.tex.indexOf('{', reader.at);
  const end = reader.tex.indexOf('}', begin);
  reader.at = end + 1;
  return reader.tex.slice(begin + 1, end);
}

const ends = new Set(['}', '&', '\\\\', '\\end', '\\right']);

function lineOf(reader: Reader, style: Style): Box {
  return inLine(atomsOf(reader, style), style);
}

function atomsOf(reader: Reader, style: Style): readonly Atom[] {
  const atoms: Atom[] = [];
  for (let token = peek(reader); token !== null && !ends.has(token); token = peek(reader)) {
    next(reader);
    if (token === '_' || token === '^') {
      const base = atoms.pop() ?? asAtom(inLine([], style));
      atoms.push(scripted(reader, base, token, style));
    } else atoms.push(...read(reader, token, style));
  }
  return atoms;
}

/** The next `{…}`, or the next sign. */
function argument(reader: Reader, style: Style): Box {
  return inLine(group(reader, style), style);
}

function group(reader: Reader, style: Style): readonly Atom[] {
  const token = next(reader);
  if (token === null) return [];
  if (token !== '{') return read(reader, token, style);
  const inner = atomsOf(reader, style);
  next(reader);
  return inner;
}

function scripted(reader: Reader, base: Atom, first: string, style: Style): Atom {
  const found: { _: Box | null; '^': Box | null } = { _: null, '^': null };
  for (let mark: string | null = first; mark === '_' || mark === '^'; ) {
    found[mark] = argument(reader, scriptOf(style));
    mark = peek(reader);
    if (mark === '_' || mark === '^') next(reader);
  }
  return withScripts(base, found._, found['^'], style);
}

/** What a token begins. */
function read(reader: Reader, token: string, style: Style): readonly Atom[] {
  switch (token) {
    case '{': {
      reader.at -= 1;
      const inner = group(reader, style);
      return [
        { ...asAtom(inLine(inner, style)), isSign: inner.length === 1 && !!inner[0]?.isSign },
      ];
    }
    case '\\htmlData':
      // The mark changes nothing: what it encloses stands among its neighbours as if it were not there.
      plainArgument(reader);
      return group(reader, style);
    case '\\frac':
      return [asAtom(fractionAt(reader, style))];
    case '\\tfrac':
      return [asAtom(fractionAt(reader, { ...style, isDisplay: false }))];
    case '\\sqrt':
      return [asAtom(root(argument(reader, style), style))];
    case '\\left': {
      const left = next(reader) ?? '.';
      const inner = lineOf(reader, style);
      next(reader);
      return [asAtom(enclosed(left, inner, next(reader) ?? '.'), 'inner')];
    }
    case '\\begin':
      return [environment(reader)];
    case '\\sum': {
      const sign = sumSigns[style.isDisplay ? 'display' : 'text'];
      return [{ ...scaled(sign, style), hasLimits: style.isDisplay }];
    }
    default:
      return [wordOrSign(reader, token, style)];
  }
}

const roman = new Set(['\\mathit', '\\mathrm', '\\text', '\\mathbf']);
const names = new Set(['\\tanh', '\\log', '\\min', '\\max', '\\exp']);

function wordOrSign(reader: Reader, token: string, style: Style): Atom {
  const accent = accents[token];
  if (accent !== undefined) {
    const base = argument(reader, style);
    return { ...asAtom({ ...base, height: base.height + accent * style.size }), isSign: true };
  }
  if (token === '\\operatorname') return word(plainArgument(reader), style, 'op');
  if (names.has(token)) return word(token.slice(1), style, 'op');
  if (token === '\\mathcal') {
    plainArgument(reader);
    return scaled({ kind: 'ord', ...scriptCapital }, style);
  }
  if (roman.has(token)) return word(plainArgument(reader), style, 'ord');
  const space = spaces[token];
  if (space !== undefined) {
    return asAtom({ width: space * style.size, height: 0, depth: 0 }, 'space');
  }
  return scaled(signOf(token), style);
}

function word(text: string, style: Style, kind: 'op' | 'ord'): Atom {
  const letters = [...text].map((letter) =>
    scaled({ kind: 'ord', ...(/\d/.test(letter) ? signOf(letter) : uprightLetter(letter)) }, style),
  );
  return { ...asAtom(inLine(letters, style), kind), isSign: true };
}

function scaled(sign: ReturnType<typeof signOf>, { size }: Style): Atom {
  return {
    kind: sign.kind,
    width: sign.width * size,
    height: sign.height * size,
    depth: sign.depth * size,
    lean: sign.lean * size,
    isSign: true,
    hasLimits: false,
  };
}

function fractionAt(reader: Reader, style: Style): Box {
  const inner = style.isDisplay ? textStyle : scriptOf(style);
  return fraction(argument(reader, inner), argument(reader, inner), style);
}

/** A matrix in brackets, or equations below one another. */
function environment(reader: Reader): Atom {
  const isMatrix = plainArgument(reader) === 'bmatrix';
  const style = isMatrix ? textStyle : displayStyle;
  const rows: Box[][] = [[]];
  for (let token = peek(reader); token !== null && token !== '\\end'; token = peek(reader)) {
    rows.at(-1)?.push(cell(reader, style, !isMatrix));
    const separator = peek(reader);
    if (separator === '\\\\') rows.push([]);
    if (separator === '\\\\' || separator === '&') next(reader);
  }
  next(reader);
  plainArgument(reader);
  if (!isMatrix) return asAtom(table(rows, 0, 0.3));
  return asAtom(enclosed('[', table(rows, 1, 0), ']'), 'inner');
}

/** Of equations, “=” at the beginning of a cell keeps away from what is left of it. */
function cell(reader: Reader, style: Style, isEquation: boolean): Box {
  const atoms = atomsOf(reader, style);
  const nothing = asAtom({ width: 0, height: 0, depth: 0 });
  return inLine(isEquation ? [nothing, ...atoms] : atoms, style);
}
