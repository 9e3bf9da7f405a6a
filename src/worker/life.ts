// Knowing work from death: an engine holds a lock for as long as it lives, and the browser gives it away when it is gone.
//
// Web Locks API, https://www.w3.org/TR/web-locks/: locks of a worker are released when it ends, however it ends.

/** What is used of `navigator.locks`. */
export interface Locks {
  request(
    name: string,
    options: { readonly signal?: AbortSignal },
    granted: () => Promise<unknown> | undefined,
  ): Promise<unknown>;
}

/** Of this page or worker; undefined in old browsers and where the address is not secure. */
export function ownLocks(): Locks | undefined {
  return 'locks' in navigator ? (navigator.locks as Locks) : undefined;
}

/** Takes a lock of its own for ever; null where there are none, as in a sandboxed frame. Never rejects. */
export function holdLife(locks: Locks | undefined, name: string): Promise<string | null> {
  return new Promise((resolve) => {
    const forEver = (): Promise<never> => {
      resolve(name);
      return new Promise(() => {});
    };
    if (!locks) resolve(null);
    else locks.request(name, {}, forEver).catch(() => resolve(null));
  });
}

/** Calls back once the holder of the lock is gone, unless the returned function is called before. */
export function watchLife(locks: Locks | undefined, name: string, gone: () => void): () => void {
  const end = new AbortController();
  const granted = (): undefined => {
    if (!end.signal.aborted) gone();
  };
  // Aborting rejects, and says nothing new.
  locks?.request(name, { signal: end.signal }, granted).catch(() => {});
  return () => end.abort();
}
