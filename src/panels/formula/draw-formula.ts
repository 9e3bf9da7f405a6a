// Draws a formula with KaTeX; where only numbers have changed since, changes only them.

import { afterPaint } from '#ui/later/after-paint.ts';
import { type NumberPlace, placesIn, splitTex, standInTex } from './numbers-in-place.ts';

/** What is needed of KaTeX. */
export interface TexWriter {
  /** Draws into the element as DOM nodes: markup as text would be refused by the content policy. */
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

export interface FormulaDrawing {
  /** Draws into an element that nothing else writes to. MathML, which nobody sees, follows behind the frame. */
  render(tex: string, element: HTMLElement): void;
  /** Whether `render` finds it drawn, or has only numbers to change where `before` stands. */
  isReady(tex: string, before: string | undefined): boolean;
  /** Draws ahead one formula that is about to be rendered. */
  drawAhead(tex: string): void;
  /** Draws ahead what may be asked for next; what was drawn ahead before and is not wanted any more is dropped. */
  prepare(formulas: readonly string[]): void;
}

export function createFormulaDrawing(writer: TexWriter): FormulaDrawing {
  let prepared = new Map<string, HTMLElement>();
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

  const drawnApart = (tex: string): HTMLElement => {
    const apart = document.createElement('div');
    writer.render(tex, apart);
    return apart;
  };

  /** Returns how to add what is only spoken. */
  const drawSeen = (tex: string, element: HTMLElement): (() => void) => {
    const drawing = prepared.get(tex) ?? drawnApart(tex);
    prepared.delete(tex);
    const spoken = drawing.querySelector('.katex-mathml');
    const beside = spoken?.parentElement;
    spoken?.remove();
    element.replaceChildren(...drawing.childNodes);
    return () => spoken && beside?.prepend(spoken);
  };

  const render = (tex: string, element: HTMLElement): void => {
    const now = splitTex(tex);
    const before = drawn.get(element);
    const found = before?.frame === now.frame ? placesOf(now.frame, now.numbers.length) : null;
    if (before && found && changeSeen(element, found, before.numbers, now.numbers)) {
      atRest(() => {
        if (drawn.get(element) === now) changeSpoken(element, found, now.numbers, tex);
      });
    } else {
      const addSpoken = drawSeen(tex, element);
      oncePainted(() => {
        if (drawn.get(element) === now) addSpoken();
      });
    }
    drawn.set(element, now);
  };

  return {
    render,
    isReady: (tex, before) =>
      prepared.has(tex) || (before !== undefined && splitTex(before).frame === splitTex(tex).frame),
    drawAhead(tex) {
      if (!prepared.has(tex)) prepared.set(tex, drawnApart(tex));
    },
    prepare(formulas) {
      const wanted = formulas.map((tex): [string, HTMLElement] => {
        const known = prepared.get(tex);
        return [tex, known ?? drawnApart(tex)];
      });
      prepared = new Map(wanted);
    },
  };
}

/** What is seen; false where the drawing is not (or not yet) what the places were found for, and nothing is changed then. */
function changeSeen(
  element: HTMLElement,
  places: readonly NumberPlace[],
  before: readonly string[],
  now: readonly string[],
): boolean {
  const texts = textsIn(element);
  const changes: (readonly [Text, string])[] = [];
  for (const place of places) {
    const text = texts[place.text];
    if (text === undefined) return false;
    if (isSpoken(text)) continue;
    const written = before[place.number];
    if (text.data !== `${place.before}${written}${place.after}`) return false;
    if (now[place.number] === written) continue;
    changes.push([text, `${place.before}${now[place.number]}${place.after}`]);
  }
  for (const [text, content] of changes) text.data = content;
  return true;
}

/** The same numbers in MathML and in the source it carries along, which are laid out too, though nobody sees them. */
function changeSpoken(
  element: HTMLElement,
  places: readonly NumberPlace[],
  now: readonly string[],
  tex: string,
): void {
  const source = element.querySelector('annotation')?.firstChild;
  if (source instanceof Text) source.data = tex;
  const texts = textsIn(element);
  for (const place of places) {
    const text = texts[place.text];
    const content = `${place.before}${now[place.number]}${place.after}`;
    if (text !== undefined && isSpoken(text) && text.data !== content) text.data = content;
  }
}

function isSpoken(text: Text): boolean {
  return text.parentElement instanceof MathMLElement;
}

let unspoken: (() => void)[] = [];

/** Behind the next frame, in one task for all. */
function oncePainted(callback: () => void): void {
  unspoken.push(callback);
  if (unspoken.length > 1) return;
  afterPaint(() => {
    const ready = unspoken;
    unspoken = [];
    for (const run of ready) run();
  });
}

/** Shorter than a listener takes to notice, longer than the pause between two repeats of a held key. */
const restMs = 120;
let waiting: (() => void)[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/** In one task for all, once nothing has been drawn for a while. */
function atRest(callback: () => void): void {
  waiting.push(callback);
  clearTimeout(timer);
  timer = setTimeout(() => {
    const ready = waiting;
    waiting = [];
    for (const run of ready) run();
  }, restMs);
}

function textsIn(element: HTMLElement): readonly Text[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node instanceof Text && node.data !== '') texts.push(node);
  }
  return texts;
}
