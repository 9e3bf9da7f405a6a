import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cells } from './cells/all.ts';
import { letterFrom, letterText } from './letter.ts';
import { buildModel } from './model.ts';
import { anyParameter, collisionOf, letterOf, parameterLetterOf, standard } from './notation.ts';
import { collisionIn, namesOf, notationFor, notations } from './notations.ts';

const modelOf = (cell: string) =>
  buildModel({
    cell,
    inputSize: 3,
    hiddenSize: 2,
    outputSize: 1,
    bias: true,
    head: 'sigmoid',
    lossReduction: 'sum',
  });

describe('letters', () => {
  it.each([
    ['h', 'h', '', ''],
    ['W_input', 'W', 'input', ''],
    ['U^f', 'U', '', 'f'],
    ['W_x^i', 'W', 'x', 'i'],
    ['ŷ', 'ŷ', '', ''],
    ['y\u0302', 'ŷ', '', ''],
    ['Γ_u', 'Γ', 'u', ''],
    ['ℒ', 'ℒ', '', ''],
  ])('reads %s', (text, letter, below, above) => {
    expect(letterFrom(text)).toEqual({ letter, below, above });
  });

  it.each(['', 'Wh', 'W__h', 'W_', 'W^', 'W^h_x', '\\alpha', '<b>', 'W_{xh}', '1', 'W h', '漢'])(
    'refuses %s',
    (text) => expect(letterFrom(text)).toBeNull(),
  );

  it('writes what it has read', () => {
    const index = fc.stringMatching(/^[A-Za-z0-9]{1,12}$/);
    fc.assert(
      fc.property(
        fc.constantFrom('h', 'W', 'ŷ', 'θ', 'ℒ'),
        fc.option(index),
        fc.option(index),
        (letter, below, above) => {
          const text = `${letter}${below === null ? '' : `_${below}`}${above === null ? '' : `^${above}`}`;
          const read = letterFrom(text);
          expect(read && letterText(read)).toBe(text);
        },
      ),
    );
  });
});

describe.each(notations)('$id', (preset) => {
  it.each(cells.map((cell) => cell.id))('gives every letter of %s one meaning', (cell) => {
    expect(collisionIn(preset.id, cell, namesOf(modelOf(cell)))).toBeNull();
  });

  it('lists letters that can be read, and a letter for any parameter that none of them has', () => {
    for (const cell of cells) {
      const notation = notationFor(preset.id, cell.id);
      const listed = [...Object.values(notation.quantities), ...Object.values(notation.parameters)];
      expect(listed.filter((text) => letterFrom(text) === null)).toEqual([]);
      expect(Object.values(notation.parameters)).not.toContain(anyParameter(notation));
    }
  });
});

describe('a notation', () => {
  it('marks the pre-activation of a gate with the letter of the gate', () => {
    expect(letterOf(standard, 'a_f')).toMatchObject({ letter: 'a', mark: 'f' });
    const course = notationFor('deeplearning-ai', 'lstm');
    expect(letterOf(course, 'a_i')).toMatchObject({ letter: 'z', mark: 'u' });
  });

  it('names a parameter that it does not list by its name', () => {
    expect(parameterLetterOf(standard, 'W_xh')).toEqual({ letter: 'W', below: 'xh', above: '' });
  });

  it('is the same object for the same choice and cell', () => {
    const letters = { quantities: { h: 's' } };
    expect(notationFor(letters, 'rnn')).toBe(notationFor(letters, 'rnn'));
    expect(notationFor('d2l', 'lstm')).toBe(notationFor('d2l', 'lstm'));
  });

  it('tells the pair that one letter would stand for', () => {
    const letters = { quantities: { logits: 'o' }, parameters: {} };
    expect(collisionIn(letters, 'rnn', namesOf(modelOf('rnn')))).toBeNull();
    expect(collisionIn(letters, 'lstm', namesOf(modelOf('lstm')))).toEqual({
      letter: 'o',
      first: 'o',
      second: 'logits',
      sign: null,
    });
    const both = { quantities: {}, parameters: { W_xh: 'h' } };
    expect(collisionOf(both, ['h'], ['W_xh'])).toMatchObject({ first: 'h', second: 'W_xh' });
    const taken = { quantities: { h: 'σ' }, parameters: {} };
    expect(collisionOf(taken, ['h'], [])).toMatchObject({ first: 'h', sign: 'sigmoid' });
  });
});
