// The studio in its page.

import '../styles/studio.css';
import '../styles/dialogs.css';
import type { Appearance } from '#config/appearance.ts';
import type { Studio } from '#store/create-studio.ts';
import { fetchWhenIdle } from '../frame/fetch-when-idle.ts';
import type { Render } from '../frame/Providers.tsx';
import { StudioShell } from './StudioShell.tsx';

export function showStudio(studio: Studio, _: Appearance, render: Render): void {
  // Whoever comes by a link, or sees the page inside another one, has come for something else.
  if (location.hash === '' && window.parent === window) studio.getState().setTour(0);
  render(<StudioShell />);
  void fetchWhenIdle();
}
