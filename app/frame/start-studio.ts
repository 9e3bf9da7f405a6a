// Puts the running app together: address → store ← client and clock. The only place that builds them.

import type { Fault } from '#base/result.ts';
import { parseAddress } from '#config/address.ts';
import { type Appearance, addressFault, parseAppearance } from '#config/appearance.ts';
import { createStudio, type Studio } from '#store/create-studio.ts';
import { catalogues } from '#words/messages.ts';
import { isServed } from '#words/translate.ts';
import { startClient } from '#worker/start.ts';
import { keepAddress } from './address-bar.ts';
import { openingOf } from './address-state.ts';
import { frameClock } from './frame-clock.ts';

export interface Started {
  readonly studio: Studio;
  readonly appearance: Appearance;
  /** Ends the run in flight, the worker, and the writing of the address. */
  stop(): void;
}

/** Starts what the page's address asks for. Mistakes in the address are told by one notice and change nothing else. */
export async function startStudio(): Promise<Started> {
  const { appearance, faults: appearanceFaults } = parseAppearance(location.search);
  const { opening, position, selected, view, faults } = await openingOf(
    parseAddress(location.hash),
  );
  const client = startClient((fault) => studio.getState().notify(fault));
  const studio = createStudio({
    client,
    clock: frameClock,
    opening: opening ?? undefined,
    position: opening ? position : undefined,
    predict: appearance.predict === 'on',
    focus: {
      ...view,
      selected,
      notation: appearance.notation,
      notice: [...appearanceFaults, ...languageFaults(appearance), ...faults][0] ?? null,
    },
  });
  const leaveAddress = keepAddress(studio);
  return {
    studio,
    appearance,
    stop() {
      leaveAddress();
      studio.getState().dispose();
    },
  };
}

/** A language that there is no catalogue for. */
function languageFaults({ lang }: Appearance): readonly Fault[] {
  if (lang === null || isServed(lang)) return [];
  return [addressFault('lang', lang, Object.keys(catalogues).join(', '))];
}
