// What a run reads: one-hot inputs and targets, zeros where there is nothing.

import { describe, expect, it } from 'vitest';
import { present } from '#base/exhaustive.ts';
import type { Experiment, Sequence, Target } from './experiment.ts';
import { classOf, initialStateOf, inputsOf, targetVectorsOf } from './inputs.ts';
import { presetOf } from './presets.ts';

const nlp = present(presetOf('nlp'), 'nlp').experiment;

function withHead(head: 'sigmoid' | 'linear', outputSize: number): Experiment {
  return { ...nlp, model: { ...nlp.model, head, outputSize } };
}

const sequence = (targets: readonly Target[]): Sequence => ({ inputs: [], targets });

describe('inputsOf', () => {
  it('makes tokens one-hot by their place in the vocabulary', () => {
    const tokens = ['NLP', 'I'];
    expect(Array.from(inputsOf(nlp, { tokens, targets: [null, 0] }))).toEqual([0, 0, 1, 1, 0, 0]);
  });

  it('takes input vectors as they are, row after row', () => {
    const inputs = [
      [1, 2, 3],
      [4, 5, 6],
    ];
    expect(Array.from(inputsOf(nlp, { inputs, targets: [0, 0] }))).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe('targetVectorsOf', () => {
  it('softmax: one-hot by class or label, zero where there is none', () => {
    const rows = targetVectorsOf(nlp, sequence(['neutral', null, 2]));
    expect(Array.from(rows)).toEqual([0, 1, 0, 0, 0, 0, 0, 0, 1]);
    expect(classOf(nlp, 'positive')).toBe(2);
  });

  it('sigmoid and linear: a number, or a list', () => {
    expect(Array.from(targetVectorsOf(withHead('sigmoid', 1), sequence([1, null, 0])))).toEqual([
      1, 0, 0,
    ]);
    const lists = targetVectorsOf(withHead('linear', 2), sequence([[0.5, -1], null]));
    expect(Array.from(lists)).toEqual([0.5, -1, 0, 0]);
  });
});

describe('initialStateOf', () => {
  it('is zero unless given', () => {
    expect(Array.from(initialStateOf(nlp, 'h'))).toEqual([0, 0, 0]);
    const given = { ...nlp, initialState: { h: [1, 2, 3] } };
    expect(Array.from(initialStateOf(given, 'h'))).toEqual([1, 2, 3]);
  });
});
