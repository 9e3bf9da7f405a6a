// The formula's place on the page. What makes and draws formulas comes with KaTeX: the picture does not wait for it.

import { type ReactNode, Suspense } from 'react';
import { lazyView } from '#ui/lazy-view.tsx';
import './formula.css';

const FormulaBody = lazyView(
  () => import('./FormulaBody.tsx').then((m) => m.FormulaBody),
  ['beats'],
);

export function FormulaPanel(): ReactNode {
  return (
    <Suspense fallback={<div className="formula" />}>
      <FormulaBody />
    </Suspense>
  );
}
