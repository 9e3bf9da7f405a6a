// Keeps in sight what this beat reveals, where the picture or its weights scroll: each frame only as far as needed.

import { prefersStillness } from './stillness.ts';

/** Clear of the edges of a frame, in px. */
const margin = 8;

type Axis = 'x' | 'y';

interface Extent {
  readonly start: number;
  readonly end: number;
}

/** Measures, and returns how to scroll there; null where all is in sight. `picture`: graph and weights, inside a `.picture-frame`. */
export function followFresh(picture: HTMLElement): (() => void) | null {
  const frame = picture.closest<HTMLElement>('.picture-frame');
  if (!frame) return null;
  const isNarrow = picture.classList.contains('narrow');
  const own = picture.querySelector<HTMLElement>(isNarrow ? '.side' : '.side-weights');
  const axis = isNarrow ? 'x' : 'y';
  const marks = boxOf(picture, graphMarks(picture));
  const acts = [
    ...(own ? scrollBy(own, axis, weightsBox(picture, own, axis)) : []),
    // On a phone the weights stand below the graph, and what is added to them goes before.
    ...scrollBy(frame, 'y', isNarrow ? (weightsBox(picture, frame, 'y') ?? marks) : marks),
  ];
  if (acts.length === 0) return null;
  return () => {
    for (const act of acts) act();
  };
}

/** The nodes and losses that come with the beat; where there are none, the ways. */
function graphMarks(picture: HTMLElement): readonly Element[] {
  const nodes = [...picture.querySelectorAll('.strip[data-fresh], .loss[data-fresh]')];
  if (nodes.length > 0) return nodes;
  return [...picture.querySelectorAll('.backward[data-fresh], .forward[data-fresh]')];
}

/** The weights that something is added to; of more than the frame has room for, what is added alone. */
function weightsBox(picture: HTMLElement, frame: HTMLElement, axis: Axis): DOMRect | null {
  const added = [...picture.querySelectorAll('.so-far.fresh, .weight-change.fresh')];
  const whole = boxOf(
    picture,
    added.flatMap((mark) => mark.closest('.weight') ?? []),
  );
  if (whole === null) return null;
  const [size, room] =
    axis === 'x'
      ? [whole.width, frame.clientWidth]
      : [whole.height, frame.clientHeight - coveredTop(frame)];
  const fits = size + 2 * margin <= room;
  return fits ? whole : boxOf(picture, added);
}

/** What all of them take on screen; null without any. */
function boxOf(picture: HTMLElement, marks: readonly Element[]): DOMRect | null {
  if (marks.length === 0 || picture.clientHeight === 0) return null;
  const boxes = marks.map((mark) => mark.getBoundingClientRect());
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const right = Math.max(...boxes.map((box) => box.right));
  const bottom = Math.max(...boxes.map((box) => box.bottom));
  return new DOMRect(left, top, right - left, bottom - top);
}

function scrollBy(frame: HTMLElement, axis: Axis, box: DOMRect | null): (() => void)[] {
  if (!box) return [];
  const view = frame.getBoundingClientRect();
  const isLevel = axis === 'x';
  const move = isLevel
    ? shiftInto({ start: view.left, end: view.right }, { start: box.left, end: box.right })
    : shiftInto(
        { start: view.top + coveredTop(frame), end: view.bottom },
        { start: box.top, end: box.bottom },
      );
  const most = isLevel
    ? frame.scrollWidth - frame.clientWidth
    : frame.scrollHeight - frame.clientHeight;
  const from = isLevel ? frame.scrollLeft : frame.scrollTop;
  const to = Math.min(most, Math.max(0, from + move));
  if (Math.abs(to - from) < 1) return [];
  const behavior = prefersStillness() ? 'auto' : 'smooth';
  return [() => frame.scrollTo(isLevel ? { left: to, behavior } : { top: to, behavior })];
}

/** What the note of the weights, which does not scroll, takes of the top of their frame, in px. */
function coveredTop(frame: HTMLElement): number {
  const note = frame.matches('.side-weights') ? frame.querySelector('.weights-note') : null;
  return note?.clientHeight ?? 0;
}

/** How far to scroll so that it lies in the view; of what is larger than the view, to its beginning. */
function shiftInto(view: Extent, { start, end }: Extent): number {
  const first = start - margin - view.start;
  const last = end + margin - view.end;
  if (first < 0) return first;
  return Math.min(first, Math.max(0, last));
}
