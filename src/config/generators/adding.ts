// The adding problem (Hochreiter & Schmidhuber 1997, sec. 5.4; in the form of Le et al. 2015): add up the two marked numbers.

import { type RandomStream, randomStream } from '#base/rng.ts';
import { type Generator, generated } from './generator.ts';

/** Each step reads a number of [0, 1) and a mark; one number of each half is marked, and the last step must name their sum. */
export const adding: Generator = {
  id: 'adding',
  fewestSteps: 2,
  generate(settings) {
    const { steps, seed } = settings;
    const random = randomStream(seed, 'adding');
    const half = Math.floor(steps / 2);
    const marked = [below(random, half), half + below(random, steps - half)];
    const numbers = Array.from({ length: steps }, () => random.uniform());
    const sum = marked.reduce((total, i) => total + (numbers[i] ?? 0), 0);
    return generated(
      {
        title: `adding problem, ${steps} steps`,
        model: { inputSize: 2, outputSize: 1, head: 'linear', lossReduction: 'sum' },
        sequence: {
          inputs: numbers.map((number, i) => [number, marked.includes(i) ? 1 : 0]),
          targets: numbers.map((_, i) => (i === steps - 1 ? sum : null)),
        },
      },
      settings,
    );
  },
};

/** A whole number from 0 to count − 1. */
export function below(random: RandomStream, count: number): number {
  return Math.floor(random.uniform() * count);
}
