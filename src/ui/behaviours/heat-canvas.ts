// Paints a large matrix as a heat map on a canvas, one pixel an entry, in the colours of the style sheet.

import { type Tone, toneOf, tones } from '#marks/tone.ts';
import { toneClass } from '#ui/picture/tone-class.ts';

/** `theme` names the colours shown. `values` row-major; `limit` is the |number| of full tone. The canvas is stretched to its size on screen by its style. */
export function paintHeat(
  canvas: HTMLCanvasElement,
  values: Float64Array,
  columns: number,
  limit: number,
  theme: string,
): void {
  const rows = values.length / columns;
  const context = canvas.getContext('2d');
  if (!context) return;
  if (canvas.width !== columns) canvas.width = columns;
  if (canvas.height !== rows) canvas.height = rows;
  const colours = coloursOf(context, theme);
  const image = context.createImageData(columns, rows);
  for (const [i, value] of values.entries()) {
    image.data.set(colours[toneOf(value, limit) + tones] ?? [], 4 * i);
  }
  context.putImageData(image, 0, 0);
}

/** Red, green, blue and opacity (0 … 255) of every tone, the most negative first. */
type ToneColours = readonly (readonly number[])[];

/** The last ones asked for: asking makes the browser work out the styles of what has changed. */
let last: { readonly theme: string; readonly colours: ToneColours } | null = null;

/** Those of a theme. */
export function coloursOf(context: CanvasRenderingContext2D, theme: string): ToneColours {
  if (last?.theme !== theme) last = { theme, colours: shownColours(context) };
  return last.colours;
}

/** In which the colours of the style sheet stand. */
export function rootStyles(): CSSStyleDeclaration {
  return getComputedStyle(document.documentElement);
}

function shownColours(context: CanvasRenderingContext2D): ToneColours {
  const styles = rootStyles();
  return Array.from({ length: 2 * tones + 1 }, (_, i) => {
    const tone: Tone = i - tones;
    context.fillStyle = styles.getPropertyValue(
      tone === 0 ? '--tone-0' : `--tone-${toneClass(tone)}`,
    );
    // However it was written, an opaque colour is read back as #rrggbb.
    const bytes = Number.parseInt(String(context.fillStyle).slice(1), 16);
    return [bytes >> 16, (bytes >> 8) & 255, bytes & 255, 255];
  });
}
