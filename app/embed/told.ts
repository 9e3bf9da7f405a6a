// What the page around a figure may reach.

import type { AppearanceStore } from '#store/appearance.ts';
import type { Studio } from '#store/create-studio.ts';
import type { Steps } from './steps.ts';

export interface Told {
  readonly studio: Studio;
  readonly appearance: AppearanceStore;
  readonly steps: Steps;
}
