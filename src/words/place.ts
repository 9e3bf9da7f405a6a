// Where a fault is, for a program and for a person: `data.sequences[0].targets[1] (sequence 1, step 2)`.
// The path counts from 0, as JSON tools do; the words count from 1, as everything that a person reads.

import type { MessageId } from './messages.ts';
import type { Translate } from './translate.ts';

/** What the entries of a list are called; the second name is for a list inside it. */
const entryNames: Readonly<Record<string, readonly MessageId[]>> = {
  sequences: ['place.sequence'],
  tokens: ['place.step'],
  targets: ['place.step', 'place.entry'],
  inputs: ['place.step', 'place.entry'],
};

/** The path, followed by its place in words where it leads into a list. */
export function placeOf(path: string, translate: Translate): string {
  const words: string[] = [];
  for (const [, list = '', indices = ''] of path.matchAll(/([^.[\]]+)((?:\[\d+\])+)/g)) {
    const counts = [...indices.matchAll(/\d+/g)].map(([digits]) => Number(digits) + 1);
    const names = entryNames[list] ?? namesInside(list, counts.length);
    counts.forEach((n, i) => {
      words.push(translate(names[i] ?? 'place.entry', { n }));
    });
  }
  return words.length === 0 ? path : `${path} (${words.join(', ')})`;
}

/** A weight matrix has rows and columns; a bias, a vocabulary or a state has entries. */
function namesInside(list: string, depth: number): readonly MessageId[] {
  return list.startsWith('W_') || depth > 1 ? ['place.row', 'place.column'] : ['place.entry'];
}
