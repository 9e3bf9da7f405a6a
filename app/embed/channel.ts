// The figure's end of the channel: carries requests out, and tells what happens.

import { startGuest } from '#embed/guest.ts';
import type { Events, EventType } from '#embed/messages.ts';
import type { StudioState } from '#store/state.ts';
import { stateText } from './state-text.ts';
import type { Told } from './told.ts';

/** Written by the build (vite.config.ts). */
declare const APP_VERSION: string;

export interface Channel {
  tell<T extends EventType>(type: T, event: Events[T]): void;
  tellHeight(height: number): void;
}

/** Between two events `state`; milliseconds. */
const pace = 500;

export function openChannel(told: Told): Channel {
  const { studio, appearance } = told;
  let height: number | null = null;
  const guest = startGuest({
    window,
    origin: appearance.getState().origin,
    app: APP_VERSION,
    async carryOut(type, data) {
      const { carryOut } = await import('./carry-out.ts');
      return carryOut(told, type, data);
    },
    onHello() {
      if (height !== null) guest.tell('size', { height });
    },
  });
  let isDue = false;
  const tellState = async (): Promise<void> => {
    isDue = false;
    const state = await stateText(studio.getState());
    if (state !== null) guest.tell('state', { state });
  };
  studio.subscribe((now, before) => {
    if (now.position !== before.position || now.beats !== before.beats) tellBeat(now);
    if (now.notice !== before.notice && now.notice !== null) void tellFault(now.notice);
    const { experiment, sequence, position, selected, depth, lens } = now;
    const isSame =
      experiment === before.experiment &&
      sequence === before.sequence &&
      position === before.position &&
      selected === before.selected &&
      depth === before.depth &&
      lens === before.lens;
    if (isSame || isDue) return;
    isDue = true;
    setTimeout(tellState, pace);
  });
  const tellBeat = ({ beats, position }: StudioState): void => {
    const { phase = null, t = null } = beats[position] ?? {};
    guest.tell('beat', { beat: position + 1, beats: beats.length, phase, t });
  };
  const tellFault = async (fault: NonNullable<StudioState['notice']>): Promise<void> => {
    const { problemOf } = await import('./carry-out.ts');
    guest.tell('fault', await problemOf(fault));
  };
  return {
    tell: guest.tell,
    tellHeight(now) {
      height = now;
      guest.tell('size', { height: now });
    },
  };
}
