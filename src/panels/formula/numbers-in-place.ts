// Finds the numbers of a drawn formula again, so that after an edit they are changed in place:
// drawing and laying out the same brackets and fractions anew would take longer than the whole frame.

/** A formula, taken apart into what stays and its decimal numbers and their exponents. */
export interface SplitTex {
  /** The formula with every number left out: formulas of the same frame are drawn alike. */
  readonly frame: string;
  /** Without signs, which belong to the frame. */
  readonly numbers: readonly string[];
}

/** A text of the drawn formula that holds a number. */
export interface NumberPlace {
  /** Counted among the drawing's non-empty texts, from 0. */
  readonly text: number;
  /** Which of the formula's numbers, from 0. */
  readonly number: number;
  readonly before: string;
  readonly after: string;
}

/** `1.08\mathrm{e}{-8}` holds two: 1.08 and 8. */
const decimal = /\d+\.\d+|(?<=\\mathrm\{e\}\{-?)\d+/g;
/** What a frame has in the place of a number, with its point where it has one. Our formulas use no # of their own. */
const hole = /#(\.#)?/g;
const standIn = /9000\.?\d{4}/g;

export function splitTex(tex: string): SplitTex {
  const frame = tex.replace(decimal, (number) => (number.includes('.') ? '#.#' : '#'));
  return { frame, numbers: tex.match(decimal) ?? [] };
}

/** The frame with a number of its own in each place, by which `placesIn` finds it again. */
export function standInTex(frame: string): string {
  let number = -1;
  return frame.replaceAll(hole, (_, point) => {
    number += 1;
    return `9000${point ? '.' : ''}${String(number).padStart(4, '0')}`;
  });
}

/**
 * Where the numbers went in the markup of `standInTex`: KaTeX writes columns top to bottom and fractions bottom first,
 * and each number once as seen and once as MathML. null where one of the `count` numbers is not to be found.
 */
export function placesIn(markup: string, count: number): readonly NumberPlace[] | null {
  const places: NumberPlace[] = [];
  const texts = markup.split(/<[^>]*>/).filter((text) => text !== '');
  for (const [text, content] of texts.entries()) {
    const found = content.match(standIn) ?? [];
    // More than one: the formula's own source, which MathML carries along.
    if (found.length > 1 || content.includes('\\')) continue;
    const [number = ''] = found;
    if (number === '') continue;
    const [before = '', after = ''] = content.split(number);
    places.push({ text, number: Number(number.slice(-4)), before, after });
  }
  const seen = new Set(places.map(({ number }) => number));
  return seen.size === count ? places : null;
}
