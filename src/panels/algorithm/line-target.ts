// Where a line of the algorithm leads: to its next beat, else to the nearest one before.

/** One of a line's places in the run, ascending; null where it has none, or is the present beat's own. */
export function lineTarget(places: readonly number[], position: number): number | null {
  if (places.includes(position)) return null;
  return (
    places.find((place) => place > position) ?? places.findLast((place) => place < position) ?? null
  );
}
