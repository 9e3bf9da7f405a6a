// The page's start: opens what the address asks for and renders the studio into the page.

import '#ui/theme/tokens.css';
import '#ui/theme/base.css';
import './styles/studio.css';
import './styles/dialogs.css';
import { createRoot } from 'react-dom/client';
import { registerTones } from '#ui/theme/register-tones.ts';
import { createTranslate } from '#words/translate.ts';
import { fetchWhenIdle } from './frame/fetch-when-idle.ts';
import { startStudio } from './frame/start-studio.ts';
import { showAppearance } from './frame/theme.ts';
import { StudioShell } from './studio/StudioShell.tsx';

async function main(): Promise<void> {
  const element = document.getElementById('root');
  if (element === null) throw new Error('index.html has no #root element');
  registerTones();
  const { studio, appearance } = await startStudio();
  const translate = createTranslate(appearance.lang ?? document.documentElement.lang);
  showAppearance(appearance);
  // Whoever comes by a link, or sees the page inside another one, has come for something else.
  if (location.hash === '' && window.parent === window) studio.getState().setTour(0);
  createRoot(element).render(<StudioShell studio={studio} translate={translate} />);
  void fetchWhenIdle();
}

void main();
