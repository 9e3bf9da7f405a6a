// The address of the studio at what is shown here, for a tab of its own.

import { writeAddress } from '#config/address.ts';
import type { StudioState } from '#store/state.ts';
import { addressOf } from './address-state.ts';

/** What belongs to a frame and not to a page of its own. */
const ofFrames = ['view', 'controls', 'panels', 'height', 'keys', 'origin', 'deck', 'dialect'];

/** Without the state where that is too large for an address. */
export async function tabAddress(state: StudioState): Promise<string> {
  const page = new URL(location.href);
  for (const key of ofFrames) page.searchParams.delete(key);
  page.hash = await addressOf(state).then(writeAddress, () => '');
  return page.href;
}
