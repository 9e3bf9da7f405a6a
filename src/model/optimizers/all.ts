// Every optimizer there is.

import { present } from '#base/exhaustive.ts';
import { adagrad } from './adagrad.ts';
import { adam } from './adam.ts';
import { adamw } from './adamw.ts';
import type { Optimizer, UpdateQuantity } from './optimizer.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';

export const optimizers: readonly Optimizer[] = [sgd, adam, adamw, rmsprop, adagrad];

export function optimizerOf(id: string): Optimizer {
  return present(
    optimizers.find((optimizer) => optimizer.id === id),
    `optimizer ${id}`,
  );
}

/** How formulas write a quantity of an optimizer: the same letter in each that has it. */
export function updateLetterOf(quantity: string): Pick<UpdateQuantity, 'letter' | 'hat'> {
  const all = optimizers.flatMap((optimizer) => optimizer.quantities);
  return present(
    all.find(({ name }) => name === quantity),
    `optimizer quantity ${quantity}`,
  );
}
