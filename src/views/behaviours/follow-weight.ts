// Keeps the shared weight that this beat adds to, or changes, in sight where the weights scroll.

/** Measures, and returns how to scroll: the weights' own frame only, and only as far as needed; null where it is in sight. */
export function followWeight(panel: HTMLElement): (() => void) | null {
  const frame = panel.querySelector('.side-weights');
  const fresh = panel.querySelectorAll('.so-far.fresh, .weight-change.fresh');
  const [first, last] = [fresh[0], fresh[fresh.length - 1]].map((e) => e?.closest('.weight'));
  if (!frame || !first || !last) return null;
  const view = frame.getBoundingClientRect();
  const below = last.getBoundingClientRect().bottom - view.bottom;
  const above = view.top - first.getBoundingClientRect().top;
  const down = Math.min(Math.max(0, below), Math.max(0, -above));
  const move = above > 0 ? -above : down;
  if (move === 0) return null;
  return () => {
    frame.scrollTop += move;
  };
}
