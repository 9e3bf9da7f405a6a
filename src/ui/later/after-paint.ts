// Work that may wait until the next frame is on the screen: one piece after the other, each in a task of its own.

/** A hidden page has no frames; its work is not to wait for ever, in milliseconds. */
const longestWait = 100;

const waiting: (() => void)[] = [];
let working = false;

/**
 * Calls back after the next frame, behind what waits already, unless the returned function is called before.
 * `first`: before all that waits.
 */
export function afterPaint(callback: () => void, first = false): () => void {
  const piece = (): void => callback();
  if (first) waiting.unshift(piece);
  else waiting.push(piece);
  if (!working) {
    working = true;
    nextFrame(() => setTimeout(workOff));
  }
  return () => {
    const at = waiting.indexOf(piece);
    if (at >= 0) waiting.splice(at, 1);
  };
}

function workOff(): void {
  const piece = waiting.shift();
  working = waiting.length > 0;
  if (working) setTimeout(workOff);
  piece?.();
}

function nextFrame(callback: () => void): void {
  const timer = setTimeout(() => {
    cancelAnimationFrame(frame);
    callback();
  }, longestWait);
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer);
    callback();
  });
}
