// The end of every switch over a tagged union.

/** Throws: reached only when a union has grown and a switch has not. */
export function exhausted(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}

/** The value, or an exception that names what is missing: for look-ups that cannot fail unless we erred. */
export function present<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw new Error(`Missing: ${what}`);
  return value;
}
