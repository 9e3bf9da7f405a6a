// Makes tones and other colours of the style sheet colours to the browser, so that a canvas can ask for the one now shown.

import { stepColours } from '#marks/step-colour.ts';
import { signedTones } from '#marks/tone.ts';
import { toneClass } from '#ui/picture/tone-class.ts';

/**
 * Without it a custom property reads back as it was written: `light-dark(…, …)`, which a canvas cannot paint with.
 * Browsers that cannot register (before 2024) read back one colour: the build writes `light-dark` for them in variables.
 */
export function registerTones(): void {
  const toneNames = [0, ...signedTones].map((tone) =>
    tone === 0 ? '--tone-0' : `--tone-${toneClass(tone)}`,
  );
  const stepNames = Array.from({ length: stepColours }, (_, i) => `--step-${i + 1}`);
  for (const name of [...toneNames, ...stepNames, '--line', '--mark']) {
    CSS.registerProperty?.({
      name,
      syntax: '<color>',
      inherits: true,
      initialValue: 'transparent',
    });
  }
}
