// How large the signs of a formula are, in em: the measures of the fonts that KaTeX sets it in (Computer Modern), rounded up.

export interface SignSize {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  /** How far a slanted letter leans out at its top; an index below it does not keep away by so much. */
  readonly lean: number;
}

/** What a sign is to its neighbours: how much room stands between two of them (TeXbook, ch. 18). */
export type SignKind = 'ord' | 'op' | 'bin' | 'rel' | 'open' | 'close' | 'punct' | 'inner';

/** Widths in thousandths of an em, letter by letter. */
function widths(table: string): ReadonlyMap<string, number> {
  const entries = table.split(' ').map((entry) => {
    const letter = entry.replace(/\d+$/, '');
    return [letter, Number(entry.slice(letter.length)) / 1000] as const;
  });
  return new Map(entries);
}

const slanted = widths(
  'a529 b429 c433 d521 e466 f490 g478 h577 i345 j412 k521 l299 m879 n601 o485 p504 q447 r452 s469 t362 u573 v485 w717 x573 y491 z466 ' +
    'A750 B759 C716 D828 E739 F644 G787 H832 I440 J555 K850 L681 M971 N804 O763 P643 Q792 R760 S614 T585 U684 V584 W945 X829 Y581 Z684',
);
const leans = widths(
  'f108 g36 j58 k32 l20 q36 r28 v36 w27 y36 z44 ' +
    'B51 C72 D28 E58 F139 H82 I79 J97 K72 M110 N110 O28 P139 R8 S58 T139 U110 V223 W139 X79 Y223 Z72',
);
const upright = widths(
  'a500 b556 c445 d556 e445 f384 g514 h556 i278 j306 k528 l278 m834 n556 o500 p556 q528 r392 s395 t389 u556 v542 w736 x528 y542 z445',
);

const tallest = 0.7;
const deepest = 0.2;

/** Height and depth of a letter. */
function reach(letter: string): Pick<SignSize, 'height' | 'depth'> {
  const isTall = /[A-Zbdfhiklj]/.test(letter);
  const height = isTall ? tallest : letter === 't' ? 0.62 : 0.432;
  return { height, depth: /[fgjpqyQ]/.test(letter) ? deepest : 0 };
}

/** A letter in mathematical italic. */
export function slantedLetter(letter: string): SignSize {
  return {
    width: slanted.get(letter) ?? 0.8,
    lean: leans.get(letter) ?? 0,
    ...reach(letter),
  };
}

/** A letter in roman type, as in the names of functions. */
export function uprightLetter(letter: string): SignSize {
  const isCapital = /[A-Z]/.test(letter);
  const width = upright.get(letter) ?? (isCapital ? 0.9 : 0.5);
  return { width, lean: 0, ...reach(letter) };
}

interface Sign extends SignSize {
  readonly kind: SignKind;
}

function sign(kind: SignKind, width: number, height: number = tallest, depth = deepest): Sign {
  return { kind, width, height, depth, lean: 0 };
}

/** Digits and everything else that is not a letter; 15 pt of air stand over three dots in a column. */
const signs: ReadonlyMap<string, Sign> = new Map([
  [',', sign('punct', 0.278, 0.11)],
  ["'", sign('ord', 0.275, 0.8, 0)],
  ['/', sign('ord', 0.5, 0.75, 0.25)],
  ['|', sign('ord', 0.278, 0.75, 0.25)],
  ['+', sign('bin', 0.778, 0.584, 0.084)],
  ['-', sign('bin', 0.778, 0.584, 0.084)],
  ['\\cdot', sign('bin', 0.278, 0.445, 0)],
  ['\\odot', sign('bin', 0.778, 0.584, 0.084)],
  ['\\circ', sign('bin', 0.5, 0.445, 0)],
  ['\\times', sign('bin', 0.778, 0.584, 0.084)],
  ['=', sign('rel', 0.778, 0.367, 0)],
  ['<', sign('rel', 0.778, 0.54, 0.04)],
  ['>', sign('rel', 0.778, 0.54, 0.04)],
  ['\\le', sign('rel', 0.778, 0.64, 0.14)],
  ['\\in', sign('rel', 0.667, 0.54, 0.04)],
  ['\\to', sign('rel', 1, 0.511, 0.011)],
  ['\\cdots', sign('inner', 1.172, 0.313, 0)],
  ['\\ddots', sign('inner', 1.282, 0.83, 0)],
  ['\\vdots', sign('ord', 0.278, 1.5, 0.03)],
  ['\\top', sign('ord', 0.778, 0.7, 0)],
  ['\\infty', sign('ord', 1, 0.432, 0)],
  ['\\partial', sign('ord', 0.587, 0.7, 0)],
  ['\\varepsilon', sign('ord', 0.466, 0.432, 0)],
  ['\\langle', sign('open', 0.389, 0.75, 0.25)],
  ['\\rangle', sign('close', 0.389, 0.75, 0.25)],
  ['\\ell', sign('ord', 0.417, tallest, 0)],
]);

