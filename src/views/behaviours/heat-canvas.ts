// Paints a large matrix as a heat map on a canvas, in the colours of the style sheet.

import { toneOf } from '#scene/tone.ts';
import { toneClass } from '#views/graph/tone-class.ts';

/** `values` row-major, one block of `unit` px an entry; `limit` is the |number| of full tone. */
export function paintHeat(
  canvas: HTMLCanvasElement,
  values: Float64Array,
  columns: number,
  limit: number,
  unit: number,
): void {
  const rows = values.length / columns;
  const ratio = globalThis.devicePixelRatio || 1;
  canvas.width = Math.round(columns * unit * ratio);
  canvas.height = Math.round(rows * unit * ratio);
  const context = canvas.getContext('2d');
  if (!context) return;
  const colours = getComputedStyle(canvas);
  const cache = new Map<string, string>();
  const colourOf = (name: string): string => {
    const known = cache.get(name) ?? colours.getPropertyValue(name).trim();
    cache.set(name, known);
    return known;
  };
  const size = unit * ratio;
  values.forEach((value, i) => {
    const tone = toneClass(toneOf(value, limit));
    context.fillStyle = colourOf(tone === 't0' ? '--tone-0' : `--tone-${tone}`);
    const [row, column] = [Math.floor(i / columns), i % columns];
    const [x, y] = [Math.round(column * size), Math.round(row * size)];
    context.fillRect(x, y, Math.round((column + 1) * size) - x, Math.round((row + 1) * size) - y);
  });
}
