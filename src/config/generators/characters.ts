// The characters of a typed text: name at every step the character that comes next.

import type { Experiment } from '#config/experiment.ts';
import { type GeneratorSettings, generated, generatorLimits } from './generator.ts';

/** How signs that leave no ink are shown. */
const visible: Readonly<Record<string, string>> = { ' ': '␣', '\n': '⏎', '\t': '⇥' };

/** Characters that a text must have: one to read, one to foretell. */
export const fewestCharacters = 2;

/** One step a character but the last; the vocabulary is what occurs, in the order of its code points. */
export function characters(text: string, settings: Omit<GeneratorSettings, 'steps'>): Experiment {
  const signs = [...text.replaceAll('\r', '')]
    .slice(0, generatorLimits.steps + 1)
    .map((sign) => visible[sign] ?? sign);
  const vocabulary = [...new Set(signs)].sort();
  const steps = signs.length - 1;
  return generated(
    {
      title: `characters, ${steps} steps`,
      model: {
        inputSize: vocabulary.length,
        outputSize: vocabulary.length,
        head: 'softmax',
        lossReduction: 'mean',
      },
      vocabulary,
      labels: vocabulary,
      sequence: { tokens: signs.slice(0, steps), targets: signs.slice(1) },
    },
    { ...settings, steps },
  );
}
