// Work in pieces: a generator that pauses wherever something else may come in between, and returns the result.

export type Pieces<Result> = Generator<undefined, Result>;

/** All of the pieces in one go. */
export function atOnce<Result>(pieces: Pieces<Result>): Result {
  for (;;) {
    const next = pieces.next();
    if (next.done) return next.value;
  }
}
