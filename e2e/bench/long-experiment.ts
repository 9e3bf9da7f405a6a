// A run of some thousand steps, as a file: what the page is asked for at its longest.

/** One vector in, one class out at every hundredth step; `text` of an experiment file. */
export function longExperiment(steps: number, hiddenSize: number, cell = 'rnn'): string {
  const inputs = Array.from({ length: steps }, (_, t) => [Math.sin(t / 3), Math.cos(t / 7)]);
  const targets = inputs.map((_, t) => ((t + 1) % 100 === 0 ? (t / 100) & 1 : null));
  return JSON.stringify({
    format: 'unrolled/experiment',
    version: 1,
    title: `${steps} steps`,
    model: { cell, inputSize: 2, hiddenSize, outputSize: 2, bias: true, head: 'softmax' },
    initialization: { scheme: 'xavier-uniform', seed: 3, spectralRadius: 0.98 },
    data: { sequences: [{ inputs, targets }] },
  });
}
