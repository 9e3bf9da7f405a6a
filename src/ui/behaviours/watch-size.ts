// Tells when elements change their size.

/**
 * Calls `changed` in the frame after any of the elements has another size, and once at the start; whatever it does, the
 * browser has no layout left undone to complain of ("ResizeObserver loop"), as it has where the observer itself lays out
 * anew. Returns how to end it.
 */
export function watchSize(elements: Iterable<Element>, changed: () => void): () => void {
  let frame = 0;
  const observer = new ResizeObserver(() => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      changed();
    });
  });
  for (const element of elements) observer.observe(element);
  return () => {
    observer.disconnect();
    cancelAnimationFrame(frame);
  };
}
