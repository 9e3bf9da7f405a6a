// Every panel that can stand beside or below the picture: its name in addresses and messages, and how it is fetched.

import type { ComponentType } from 'react';
import type { PanelName } from '#config/panels.ts';
import { AlgorithmPanel } from '#panels/algorithm/AlgorithmPanel.tsx';
import { FormulaPanel } from '#panels/formula/FormulaPanel.tsx';
import { PathsPanel } from '#panels/paths/PathsPanel.tsx';
import { SentencePanel } from '#panels/sentence/SentencePanel.tsx';
import { lazyView } from '#ui/lazy-view.tsx';

/** Those of the first screen are there at once; the others are fetched when they are first shown. */
export const panels: Readonly<Record<PanelName, ComponentType>> = {
  sentence: SentencePanel,
  formula: FormulaPanel,
  paths: PathsPanel,
  algorithm: AlgorithmPanel,
  time: lazyView(
    () => import('#panels/decay/DecayLens.tsx').then((m) => m.DecayLens),
    ['beats', 'lenses'],
  ),
  limits: lazyView(
    () => import('#panels/limits/LimitsLens.tsx').then((m) => m.LimitsLens),
    ['lenses'],
  ),
  check: lazyView(
    () => import('#panels/check/CheckLens.tsx').then((m) => m.CheckLens),
    ['lenses', 'notices'],
  ),
  cells: lazyView(
    () => import('#panels/compare/CompareLens.tsx').then((m) => m.CompareLens),
    ['beats', 'lenses', 'notices'],
  ),
};
