// Draws a formula with KaTeX; where only numbers have changed since, changes only them.

import { type NumberPlace, placesIn, splitTex, standInTex } from './numbers-in-place.ts';

/** What is needed of KaTeX. */
export interface TexWriter {
  render(tex: string, element: HTMLElement): void;
  /** As markup, to be looked at only. */
  markup(tex: string): string;
}

interface Drawn {
  readonly frame: string;
  readonly numbers: readonly string[];
}

type Places = readonly NumberPlace[] | null;

/** More are forgotten: a walk through a run leaves a few hundred behind. */
const mostFrames = 400;

/** Draws formulas into elements that nothing else writes to. */
export function createFormulaDrawing(
  writer: TexWriter,
): (tex: string, element: HTMLElement) => void {
  const drawn = new WeakMap<HTMLElement, Drawn>();
  const places = new Map<string, Places>();

  const placesOf = (frame: string, count: number): Places => {
    const known = places.get(frame);
    if (known !== undefined) return known;
    const found = placesIn(writer.markup(standInTex(frame)), count);
    if (places.size >= mostFrames) places.clear();
    places.set(frame, found);
    return found;
  };

  return (tex, element) => {
    const { frame, numbers } = splitTex(tex);
    const before = drawn.get(element);
    const found = before?.frame === frame ? placesOf(frame, numbers.length) : null;
    if (!before || !found || !changeNumbers(element, tex, found, before.numbers, numbers)) {
      writer.render(tex, element);
    }
    drawn.set(element, { frame, numbers });
  };
}

/** False where the drawing is not what the places were found for; nothing is changed then. */
function changeNumbers(
  element: HTMLElement,
  tex: string,
  places: readonly NumberPlace[],
  before: readonly string[],
  now: readonly string[],
): boolean {
  const texts = textsIn(element);
  const changes: (readonly [Text, string])[] = [];
  for (const place of places) {
    const text = texts[place.text];
    const written = before[place.number];
    if (text?.data !== `${place.before}${written}${place.after}`) return false;
    if (now[place.number] === written) continue;
    changes.push([text, `${place.before}${now[place.number]}${place.after}`]);
  }
  for (const [text, content] of changes) text.data = content;
  const source = element.querySelector('annotation');
  if (source !== null) source.textContent = tex;
  return true;
}

function textsIn(element: HTMLElement): readonly Text[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node instanceof Text && node.data !== '') texts.push(node);
  }
  return texts;
}
