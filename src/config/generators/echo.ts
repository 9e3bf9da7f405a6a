// The delayed echo: say at every step the bit that was read some steps before.

import { randomStream } from '#base/rng.ts';
import { type Generator, generated } from './generator.ts';

const longestDelay = 10;

/** Random bits; from step delay + 1 on the target is the bit read `delay` steps before. */
export const echo: Generator = {
  id: 'echo',
  fewestSteps: 2,
  generate(settings) {
    const { steps, seed } = settings;
    const random = randomStream(seed, 'echo');
    const delay = Math.min(longestDelay, Math.floor(steps / 2));
    const bits = Array.from({ length: steps }, () => (random.uniform() < 0.5 ? 0 : 1));
    return generated(
      {
        title: `echo after ${delay}, ${steps} steps`,
        model: { inputSize: 1, outputSize: 1, head: 'sigmoid', lossReduction: 'mean' },
        sequence: {
          inputs: bits.map((bit) => [bit]),
          targets: bits.map((_, i) => bits[i - delay] ?? null),
        },
      },
      settings,
    );
  },
};
