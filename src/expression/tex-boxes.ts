// The boxes that TeX builds a formula of, and how large each is: rules of the TeXbook (ch. 17, appendix G) as KaTeX follows
// them, rounded up where it is shorter to say.

import { fenceOf, type SignKind } from './tex-metrics.ts';

/** In em of the formula's type, above and below its baseline. */
export interface Box {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
}

/** A box among others in a line. */
export interface Atom extends Box {
  readonly kind: SignKind | 'space';
  /** A single sign, which what is raised above it may overlap. */
  readonly isSign: boolean;
  readonly lean: number;
  /** An operator that bears its limits above and below. */
  readonly hasLimits: boolean;
}

/** Nested indices get smaller. */
export interface Style {
  readonly isDisplay: boolean;
  /** Of the formula's type: 1, 0.7 in an index, 0.5 in the index of an index. */
  readonly size: number;
}

export const displayStyle: Style = { isDisplay: true, size: 1 };
export const textStyle: Style = { isDisplay: false, size: 1 };

export function scriptOf({ size }: Style): Style {
  return { isDisplay: false, size: size === 1 ? 0.7 : 0.5 };
}

const axis = 0.25;
const rule = 0.04;
const xHeight = 0.431;

export function asAtom(box: Box, kind: Atom['kind'] = 'ord'): Atom {
  return { ...box, kind, isSign: false, lean: 0, hasLimits: false };
}

const thin = 0.167;
const medium = 0.223;
const thick = 0.278;

/** Room between two neighbours; a row for the left one. Sums and relations in an index stand close. */
const between: Readonly<Record<SignKind, Readonly<Partial<Record<SignKind, number>>>>> = {
  ord: { op: thin, bin: medium, rel: thick, inner: thin },
  op: { ord: thin, op: thin, rel: thick, inner: thin },
  bin: { ord: medium, op: medium, open: medium, inner: medium },
  rel: { ord: thick, op: thick, open: thick, inner: thick },
  open: {},
  close: { op: thin, bin: medium, rel: thick, inner: thin },
  punct: { ord: thin, op: thin, rel: thin, open: thin, close: thin, punct: thin, inner: thin },
  inner: { ord: thin, op: thin, bin: medium, rel: thick, open: thin, punct: thin, inner: thin },
};

/** + and − are signs of what follows where nothing stands before them that they could join. */
function kindsOf(atoms: readonly Atom[]): readonly SignKind[] {
  const kinds: SignKind[] = [];
  for (const { kind } of atoms) {
    if (kind === 'space') continue;
    const last = kinds.at(-1);
    const joinsNothing = last === undefined || ['bin', 'op', 'rel', 'open', 'punct'].includes(last);
    if (kind === 'bin' && joinsNothing) kinds.push('ord');
    else {
      if (last === 'bin' && (kind === 'rel' || kind === 'close' || kind === 'punct'))
        kinds[kinds.length - 1] = 'ord';
      kinds.push(kind);
    }
  }
  return kinds;
}

/** One after the other, on one baseline. */
export function inLine(atoms: readonly Atom[], style: Style): Box {
  const kinds = kindsOf(atoms);
  const gaps = kinds.slice(1).map((kind, i) => {
    const left = kinds[i] as SignKind;
    const isTight = style.size < 1 && kind !== 'op' && left !== 'op';
    return isTight ? 0 : (between[left][kind] ?? 0) * style.size;
  });
  return {
    width: total(atoms.map(({ width, lean }) => width + lean)) + total(gaps),
    height: Math.max(0, ...atoms.map(({ height }) => height)),
    depth: Math.max(0, ...atoms.map(({ depth }) => depth)),
  };
}

function total(lengths: readonly number[]): number {
  return lengths.reduce((sum, length) => sum + length, 0);
}

/** Two boxes, `style` of the whole. */
export function fraction(over: Box, under: Box, style: Style): Box {
  const { size } = style;
  const [up, down, clear] = style.isDisplay ? [0.677, 0.686, 3 * rule] : [0.394, 0.345, rule];
  const half = rule / 2;
  const shiftUp = Math.max(up * size, over.depth + (axis + half + clear) * size);
  const shiftDown = Math.max(down * size, under.height - (axis - half - clear) * size);
  // An empty bracket stands at either side.
  const beside = 2 * 0.12;
  return {
    width: Math.max(over.width, under.width) + beside,
    height: shiftUp + over.height,
    depth: shiftDown + under.depth,
  };
}

