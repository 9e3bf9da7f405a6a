// Whether motion is unwelcome: by the system's setting, or by the page's own (data-motion="reduce" on the root).

export function prefersStillness(): boolean {
  return (
    document.documentElement.dataset.motion === 'reduce' ||
    matchMedia('(prefers-reduced-motion: reduce)').matches
  );
}
