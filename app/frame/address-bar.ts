// Keeps the `#` of the address in step with the store, and follows it when the reader changes it.

import {
  type AddressState,
  type ParsedAddress,
  parseAddress,
  writeAddress,
} from '#config/address.ts';
import type { Studio } from '#store/create-studio.ts';
import type { StudioState } from '#store/state.ts';
import { addressOf, openingOf } from './address-state.ts';

/** Browsers refuse more than about three writes a second. */
const writeInterval = 500;

/** The page's own address with this state. */
async function linkTo(state: StudioState): Promise<string> {
  return withHash(await addressOf(state), state);
}

function withHash(address: AddressState, state: StudioState): string {
  const page = new URL(location.href);
  page.hash = writeAddress(address);
  sayNotation(page.searchParams, state);
  sayPredict(page.searchParams, state);
  return page.href;
}

/** A preset of letters that the reader chose goes before those of the experiment, which the `#` says. */
function sayNotation(search: URLSearchParams, { notation, experiment }: StudioState): void {
  const isUsual = notation === 'standard' && experiment.notation === undefined;
  const said = typeof notation === 'string' && !isUsual ? notation : null;
  if (said === search.get('notation')) return;
  if (said === null) search.delete('notation');
  else search.set('notation', said);
}

function sayPredict(search: URLSearchParams, { predict }: StudioState): void {
  if (predict) search.set('predict', 'on');
  else search.delete('predict');
}

/**
 * Writes what is shown into the address, once it rests; never in a frame, whose history belongs to the page around it.
 * Opens what the address says when it is changed from outside. Returns how to end both.
 */
export function keepAddress(studio: Studio, writes: boolean): () => void {
  let changes = 0;
  const follow = ({ newURL }: HashChangeEvent): Promise<void> => {
    changes += 1;
    const change = changes;
    // Not `location`: it may have moved on since.
    return followAddress(studio, new URL(newURL).hash, () => change === changes);
  };
  window.addEventListener('hashchange', follow);
  const stopWriting = writes ? writeWhenAtRest(studio) : () => {};
  return () => {
    stopWriting();
    window.removeEventListener('hashchange', follow);
  };
}

/**
 * Opens what an address asks for in a page that has something open: what cannot be opened leaves the present work as it
 * is. Unpacking takes its time: an address that was replaced meanwhile is let go.
 */
async function followAddress(studio: Studio, hash: string, isNewest: () => boolean): Promise<void> {
  const parsed = parseAddress(hash);
  if (saysNothing(hash, parsed)) return;
  const { opening, standsIn, position, selected, view, faults } = await openingOf(parsed);
  if (!isNewest()) return;
  const { open, select, setDepth, setLens, notify } = studio.getState();
  const [fault = null] = faults;
  if (opening === null || standsIn) {
    notify(fault && { ...fault, workStays: true });
    return;
  }
  open(opening, position);
  select(selected);
  setDepth(view.depth);
  setLens(view.lens);
  notify(fault);
}

/** A text after the `#` that is no address of ours. None at all is one: that of the page as it is first opened. */
function saysNothing(hash: string, { state, faults }: ParsedAddress): boolean {
  const isEmpty = faults.length === 0 && Object.values(state).every((value) => value === null);
  return isEmpty && hash.length > 1;
}

function writeWhenAtRest(studio: Studio): () => void {
  // An address that nobody has moved away from stays as short as it came.
  let moved = false;
  // Another example is another entry of the history: Back returns to the one before.
  let opened = studio.getState().preset;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const write = async (): Promise<void> => {
    timer = null;
    const state = studio.getState();
    if (!isAtRest(state)) return;
    moved = false;
    const shown = location.href;
    const address = await linkTo(state).catch(() => null);
    if (address === null) {
      // What packs it has not come; the next move tries again.
      moved = true;
      return;
    }
    // What the reader has typed meanwhile is followed, not written over.
    if (moved || location.href !== shown) return;
    writeAddressBar(address, state.preset === opened ? 'replace' : 'push');
    opened = state.preset;
  };
  const unsubscribe = studio.subscribe((now, before) => {
    if (!saysTheSame(now, before)) moved = true;
    if (moved && isAtRest(now)) timer ??= setTimeout(write, writeInterval);
  });
  return () => {
    unsubscribe();
    if (timer !== null) clearTimeout(timer);
  };
}

function isAtRest(state: StudioState): boolean {
  return !state.playing && state.status.kind === 'ready';
}

/** Nothing that the address tells has changed. */
function saysTheSame(now: StudioState, before: StudioState): boolean {
  return (
    now.experiment === before.experiment &&
    now.sequence === before.sequence &&
    now.position === before.position &&
    now.selected === before.selected &&
    now.depth === before.depth &&
    now.lens === before.lens &&
    now.notation === before.notation &&
    now.predict === before.predict
  );
}

function writeAddressBar(address: string, how: 'replace' | 'push'): void {
  if (address === location.href) return;
  try {
    if (how === 'push') history.pushState(history.state, '', address);
    else history.replaceState(history.state, '', address);
  } catch {
    // Some frames and quick fingers are refused; the page works on without it.
  }
}
