// Every optimizer there is.

import { present } from '#base/exhaustive.ts';
import { adagrad } from './adagrad.ts';
import { adam } from './adam.ts';
import type { Optimizer } from './optimizer.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';

export const optimizers: readonly Optimizer[] = [sgd, adam, rmsprop, adagrad];

export function optimizerOf(id: string): Optimizer {
  return present(
    optimizers.find((optimizer) => optimizer.id === id),
    `optimizer ${id}`,
  );
}
