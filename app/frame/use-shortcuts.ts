// Binds the table of keys to the page, and leaves to fields, buttons and lists the keys that are theirs.

import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { watchArrowKeys } from '#ui/behaviours/arrow-keys.ts';
import { useStudioStore } from '#ui/studio-context.tsx';
import { type ShellActions, type Shortcut, shortcuts } from './shortcuts.ts';

/** `table`: the same array as long as it says the same. */
export function useShortcuts(
  shell: ShellActions,
  characterKeys: boolean,
  table: readonly Shortcut[] = shortcuts,
): void {
  const studio = useStudioStore();
  useEffect(watchArrowKeys, []);
  useEffect(() => {
    const take = (shortcut: Shortcut) => (event: KeyboardEvent) => {
      const isElsewhere = shortcut.everywhere ? isDialogOpen() : belongsElsewhere(event);
      const state = studio.getState();
      if (event.defaultPrevented || isElsewhere || shortcut.applies?.(state) === false) return;
      event.preventDefault();
      if (shortcut.everywhere) event.stopPropagation();
      shortcut.run(state, shell);
    };
    const bind = (bound: readonly Shortcut[], capture: boolean): (() => void) => {
      const bindings = bound.flatMap((shortcut) =>
        shortcut.keys.map((key) => [key, take(shortcut)] as const),
      );
      return tinykeys(window, Object.fromEntries(bindings), { capture });
    };
    const active = table.filter(({ character }) => characterKeys || !character);
    const ends = [
      bind(
        active.filter(({ everywhere }) => everywhere),
        true,
      ),
      bind(
        active.filter(({ everywhere }) => !everywhere),
        false,
      ),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [studio, shell, characterKeys, table]);
}

function isDialogOpen(): boolean {
  return document.querySelector(':modal') !== null;
}

/** Whether the focused element has a use of its own for the key, or a dialog or menu is open above the page. */
function belongsElsewhere(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof Element)) return false;
  if (isDialogOpen() || document.querySelector(':popover-open:not([role=tooltip])') !== null)
    return true;
  if (event.key === 'Escape') return false;
  if (target.closest('input, select, textarea, [contenteditable], [data-keys=own]')) {
    return true;
  }
  const pressable = target.closest('button, a[href], summary, [role=button]') !== null;
  return pressable && (event.key === ' ' || event.key === 'Enter');
}
