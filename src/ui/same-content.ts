// Whether a view has anything new to draw, where what it is given is built anew for every moment.

/**
 * The same value, or arrays, typed arrays and plain objects with the same entries all the way down. Everything else
 * (functions, maps, sets) goes by identity. As the second argument of React's `memo` it compares props.
 */
export function sameContent(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (Array.isArray(a)) return sameEntries(a, b as readonly unknown[]);
  if (a instanceof Float64Array) return sameEntries(a, b as Float64Array);
  if (Object.getPrototypeOf(a) !== Object.prototype) return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && sameContent(left[key], right[key]));
}

function sameEntries(a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!sameContent(a[i], b[i])) return false;
  return true;
}
