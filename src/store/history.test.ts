// Undo and redo: any path of edits can be walked back and forth.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyHistory, remember, stepBack, stepForward } from './history.ts';

test('undoing every edit comes back to the start, and redoing them to the end', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 50 }), (edits) => {
      let history = emptyHistory<number>();
      let now = -1;
      for (const edit of edits) {
        history = remember(history, now, null);
        now = edit;
      }
      const seen: number[] = [];
      for (let move = stepBack(history, now); move; move = stepBack(history, now)) {
        ({ to: now, history } = move);
        seen.unshift(now);
      }
      expect(seen).toEqual([-1, ...edits.slice(0, -1)]);
      for (let move = stepForward(history, now); move; move = stepForward(history, now)) {
        ({ to: now, history } = move);
      }
      expect(now).toBe(edits.at(-1));
    }),
  );
});

test('edits of one thing in a row are one step; another edit between them parts them', () => {
  let history = emptyHistory<string>();
  history = remember(history, 'a', 'weight 1');
  history = remember(history, 'b', 'weight 1');
  expect(history.past).toEqual(['a']);
  history = remember(history, 'c', 'weight 2');
  history = remember(history, 'd', 'weight 1');
  history = remember(history, 'e', null);
  history = remember(history, 'f', null);
  expect(history.past).toEqual(['a', 'c', 'd', 'e', 'f']);
});

test('an edit after an undo ends what could be redone, and does not join what was undone', () => {
  let history = remember(emptyHistory<string>(), 'a', 'weight');
  const back = stepBack(history, 'b');
  expect(back?.to).toBe('a');
  history = remember(back?.history ?? history, 'a', 'weight');
  expect(history.past).toEqual(['a']);
  expect(stepForward(history, 'c')).toBeNull();
});

test('there is nothing before the beginning and after the end', () => {
  expect(stepBack(emptyHistory<string>(), 'now')).toBeNull();
  expect(stepForward(emptyHistory<string>(), 'now')).toBeNull();
});
