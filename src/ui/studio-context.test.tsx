// How views read the store: which values count as changed, and that a view renders from the store around it.

import { renderToString } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { createStudio } from '#store/create-studio.ts';
import { immediateClient } from '#testing/immediate-client.ts';
import { StudioProvider, shallowEqual, useStudio, useStudioActions } from './studio-context.tsx';

describe('unchanged', () => {
  test.each<[string, unknown, unknown, boolean]>([
    ['the same number', 1, 1, true],
    ['not a number', Number.NaN, Number.NaN, true],
    ['zeros of two signs', 0, -0, false],
    ['lists of the same entries', [1, 'a'], [1, 'a'], true],
    ['lists of other lengths', [1], [1, 2], false],
    ['objects of the same entries', { a: 1 }, { a: 1 }, true],
    ['another key with the same value', { a: undefined }, { b: undefined }, false],
    ['entries that only look the same', { a: [] }, { a: [] }, false],
    ['a list and an object', [], {}, false],
    ['sets, which are compared as one thing', new Set([1]), new Set([1]), false],
    ['arrays of numbers of a run', new Float64Array(2), new Float64Array(2), false],
    ['nothing and an object', null, {}, false],
  ])('%s', (_, a, b, same) => {
    expect(shallowEqual(a, b)).toBe(same);
    expect(shallowEqual(b, a)).toBe(same);
  });
});

function Shown() {
  const { position, count } = useStudio((s) => ({ position: s.position, count: s.beats.length }));
  const { next } = useStudioActions();
  return (
    <button type="button" onClick={next}>
      {position} of {count}
    </button>
  );
}

test('a view renders from the store it is mounted in', () => {
  const studio = createStudio({ client: immediateClient() });
  const html = () =>
    renderToString(
      <StudioProvider studio={studio}>
        <Shown />
      </StudioProvider>,
    );
  const { beats, goTo } = studio.getState();
  expect(html().replaceAll('<!-- -->', '')).toContain(`-1 of ${beats.length}`);
  goTo(4);
  expect(html().replaceAll('<!-- -->', '')).toContain(`4 of ${beats.length}`);
});

test('without a store above it, a view says what is missing', () => {
  expect(() => renderToString(<Shown />)).toThrow('StudioProvider');
});
