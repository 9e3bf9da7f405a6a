// Equality of plain data: what a file of it would say is the same.

/** The same plain data, whatever the order of the keys; a key without a value is no key, and −0 is 0. */
export function sameData(a: unknown, b: unknown): boolean {
  if (a === b || Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((entry, i) => sameData(entry, b[i]));
  }
  if (Array.isArray(a) || Array.isArray(b)) return false;
  const entries = (of: object) => Object.entries(of).filter(([, value]) => value !== undefined);
  const ofB = new Map(entries(b));
  const ofA = entries(a);
  return ofA.length === ofB.size && ofA.every(([k, v]) => ofB.has(k) && sameData(v, ofB.get(k)));
}
