// Success or failure as data: what every border (file, link, message) answers with.

/** A mistake of the user's or of the outside world, as data; `words/` turns it into a sentence. */
export interface Fault {
  /** Which message of the catalogue tells it, e.g. `shape`, `range`, `json`. */
  readonly code: string;
  /** Where: the path of the field, e.g. `parameters.W_xh[2]`; empty for the whole. */
  readonly path: string;
  /** What the message needs: the bad value, what is allowed. */
  readonly values: Readonly<Record<string, string | number>>;
  /** It was met while something was open, which is left as it was: the message says so. */
  readonly workStays?: boolean;
}

export type Result<T, E = Fault> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: E };

export function success<T>(value: T): Result<T, never> {
  return { ok: true, value };
}

export function failure(
  code: string,
  path: string,
  values: Readonly<Record<string, string | number>> = {},
): Result<never> {
  return { ok: false, fault: { code, path, values } };
}
