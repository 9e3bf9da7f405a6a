// What a reader may want next is fetched before it is wanted: parts of the page put themselves on a list, the page's start works it off.

const waiting: (() => Promise<unknown>)[] = [];

/** Puts a fetch on the list, to be called once. It must not reject. */
export function toFetchAhead(fetch: () => Promise<unknown>): void {
  waiting.push(fetch);
}

/** One after the other, in the order in which they were put on the list; `rest` is awaited before each. */
export async function fetchAhead(rest: () => Promise<void>): Promise<void> {
  for (const fetch of waiting) {
    await rest();
    await fetch();
  }
}
