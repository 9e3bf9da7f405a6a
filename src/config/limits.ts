// How large an experiment may be: checked at the border, before anything is allocated.
// Wide enough for every reference workload (256 units; 1000 steps), and for a run of a few seconds at most.

export const limits = {
  /** Characters of a file. */
  textLength: 20_000_000,
  /** Nesting of a document; the deepest field of the format lies at 7. */
  depth: 12,
  /** Values (numbers, texts, …) in a whole document. */
  values: 4_000_000,
  titleLength: 200,
  nameLength: 100,
  /** Words of a vocabulary, labels. */
  names: 1024,
  inputSize: 1024,
  hiddenSize: 512,
  outputSize: 1024,
  sequences: 1000,
  /** T. */
  steps: 5000,
  /** Numbers that the run of one sequence records: T × units of all quantities, values and gradients. */
  recorded: 20_000_000,
  /** Parameters × steps of all sequences: the multiplications of a forward pass over all of them. */
  work: 2_000_000_000,
  epochs: 100_000,
  /** Updates before the next one. */
  updates: 1_000_000_000,
  truncationSteps: 100_000,
  batchSize: 100_000,
  seed: Number.MAX_SAFE_INTEGER,
} as const;
