// The colours the user chose: held by the root element, and by `?theme=` so that a reload and a link keep them.

import type { Appearance } from '#config/appearance.ts';

export const themes: readonly Theme[] = ['auto', 'light', 'dark', 'projector'];
export type Theme = Appearance['theme'];

/** The theme the page shows now; `auto` follows the system. */
export function presentTheme(): Theme {
  const shown = document.documentElement.dataset.theme;
  return themes.find((theme) => theme === shown) ?? 'auto';
}

/** What the address asks for, on the root element, where the style sheets look. */
export function showAppearance({ theme, motion }: Pick<Appearance, 'theme' | 'motion'>): void {
  const { dataset } = document.documentElement;
  if (theme === 'auto') delete dataset.theme;
  else dataset.theme = theme;
  if (motion === 'auto') delete dataset.motion;
  else dataset.motion = motion;
}

export function chooseTheme(theme: Theme): void {
  const motion = document.documentElement.dataset.motion === 'reduce' ? 'reduce' : 'auto';
  showAppearance({ theme, motion });
  const address = new URL(location.href);
  if (theme === 'auto') address.searchParams.delete('theme');
  else address.searchParams.set('theme', theme);
  try {
    history.replaceState(history.state, '', address);
  } catch {
    // A frame without an origin of its own may not write its address; the colours change all the same.
  }
}
