// Undo and redo as a pure list of what was, with repeated edits of one thing folded into one step.

export interface History<T> {
  readonly past: readonly T[];
  readonly future: readonly T[];
  /** What the newest edit changed, so that the next edit of the same can join it; null: nothing joins. */
  readonly joining: string | null;
}

/** Older steps are forgotten. */
const longest = 200;

export function emptyHistory<T>(): History<T> {
  return { past: [], future: [], joining: null };
}

/** After an edit of `before`. An edit with the same key as the one just before belongs to the same undo step. */
export function remember<T>(history: History<T>, before: T, key: string | null): History<T> {
  if (key !== null && key === history.joining) return { ...history, future: [] };
  return { past: [...history.past, before].slice(-longest), future: [], joining: key };
}

/** What the edits that this key joins began from; null where it joins none. */
export function startOfRow<T>(history: History<T>, key: string | null): T | null {
  return key !== null && key === history.joining ? (history.past.at(-1) ?? null) : null;
}

/** The state to go back to, and the history after it; null where there is none. */
export function stepBack<T>(history: History<T>, now: T): { to: T; history: History<T> } | null {
  const to = history.past.at(-1);
  if (to === undefined) return null;
  const past = history.past.slice(0, -1);
  return { to, history: { past, future: [now, ...history.future], joining: null } };
}

export function stepForward<T>(history: History<T>, now: T): { to: T; history: History<T> } | null {
  const to = history.future[0];
  if (to === undefined) return null;
  const past = [...history.past, now];
  return { to, history: { past, future: history.future.slice(1), joining: null } };
}
