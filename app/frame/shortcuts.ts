// The keys of the studio: one table, bound by use-shortcuts.ts and listed by the help dialog.

import { depths, type StudioActions, type StudioState } from '#store/state.ts';
import type { MessageId } from '#words/messages.ts';

export interface Shortcut {
  readonly message: MessageId;
  /** In the spelling of tinykeys: KeyboardEvent.key, `$mod` for Ctrl or Command. */
  readonly keys: readonly string[];
  /** A bare letter or sign, which speech input may say by accident (WCAG 2.1.4): can be switched off. */
  readonly character?: boolean;
  /** Taken before any element sees it, but in a dialog: a presenter's clicker knows no focus. */
  readonly everywhere?: boolean;
  /** Where absent, always; while false, the key is left to the browser. */
  applies?(state: StudioState): boolean;
  run(state: StudioState, shell: ShellActions): void;
}

/** What keys and buttons do to the shell itself. */
export interface ShellActions {
  openHelp(): void;
}

const playOrPause = (state: StudioActions & Pick<StudioState, 'playing'>): void =>
  state.playing ? state.pause() : state.play();

/** Deeper than the unrolled net. */
const isDeep = ({ depth }: Pick<StudioState, 'depth'>): boolean =>
  depths.indexOf(depth) > depths.indexOf('unrolled');

/**
 * Arrows step, where they are nobody else's, and the keys of a presenter's clicker (PageDown, PageUp) everywhere; the
 * space bar plays and pauses, as on every player with a play button.
 */
export const shortcuts: readonly Shortcut[] = [
  {
    message: 'ui.next',
    keys: ['ArrowRight', 'ArrowDown'],
    run: (state) => state.next(),
  },
  { message: 'ui.next', keys: ['PageDown'], everywhere: true, run: (state) => state.next() },
  {
    message: 'ui.previous',
    keys: ['ArrowLeft', 'ArrowUp'],
    run: (state) => state.previous(),
  },
  { message: 'ui.previous', keys: ['PageUp'], everywhere: true, run: (state) => state.previous() },
  { message: 'ui.first', keys: ['Home'], run: (state) => state.first() },
  { message: 'ui.last', keys: ['End'], run: (state) => state.last() },
  { message: 'studio.keys.play', keys: ['Space'], run: playOrPause },
  { message: 'studio.keys.play', keys: ['k'], character: true, run: playOrPause },
  {
    message: 'studio.keys.grain',
    keys: ['g'],
    character: true,
    run: (state) => state.setGrain(state.grain === 'fine' ? 'coarse' : 'fine'),
  },
  {
    message: 'studio.keys.predict',
    keys: ['q'],
    character: true,
    run: (state) => state.setPredict(!state.predict),
  },
  { message: 'ui.undo', keys: ['$mod+z'], run: (state) => state.undo() },
  { message: 'ui.redo', keys: ['$mod+Shift+z', '$mod+y'], run: (state) => state.redo() },
  {
    message: 'studio.keys.escape',
    keys: ['Escape'],
    applies: (state) => state.selected !== null || state.tour !== null || isDeep(state),
    run: (state) => {
      if (state.selected !== null) state.select(null);
      else if (state.tour !== null) state.setTour(null);
      else state.setDepth('unrolled');
    },
  },
  ...depths.map(
    (depth, i): Shortcut => ({
      message: 'studio.keys.depth',
      keys: [String(i + 1)],
      character: true,
      run: (state) => state.setDepth(depth),
    }),
  ),
  {
    message: 'ui.help',
    keys: ['?', 'Shift+?'],
    character: true,
    run: (_, shell) => shell.openHelp(),
  },
];

const names: Readonly<Record<string, string>> = {
  ArrowRight: '→',
  ArrowLeft: '←',
  ArrowUp: '↑',
  ArrowDown: '↓',
  PageDown: 'Page Down',
  PageUp: 'Page Up',
  $mod: 'Ctrl',
  k: 'K',
  g: 'G',
  q: 'Q',
  z: 'Z',
  y: 'Y',
};

/** The keys of a shortcut as they stand on a keyboard. `Shift+?` is what `?` takes, so it is not said twice. */
export function shownKeys(shortcut: Shortcut): readonly string[] {
  return shortcut.keys
    .filter((key) => key !== 'Shift+?')
    .map((key) =>
      key
        .split('+')
        .map((part) => names[part] ?? part)
        .join(' + '),
    );
}
