// The seed of the first example is worth looking at: no number misleads, and every path can be seen.

import { expect, it } from 'vitest';
import { sentiment } from '#config/presets/sentiment.ts';
import { createTranslateInNode } from '#words/translate-in-node.ts';
import { faultsOf, withSeed } from './seed-criteria.ts';

const translate = createTranslateInNode('en');

it('meets every criterion of a first example', () => {
  expect(faultsOf(sentiment, translate)).toEqual([]);
});

it('of another seed may not: the net is right already, or a number stands for two things', () => {
  expect(faultsOf(withSeed(sentiment, 3), translate)).toEqual(['review 2 is right already']);
  expect(faultsOf(withSeed(sentiment, 12), translate)).not.toEqual([]);
});
