// Whether the reader has done anything yet: what explains a part of the page is not fetched for one who only looks.

import { useEffect, useState } from 'react';

const acts = ['pointermove', 'pointerdown', 'keydown'] as const;

export function useBegun(): boolean {
  const [begun, setBegun] = useState(false);
  useEffect(() => {
    if (begun) return;
    const listening = new AbortController();
    for (const act of acts) {
      window.addEventListener(act, () => setBegun(true), {
        capture: true,
        signal: listening.signal,
      });
    }
    return () => listening.abort();
  }, [begun]);
  return begun;
}
