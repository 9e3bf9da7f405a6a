// The page's start: opens what the address asks for, in the shell that it asks for.

import '#ui/theme/tokens.css';
import '#ui/theme/base.css';
import { createRoot } from 'react-dom/client';
import { parseAppearance } from '#config/appearance.ts';
import { registerTones } from '#ui/theme/register-tones.ts';
import { createTranslate } from '#words/translate.ts';
import { Providers } from './frame/Providers.tsx';
import { startStudio } from './frame/start-studio.ts';
import { showAppearance } from './frame/theme.ts';
import { showStudio } from './studio/show-studio.tsx';

/** The studio comes with the first script, which saves it a way to the server; what other shells have besides is fetched. */
const shells = {
  studio: async () => showStudio,
  embed: () => import('./embed/show-embed.tsx').then((m) => m.showEmbed),
};

async function main(): Promise<void> {
  const element = document.getElementById('root');
  if (element === null) throw new Error('index.html has no #root element');
  registerTones();
  const parsed = parseAppearance(location.search);
  const { appearance } = parsed;
  const coming = shells[appearance.view === 'embed' ? 'embed' : 'studio']();
  const { studio } = await startStudio(parsed);
  const translate = createTranslate(appearance.lang ?? document.documentElement.lang);
  showAppearance(appearance);
  const show = await coming;
  const root = createRoot(element);
  show(studio, appearance, (page) =>
    root.render(<Providers {...{ studio, translate }}>{page}</Providers>),
  );
}

void main();
