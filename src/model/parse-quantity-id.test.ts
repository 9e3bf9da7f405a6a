// Taking an id apart undoes writing it, for every cell; text that is no id is refused.

import { describe, expect, it } from 'vitest';
import { cells } from './cells/all.ts';
import { buildModel } from './model.ts';
import { letterOf, parameterLetterOf, standard } from './notation.ts';
import { parseQuantityId } from './parse-quantity-id.ts';
import {
  carriedId,
  chainId,
  clippedGradientId,
  contributionId,
  entryId,
  gradientId,
  jacobianId,
  localId,
  lossId,
  parameterGradientId,
  partId,
  pathId,
  stepBefore,
  targetId,
  totalLossId,
  updatedId,
  valueId,
} from './quantity-id.ts';

describe.each(cells.map((cell) => cell.id))('ids of %s', (cell) => {
  const model = buildModel({
    cell,
    inputSize: 2,
    hiddenSize: 3,
    outputSize: 2,
    bias: true,
    head: 'softmax',
    lossReduction: 'sum',
  });
  const meaning = (id: string) => parseQuantityId(model, id)?.meaning;

  it('reads what was written', () => {
    for (const { name } of model.quantities) {
      expect(meaning(valueId(name, 12))).toEqual({ kind: 'value', name, step: 12 });
      expect(meaning(gradientId(name, 2))).toEqual({ kind: 'gradient', name, step: 2 });
    }
    for (const { name } of model.parameters) {
      expect(meaning(name)).toEqual({ kind: 'parameter', name });
      expect(meaning(updatedId(name))).toEqual({ kind: 'updated', name });
      expect(meaning(parameterGradientId(name))).toEqual({ kind: 'parameter gradient', name });
      expect(meaning(contributionId(name, 3))).toEqual({ kind: 'contribution', name, step: 3 });
      const part = { kind: 'clipped', part: name };
      expect(meaning(partId(clippedGradientId, name))).toEqual(part);
      expect(meaning(partId(pathId(3, 1), name))).toEqual({
        kind: 'path',
        lossStep: 3,
        step: 1,
        part: name,
      });
    }
    for (const state of model.cell.states) {
      expect(meaning(carriedId(state, 1))).toEqual({ kind: 'carried', name: state, step: 1 });
      const jacobian = { kind: 'jacobian', to: 'h', step: 3, from: state, fromStep: 2 };
      expect(meaning(jacobianId('h', 3, state))).toEqual(jacobian);
    }
    const nodes = [...model.cell.states, 'h'].map((state, i) => ({ state, unit: i + 1 }));
    const lossStep = 12 + nodes.length - 1;
    expect(meaning(chainId(12, nodes))).toEqual({ kind: 'chain', step: 12, lossStep, nodes });
    expect(meaning(localId(2))).toEqual({ kind: 'local', step: 2 });
    expect(meaning(targetId(2))).toEqual({ kind: 'target', step: 2 });
    expect(meaning(lossId(2))).toEqual({ kind: 'loss', step: 2 });
    expect(meaning(totalLossId)).toEqual({ kind: 'total loss' });
  });

  it('reads general steps', () => {
    expect(meaning(valueId('h', stepBefore('t')))).toEqual({
      kind: 'value',
      name: 'h',
      step: 't-1',
    });
    expect(meaning(gradientId('h', 't'))).toEqual({ kind: 'gradient', name: 'h', step: 't' });
    const jacobian = { kind: 'jacobian', to: 'h', step: 't+1', from: 'h', fromStep: 't' };
    expect(meaning(jacobianId('h', 't+1', 'h'))).toEqual(jacobian);
    expect(stepBefore(2)).toBe(1);
  });

  it('reads entries', () => {
    const weight = model.parameters[0]?.name ?? '';
    expect(parseQuantityId(model, entryId(weight, 2, 1))?.entry).toEqual({ row: 2, column: 1 });
    expect(parseQuantityId(model, entryId('h@2', 3))?.entry).toEqual({ row: 3, column: 1 });
    const part = parseQuantityId(model, entryId(partId('clipped', weight), 1, 2));
    expect(part).toEqual({
      meaning: { kind: 'clipped', part: weight },
      entry: { row: 1, column: 2 },
    });
  });

  it.each([
    '',
    '@',
    'q@1',
    'h',
    'h@',
    'W_no',
    "W_no'",
    'dL/dq@1',
    'dL/d',
    'path:1',
    'clipped[W_no]',
    'W_hy[here]',
    'h@1[1,2,3]',
    'h@1[1][2]',
    'h@1[1',
    'h@1[W_hy]',
    'dh@2/dq@1',
    'carried:q@1',
    'carried:x@1',
    'chain:1:',
    'chain:0:h/1',
    'chain:1:h/4',
    'chain:1:h/1,',
    'chain:1:a/1',
    'chain:x:h/1',
    '__proto__',
  ])('refuses %j', (text) => {
    expect(parseQuantityId(model, text)).toBeNull();
  });
});

describe('the standard notation', () => {
  it('has a letter of its own for the logits, which o would not be', () => {
    expect(letterOf(standard, 'logits').tex).not.toBe(letterOf(standard, 'o').tex);
  });

  it('writes gates above the letter and indices below', () => {
    expect(letterOf(standard, 'a_f')).toEqual({ tex: 'a', text: 'a', mark: 'f' });
    expect(parameterLetterOf(standard, 'W_hh').tex).toBe('W_{hh}');
  });
});
