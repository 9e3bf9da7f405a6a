// Binds the table of keys to the page, and leaves to fields, buttons and lists the keys that are theirs.

import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { useStudioStore } from '#views/studio-context.tsx';
import { type ShellActions, type Shortcut, shortcuts } from './shortcuts.ts';

export function useShortcuts(shell: ShellActions, characterKeys: boolean): void {
  const studio = useStudioStore();
  useEffect(() => {
    const bind = (shortcut: Shortcut) => (event: KeyboardEvent) => {
      if (event.defaultPrevented || belongsElsewhere(event)) return;
      const state = studio.getState();
      if (shortcut.applies?.(state) === false) return;
      event.preventDefault();
      shortcut.run(state, shell);
    };
    const active = shortcuts.filter(({ character }) => characterKeys || !character);
    const bindings = active.flatMap((shortcut) =>
      shortcut.keys.map((key) => [key, bind(shortcut)] as const),
    );
    return tinykeys(window, Object.fromEntries(bindings));
  }, [studio, shell, characterKeys]);
}

/** Whether the focused element has a use of its own for the key, or a dialog or menu is open above the page. */
function belongsElsewhere(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof Element)) return false;
  if (document.querySelector(':modal, :popover-open') !== null) return true;
  if (event.key === 'Escape') return false;
  if (target.closest('input, select, textarea, [contenteditable], [data-keys=own]')) {
    return true;
  }
  const pressable = target.closest('button, a[href], summary, [role=button]') !== null;
  return pressable && (event.key === ' ' || event.key === 'Enter');
}
