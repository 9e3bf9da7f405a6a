// KaTeX once it is there, and whether it could not be had.

import { useEffect, useReducer, useState } from 'react';
import type { FormulaDrawing } from './draw-formula.ts';
import { loadKatex } from './load-katex.ts';

export type KatexState = FormulaDrawing | 'loading' | 'missing';

/** `fetchAgain`: for where it is missing. */
export function useKatex(): { readonly katex: KatexState; readonly fetchAgain: () => void } {
  const [katex, setKatex] = useState<KatexState>('loading');
  const [tries, fetchAgain] = useReducer((before: number) => before + 1, 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every try fetches
  useEffect(() => {
    let mounted = true;
    loadKatex().then(
      (loaded) => mounted && setKatex(loaded),
      () => mounted && setKatex('missing'),
    );
    return () => {
      mounted = false;
    };
  }, [tries]);
  return { katex, fetchAgain };
}
