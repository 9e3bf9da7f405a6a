// Puts the running app together: address → store ← client and clock. The only place that builds them.

import type { Fault } from '#base/result.ts';
import { parseAddress } from '#config/address.ts';
import { type Appearance, addressFault, type parseAppearance } from '#config/appearance.ts';
import { createStudio, type Studio } from '#store/create-studio.ts';
import { catalogues } from '#words/messages.ts';
import { isServed } from '#words/translate.ts';
import { startClient } from '#worker/start.ts';
import { keepAddress } from './address-bar.ts';
import { openingOf } from './address-state.ts';
import { frameClock } from './frame-clock.ts';

export interface Started {
  readonly studio: Studio;
  /** Ends the run in flight, the worker, and the writing of the address. */
  stop(): void;
}

/** Starts what the page's address asks for. Mistakes in the address are told by one notice and change nothing else. */
export async function startStudio({
  appearance,
  faults: appearanceFaults,
}: ReturnType<typeof parseAppearance>): Promise<Started> {
  const { opening, position, selected, view, faults } = await openingOf(
    parseAddress(location.hash),
  );
  const isFigure = appearance.view === 'embed';
  const client = startClient((fault) => studio.getState().notify(fault));
  const studio = createStudio({
    client,
    clock: frameClock,
    opening: opening ?? undefined,
    position: opening ? position : undefined,
    predict: appearance.predict === 'on',
    readOnly: isFigure && appearance.controls !== 'full',
    focus: {
      ...view,
      selected,
      notation: appearance.notation,
      notice: [...appearanceFaults, ...languageFaults(appearance), ...faults][0] ?? null,
    },
  });
  const leaveAddress = keepAddress(studio, !isFigure && window.parent === window);
  return {
    studio,
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
