// How the page looks and what it shows of itself: said by the address at first, then by reader or embedding page.

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Appearance } from '#config/appearance.ts';

export type AppearanceStore = StoreApi<Appearance>;

export function createAppearance(first: Appearance): AppearanceStore {
  return createStore<Appearance>()(() => first);
}
