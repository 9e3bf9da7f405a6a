// KaTeX once it is there, and whether it could not be had.

import { useEffect, useState } from 'react';
import type { FormulaDrawing } from './draw-formula.ts';
import { loadKatex } from './load-katex.ts';

export type KatexState = FormulaDrawing | 'loading' | 'missing';

export function useKatex(): KatexState {
  const [katex, setKatex] = useState<KatexState>('loading');
  useEffect(() => {
    let mounted = true;
    loadKatex().then(
      (loaded) => mounted && setKatex(loaded),
      () => mounted && setKatex('missing'),
    );
    return () => {
      mounted = false;
    };
  }, []);
  return katex;
}
