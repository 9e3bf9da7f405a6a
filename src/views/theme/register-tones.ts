// Makes the tones of the style sheet colours to the browser, so that a canvas can ask for the one now shown.

import { tones } from '#scene/tone.ts';
import { toneClass } from '#views/graph/tone-class.ts';

/**
 * Without it a custom property reads back as it was written: `light-dark(…, …)`, which a canvas cannot paint with.
 * Browsers that cannot register (before 2024) read back one colour: the build writes `light-dark` for them in variables.
 */
export function registerTones(): void {
  for (let tone = -tones; tone <= tones; tone++) {
    CSS.registerProperty?.({
      name: tone === 0 ? '--tone-0' : `--tone-${toneClass(tone)}`,
      syntax: '<color>',
      inherits: true,
      initialValue: 'transparent',
    });
  }
}
