// Measuring for all views at once: when the whole page has changed, still before it is painted, and all reading before any writing.

/** Reads where things stand, and returns how to act on it; null where there is nothing to do. */
type Measure = () => (() => void) | null;

let waiting: Measure[] = [];

/**
 * The page is laid out once for all that ask within a task: who measures on his own, between the changes of others,
 * has it laid out again. Returns how to call it off.
 */
export function onceChanged(measure: Measure): () => void {
  let wanted = true;
  waiting.push(() => (wanted ? measure() : null));
  if (waiting.length === 1) queueMicrotask(measureAll);
  return () => {
    wanted = false;
  };
}

/** The same at the beginning of the next frame, where the page is laid out anyway. */
export function inFrame(measure: Measure): () => void {
  const frame = requestAnimationFrame(() => measure()?.());
  return () => cancelAnimationFrame(frame);
}

function measureAll(): void {
  const measures = waiting;
  waiting = [];
  const acts = measures.map((measure) => measure());
  for (const act of acts) act?.();
}
