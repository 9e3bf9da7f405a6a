// Time in which the page waits for an engine, and does not only hear it late because it is busy itself.

/** Milliseconds. */
const tick = 500;

/**
 * Calls back after so many milliseconds, unless the returned function is called before. They are counted in ticks between
 * which the page hears its messages: a time that it was busy for, however long, is one of them.
 */
export function startWaiting(milliseconds: number, callback: () => void): () => void {
  let left = Math.ceil(milliseconds / tick);
  const count = (): void => {
    left -= 1;
    if (left > 0) timer = setTimeout(count, tick);
    else callback();
  };
  let timer = setTimeout(count, tick);
  return () => clearTimeout(timer);
}
