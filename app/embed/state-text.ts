// The `#` text of a state, as messages carry it.

import { writeAddress } from '#config/address.ts';
import type { StudioState } from '#store/state.ts';
import { addressOf } from '../frame/address-state.ts';

/** null where the experiment is too large for an address. */
export async function stateText(state: StudioState): Promise<string | null> {
  const text = await addressOf(state).then(writeAddress, () => '');
  return text === '' ? null : `#${text}`;
}
