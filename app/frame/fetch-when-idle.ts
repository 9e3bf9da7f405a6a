// Fetches what a reader may open next, once the first picture and the first formula stand and the page has nothing to do.

import { loadKatex } from '#panels/formula/load-katex.ts';
import { fetchAhead } from '#ui/fetch-ahead.ts';

/** Between the first formula and the first fetch, and where a browser cannot tell that it is idle; milliseconds. */
const pause = 300;

/** Not for a reader who pays for every byte: there each part is fetched when it is opened. */
export async function fetchWhenIdle(): Promise<void> {
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } };
  if (connection?.saveData) return;
  // The picture comes first: what draws formulas is asked for by the first of them.
  await idle();
  try {
    await loadKatex();
  } catch {
    return;
  }
  await wait(pause);
  await fetchAhead(idle);
}

function idle(): Promise<void> {
  if (!('requestIdleCallback' in window)) return wait(pause);
  return new Promise((resolve) => {
    requestIdleCallback(() => resolve());
  });
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