/** What stands beside the base, or above and below an operator. */
export function withScripts(
  base: Atom,
  below: Box | null,
  above: Box | null,
  { size, isDisplay }: Style,
): Atom {
  if (base.hasLimits) return withLimits(base, below, above);
  const least = (isDisplay ? 0.413 : 0.363) * size;
  let up = Math.max(
    least,
    base.isSign ? 0 : base.height - 0.247 * size,
    above ? above.depth + (xHeight / 4) * size : 0,
  );
  let down = Math.max(
    (above ? 0.248 : 0.15) * size,
    base.isSign ? 0 : base.depth + 0.05 * size,
    below && !above ? below.height - 0.8 * xHeight * size : 0,
  );
  const clear = 4 * rule * size;
  if (above && below && up - above.depth - (below.height - down) < clear) {
    down = clear - (up - above.depth) + below.height;
    const lift = Math.max(0, 0.8 * xHeight * size - (up - above.depth));
    up += lift;
    down -= lift;
  }
  const space = 0.05;
  const width = Math.max(below ? below.width - base.lean : 0, above?.width ?? 0) + space;
  return asAtom(
    {
      width: base.width + base.lean + width,
      height: Math.max(base.height, above ? up + above.height : 0),
      depth: Math.max(base.depth, below ? down + below.depth : 0),
    },
    base.kind,
  );
}

function withLimits(base: Atom, below: Box | null, above: Box | null): Atom {
  const end = 0.1;
  const over = above ? Math.max(0.112, 0.2 - above.depth) + above.height + above.depth + end : 0;
  const under = below ? Math.max(0.167, 0.6 - below.height) + below.height + below.depth + end : 0;
  return asAtom(
    {
      width: Math.max(base.width, below?.width ?? 0, above?.width ?? 0),
      height: base.height + over,
      depth: base.depth + under,
    },
    'op',
  );
}

/** From one size of a bracket to the next. */
const fenceHeights = [1, 1.2, 1.8, 2.4, 3] as const;

/** A bracket around a box; `.` stands for none. */
function fence(token: string, { height, depth }: Box): Box {
  if (token === '.') return { width: 0.12, height: 0, depth: 0 };
  const { widths, isBar } = fenceOf(token);
  const reach = Math.max(height - axis, depth + axis);
  const wanted = Math.max((reach / 500) * 901, 2 * reach - 0.5);
  const sizes = isBar ? fenceHeights.slice(0, 1) : fenceHeights;
  const i = sizes.findIndex((one) => one > wanted);
  const ends = isBar ? 1.2 : 3.6;
  const piece = 0.61;
  const found = sizes[i] ?? ends + Math.max(0, Math.ceil((wanted - ends) / piece)) * piece;
  const width = (i < 0 ? widths.at(-1) : widths[i]) ?? widths[0];
  return { width, height: found / 2 + axis, depth: found / 2 - axis };
}

/** In brackets as high as it is. */
export function enclosed(left: string, inner: Box, right: string): Box {
  const sides = [fence(left, inner), fence(right, inner)];
  return {
    width: inner.width + total(sides.map(({ width }) => width)),
    height: Math.max(inner.height, ...sides.map(({ height }) => height)),
    depth: Math.max(inner.depth, ...sides.map(({ depth }) => depth)),
  };
}

/** The sign of the root comes in the sizes of brackets. */
export function root(inner: Box, { isDisplay, size }: Style): Box {
  const clear = (rule + (isDisplay ? xHeight : rule) / 4) * size;
  const least = inner.height + inner.depth + clear + rule;
  const sign = [...fenceHeights].find((one) => one > least) ?? least;
  const above = Math.max(clear, (sign - inner.height - inner.depth + clear) / 2) + 2 * rule;
  return {
    width: inner.width + (sign > 3 ? 1.06 : 1),
    height: inner.height + above,
    depth: Math.max(inner.depth, sign + 2 * rule - inner.height - above),
  };
}

/** Rows of cells, centred on the axis. `columnGap` between two columns, `rowGap` between two rows beyond the usual. */
export function table(rows: readonly (readonly Box[])[], columnGap: number, rowGap: number): Box {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, j) =>
    Math.max(0, ...rows.map((row) => row[j]?.width ?? 0)),
  );
  const heights = rows.map(
    (row) =>
      Math.max(0.84, ...row.map(({ height }) => height)) +
      Math.max(0.36, ...row.map(({ depth }) => depth)),
  );
  const whole = total(heights) + (rows.length - 1) * rowGap;
  return {
    width: total(widths) + (columns - 1) * columnGap,
    height: whole / 2 + axis,
    depth: whole / 2 - axis,
  };
}
