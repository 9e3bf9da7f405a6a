// Finds the numbers of a drawn formula again, so that after an edit they are changed in place:
// drawing and laying out the same brackets and fractions anew would take longer than the whole frame.

/** A formula, taken apart into what stays and its decimal numbers. */
export interface SplitTex {
  /** The formula with every number left out: formulas of the same frame are drawn alike. */
  readonly frame: string;
  /** Without sign and exponent, which belong to the frame. */
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

const decimal = /\d+\.\d+/g;
/** No decimal number is left in a frame, so this stands for nothing else. */
const hole = '#.#';
const standIn = /90{3}\.\d{4}/g;

export function splitTex(tex: string): SplitTex {
  return { frame: tex.replace(decimal, hole), numbers: tex.match(decimal) ?? [] };
}

/** The frame with a number of its own in each place, by which `placesIn` finds it again. */
export function standInTex(frame: string): string {
  let number = -1;
  return frame.replaceAll(hole, () => {
    number += 1;
    return `9000.${String(number).padStart(4, '0')}`;
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
    places.push({ text, number: Number(number.slice(5)), before, after });
  }
  const seen = new Set(places.map(({ number }) => number));
  return seen.size === count ? places : null;
}