/** Greek letters by their commands, with what the slanted ones lean out by. */
const greek = widths(
  'alpha644 beta619 gamma574 delta482 epsilon406 zeta512 eta533 theta497 iota354 kappa576 lambda583 mu603 nu558 ' +
    'xi484 pi606 rho517 varsigma443 sigma608 tau550 upsilon576 varphi654 chi626 psi687 omega658 ' +
    'Gamma625 Delta833 Theta778 Lambda695 Xi667 Pi750 Sigma723 Upsilon778 Phi723 Psi778 Omega723',
);
const lowGreek = /^(?:alpha|epsilon|iota|kappa|nu|pi|sigma|tau|upsilon|omega)$/;
const deepGreek = /^(?:beta|gamma|zeta|eta|mu|xi|rho|varsigma|varphi|chi|psi)$/;

function greekLetter(name: string): Sign | null {
  const width = greek.get(name);
  if (width === undefined) return null;
  return sign(
    'ord',
    width,
    lowGreek.test(name) ? 0.432 : tallest,
    deepGreek.test(name) ? deepest : 0,
  );
}

/** A capital in script type, as in \mathcal{L}. */
export const scriptCapital: SignSize = { width: 0.7, height: tallest, depth: 0, lean: 0 };

/** A sign by its command or character; one that is not listed is taken for a large letter. */
export function signOf(token: string): Sign {
  const listed = signs.get(token) ?? greekLetter(token.slice(1));
  if (listed) return listed;
  if (/^[\d.]+$/.test(token)) return number(token);
  if (/^\p{L}$/u.test(token)) return { kind: 'ord', ...slantedLetter(token) };
  const kind = fenceKind(token);
  return kind === null ? sign('ord', 0.8) : sign(kind, fenceOf(token).widths[0], 0.75, 0.25);
}

function number(digits: string): Sign {
  const points = digits.split('.').length - 1;
  return sign('ord', 0.5 * (digits.length - points) + 0.278 * points, 0.645, 0);
}

/** A bracket or bar that grows with what it encloses. */
interface Fence {
  /** At the heights 1, 1.2, 1.8, 2.4 and 3, and put together of pieces; bars are put together from the second size on. */
  readonly widths: readonly [number, ...number[]];
  readonly isBar: boolean;
}

const round: Fence = { widths: [0.389, 0.459, 0.598, 0.736, 0.792, 0.875], isBar: false };
const square: Fence = { widths: [0.278, 0.417, 0.473, 0.528, 0.584, 0.667], isBar: false };
const cornered: Fence = { widths: [0.445, 0.473, 0.528, 0.584, 0.639, 0.667], isBar: false };
const curly: Fence = { widths: [0.5, 0.584, 0.667, 0.75, 0.806, 0.889], isBar: false };
const bar: Fence = { widths: [0.278, 0.334], isBar: true };
const bars: Fence = { widths: [0.5, 0.556], isBar: true };

const fences: Readonly<Record<string, Fence>> = {
  '(': round,
  ')': round,
  '[': square,
  ']': square,
  '\\{': curly,
  '\\}': curly,
  '\\lceil': cornered,
  '\\rceil': cornered,
  '|': bar,
  '\\lVert': bars,
  '\\rVert': bars,
};

export function fenceOf(token: string): Fence {
  return fences[token] ?? curly;
}

function fenceKind(token: string): SignKind | null {
  if (!(token in fences)) return null;
  return /^(?:[([]|\\\{|\\l)/.test(token) ? 'open' : 'close';
}

/** Explicit space. */
export const spaces: Readonly<Record<string, number>> = {
  '\\,': 0.167,
  '\\!': -0.167,
  '\\:': 0.223,
  '\\;': 0.278,
  '\\ ': 0.25,
  '\\quad': 1,
};

/** How much higher a letter is with this above it. */
export const accents: Readonly<Record<string, number>> = {
  '\\hat': 0.27,
  '\\tilde': 0.24,
  '\\bar': 0.14,
  '\\dot': 0.25,
  '\\vec': 0.29,
};

/** A sum in a line of its own, and in running text. */
export const sumSigns = {
  display: { ...sign('op', 1.445, 1.05, 0.55) },
  text: { ...sign('op', 1.056, 0.75, 0.25) },
} as const;
