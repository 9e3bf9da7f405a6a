// The strongest entries of a large matrix, where not all can be drawn.

/** Places (row-major) of the `most` largest by size, in the order of their places; zeros only where all fit. */
export function strongestPlaces(entries: ArrayLike<number>, most: number): readonly number[] {
  const all = Array.from({ length: entries.length }, (_, place) => place);
  if (entries.length <= most) return all;
  const size = (place: number): number => Math.abs(entries[place] ?? 0);
  const bound = sizeOfRank(entries, most);
  const above = all.filter((place) => size(place) > bound);
  const equal = bound > 0 ? all.filter((place) => size(place) === bound) : [];
  return [...above, ...equal.slice(0, most - above.length)].toSorted((a, b) => a - b);
}

/** `most` of `count` places, spread evenly and without a pattern (multiples of the golden ratio), in order. */
export function spreadPlaces(count: number, most: number): readonly number[] {
  if (count <= most) return Array.from({ length: count }, (_, place) => place);
  const golden = (Math.sqrt(5) - 1) / 2;
  const places = new Set(
    Array.from({ length: most }, (_, k) => Math.floor(((k * golden) % 1) * count)),
  );
  return [...places].toSorted((a, b) => a - b);
}

/** The size of the entry of that rank, the largest first. */
function sizeOfRank(entries: ArrayLike<number>, rank: number): number {
  const sizes = Float64Array.from(entries, Math.abs).sort();
  return sizes[sizes.length - rank] ?? 0;
}
