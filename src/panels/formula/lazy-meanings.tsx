// What the signs of a formula mean, fetched when it is wanted.

import { lazyView } from '#ui/lazy-view.tsx';

export const SymbolMeanings = lazyView(
  () => import('./SymbolMeanings.tsx').then((m) => m.SymbolMeanings),
  ['beats', 'selected'],
);
