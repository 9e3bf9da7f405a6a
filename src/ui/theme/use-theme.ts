// Which colours the page shows, for what is painted and not styled.

import { useSyncExternalStore } from 'react';

/** Changes with the theme that is chosen, and with that of the system. */
export function useTheme(): string {
  return useSyncExternalStore(subscribe, shownTheme);
}

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const system = systemIsDark();
  system.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', changed);
  };
}

function shownTheme(): string {
  return `${document.documentElement.dataset.theme ?? ''} ${systemIsDark().matches}`;
}

function systemIsDark(): MediaQueryList {
  return matchMedia('(prefers-color-scheme: dark)');
}
