// Every cell there is. To add one: write its file, and name it here.

import { present } from '#base/exhaustive.ts';
import type { Cell } from '#model/declaration.ts';
import { gru } from './gru.ts';
import { lstm } from './lstm.ts';
import { rnn } from './rnn.ts';

export const cells: readonly Cell[] = [rnn, lstm, gru];

/** The cell of that id; throws for an unknown one (the border has checked it). */
export function cellOf(id: string): Cell {
  return present(
    cells.find((cell) => cell.id === id),
    `cell ${id}`,
  );
}
