// The examples to start from: one for each of the four source texts.

import type { Experiment } from './experiment.ts';
import { manyToMany } from './presets/many-to-many.ts';
import { nlp } from './presets/nlp.ts';
import { sentiment } from './presets/sentiment.ts';
import { tutorial } from './presets/tutorial.ts';

export interface Preset {
  /** As links name it. */
  readonly id: string;
  readonly experiment: Experiment;
}

/** The first one opens on the first visit. */
export const presets: readonly Preset[] = [
  { id: 'sentiment', experiment: sentiment },
  { id: 'nlp', experiment: nlp },
  { id: 'many-to-many', experiment: manyToMany },
  { id: 'tutorial', experiment: tutorial },
];

/** The preset of that id; undefined for an unknown one. */
export function presetOf(id: string): Preset | undefined {
  return presets.find((preset) => preset.id === id);
}
