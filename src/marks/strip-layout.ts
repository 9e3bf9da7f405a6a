// How a vector is drawn: unit by unit with its numbers where they fit, as wrapped heat blocks where they do not.

export interface StripLayout {
  readonly size: number;
  /** `cells` show their numbers; `blocks` show colour only. */
  readonly kind: 'cells' | 'blocks';
  readonly perLine: number;
  /** Pitch of one unit, in px. */
  readonly unitWidth: number;
  readonly unitHeight: number;
  readonly width: number;
  readonly height: number;
}

/** More units than this are never drawn as numbers. */
export const mostNumbered = 8;
const narrowestCell = 26;
const widestCell = 36;
const widestLine = 112;
const shortLine = 8;
const narrowestBlock = 4;
const tallestBlocks = 34;
/** Heights of cells with numbers, in px. */
const lowCell = 20;
const usualGradient = 14;
const lowGradient = 12;

/** The same where height is scarce. */
export function lowered(strip: StripLayout): StripLayout {
  return strip.kind === 'cells'
    ? withUnitHeight(strip, Math.min(strip.unitHeight, lowCell))
    : strip;
}

/** The gradient of the same units, below them: the same columns, but slimmer. */
export function gradientStrip(strip: StripLayout, isLow: boolean): StripLayout {
  const cell = isLow ? lowGradient : usualGradient;
  const block = Math.max(2, Math.round(strip.unitHeight * 0.6));
  return withUnitHeight(strip, strip.kind === 'cells' ? cell : block);
}

function withUnitHeight(strip: StripLayout, unitHeight: number): StripLayout {
  const lines = Math.ceil(strip.size / strip.perLine);
  return { ...strip, unitHeight, height: lines * unitHeight };
}

/** The least and the greatest width that the strip of `size` units makes use of, in px. */
export function stripWidths(size: number): { readonly least: number; readonly most: number } {
  if (size <= mostNumbered) return { least: size * narrowestCell, most: size * widestCell };
  return {
    least: blocks(size, 0).width,
    most: blocks(size, Number.POSITIVE_INFINITY).width,
  };
}

/** The drawing of `size` units where about `width` px are free; `rows` is how many strips stand on each other. */
export function stripLayout(size: number, width: number, rows: number): StripLayout {
  return size <= mostNumbered ? cells(size, width, rows) : blocks(size, width);
}

function cells(size: number, width: number, rows: number): StripLayout {
  const fair = Math.floor(width / size);
  const unitWidth = Math.min(widestCell, Math.max(narrowestCell, fair));
  const unitHeight = rows > 8 ? 20 : 26;
  return {
    size,
    kind: 'cells',
    perLine: size,
    unitWidth,
    unitHeight,
    width: size * unitWidth,
    height: unitHeight,
  };
}

/** 16 units a line where they fit, else 8; 32 where there are very many, 64 beyond. */
function blocks(size: number, width: number): StripLayout {
  const long = size <= 128 ? 16 : size <= 512 ? 32 : 64;
  const perLine = size <= 128 && width < widestLine ? shortLine : Math.min(long, size);
  const lines = Math.ceil(size / perLine);
  const widest = perLine <= 16 ? 7 : Math.max(2, Math.floor(widestLine / perLine));
  const fair = Math.min(widest, Math.max(narrowestBlock, Math.floor(width / perLine)));
  const unitWidth = perLine > 16 ? widest : fair;
  const unitHeight = Math.max(2, Math.min(unitWidth, Math.floor(tallestBlocks / lines)));
  return {
    size,
    kind: 'blocks',
    perLine,
    unitWidth,
    unitHeight,
    width: perLine * unitWidth,
    height: lines * unitHeight,
  };
}
