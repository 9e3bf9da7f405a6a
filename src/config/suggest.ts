// Which of the allowed names a misspelt one probably means.

/** The nearest allowed name within two slips (or equal but for case, `_` and `-`); empty where none is near. */
export function suggest(name: string, allowed: readonly string[]): string {
  const wanted = bare(name);
  let best = '';
  let bestDistance = wanted.length > 4 ? 2.5 : 1.5;
  for (const candidate of allowed) {
    const distance = editDistance(wanted, bare(candidate));
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function bare(name: string): string {
  return name
    .slice(0, 60)
    .toLowerCase()
    .replace(/[_\-\s]/g, '');
}

/** Insertions, deletions, replacements and swaps of neighbours from one text to the other (Damerau 1964). */
function editDistance(from: string, to: string): number {
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      const swaps = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const swapped = swaps ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      next.push(Math.min(replaced, swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row[to.length] ?? 0;
}
