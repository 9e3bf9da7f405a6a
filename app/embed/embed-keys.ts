// The keys of a figure: those of the studio that move through the run, while the focus is inside.

import { type Shortcut, shortcuts } from '../frame/shortcuts.ts';
import type { Steps } from './steps.ts';

/** What a figure has of the studio: no dialogs, no edits, no letters that a page around it may want. */
const kept: ReadonlySet<string> = new Set(['ui.first', 'ui.last', 'studio.keys.escape']);

export function embedShortcuts(steps: Steps): readonly Shortcut[] {
  return shortcuts.flatMap((shortcut): readonly Shortcut[] => {
    const { message } = shortcut;
    if (message === 'ui.next') return [{ ...shortcut, run: () => steps.go('next') }];
    if (message === 'ui.previous') return [{ ...shortcut, run: () => steps.go('previous') }];
    const isKept = kept.has(message) || (message === 'studio.keys.play' && !shortcut.character);
    return isKept ? [shortcut] : [];
  });
}
