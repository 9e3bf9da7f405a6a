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
const narrowestCell = 28;
const widestCell = 36;
const widestLine = 112;
const tallestBlocks = 30;

/** The drawing of `size` units where about `width` px are free; `rows` is how many strips stand on each other. */
export function stripLayout(size: number, width: number, rows: number): StripLayout {
  return size <= mostNumbered ? cells(size, width, rows) : blocks(size);
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

/** At most 16 units a line, 32 where there are very many, 64 beyond. */
function blocks(size: number): StripLayout {
  const perLine = size <= 16 ? size : size <= 128 ? 16 : size <= 512 ? 32 : 64;
  const lines = Math.ceil(size / perLine);
  const unit = Math.min(widestLine / Math.min(perLine, 16), 8);
  const unitWidth =
    perLine <= 16 ? Math.floor(unit) : Math.max(2, Math.floor(widestLine / perLine));
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
