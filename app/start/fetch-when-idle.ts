// Fetches what a reader may open next, once the first picture and the first formula stand and the page has nothing to do.

import { fetchAhead } from '#views/fetch-ahead.ts';
import { loadKatex } from '#views/formula/load-katex.ts';

/** Not for a reader who pays for every byte: there each part is fetched when it is opened. */
export async function fetchWhenIdle(): Promise<void> {
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } };
  if (connection?.saveData) return;
  try {
    await loadKatex();
  } catch {
    return;
  }
  await fetchAhead(idle);
}

/** Where the browser cannot tell that it is idle, a pause will do; milliseconds. */
const pause = 300;

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve());
    else setTimeout(resolve, pause);
  });
}
