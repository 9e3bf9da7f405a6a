// A sine wave: name at every step the value of the next.

import { randomStream } from '#base/rng.ts';
import { type Generator, generated } from './generator.ts';

/** tan(ω/2) of the shortest and the longest wave: about 15 and 45 steps from crest to crest. */
const halfAngle = { short: 0.21, long: 0.07 };

/**
 * Points of a circle, each turned by ω from the one before, with cos ω = (1 − k²)/(1 + k²) and sin ω = 2k/(1 + k²):
 * arithmetic alone, so the same bits on every machine. Wave length and phase are drawn.
 */
export const sine: Generator = {
  id: 'sine',
  fewestSteps: 2,
  generate(settings) {
    const { steps, seed } = settings;
    const random = randomStream(seed, 'sine');
    const k = halfAngle.long + (halfAngle.short - halfAngle.long) * random.uniform();
    const phase = 2 * random.uniform() - 1;
    let [cos, sin] = onCircle(phase);
    const [turnCos, turnSin] = onCircle(k);
    const wave: number[] = [];
    for (let t = 0; t <= steps; t++) {
      wave.push(sin);
      [cos, sin] = [cos * turnCos - sin * turnSin, sin * turnCos + cos * turnSin];
    }
    return generated(
      {
        title: `sine wave, ${steps} steps`,
        model: { inputSize: 1, outputSize: 1, head: 'linear', lossReduction: 'mean' },
        sequence: {
          inputs: wave.slice(0, steps).map((value) => [value]),
          targets: wave.slice(1),
        },
      },
      settings,
    );
  },
};

/** Cosine and sine of the angle whose half has the tangent k. */
function onCircle(k: number): [number, number] {
  const size = 1 + k * k;
  return [(1 - k * k) / size, (2 * k) / size];
}
