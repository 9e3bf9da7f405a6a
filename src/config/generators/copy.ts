// Copy memory (Hochreiter & Schmidhuber 1997, in the form of Arjovsky et al. 2016): say the first symbols again at the end.

import { randomStream } from '#base/rng.ts';
import { below } from './adding.ts';
import { type Generator, generated } from './generator.ts';

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const blank = '·';
const recall = '?';
const mostSymbols = 10;

/**
 * Symbols, then blanks, then a sign to begin: from there on the symbols are to be said in their order. Here the loss is
 * at those last steps alone, so that every gradient has the whole way to go.
 */
export const copy: Generator = {
  id: 'copy',
  fewestSteps: 2,
  generate(settings) {
    const { steps, seed } = settings;
    const random = randomStream(seed, 'copy');
    const count = Math.min(mostSymbols, Math.floor(steps / 2));
    const symbols = Array.from(
      { length: count },
      () => letters[below(random, letters.length)] ?? '',
    );
    const answer = steps - count;
    const tokens = Array.from({ length: steps }, (_, i) => {
      if (i < count) return symbols[i] ?? blank;
      return i === answer ? recall : blank;
    });
    return generated(
      {
        title: `copy memory, ${steps} steps`,
        model: {
          inputSize: letters.length + 2,
          outputSize: letters.length,
          head: 'softmax',
          lossReduction: 'mean',
        },
        vocabulary: [...letters, blank, recall],
        labels: letters,
        sequence: {
          tokens,
          targets: tokens.map((_, i) => (i < answer ? null : (symbols[i - answer] ?? null))),
        },
      },
      settings,
    );
  },
};
