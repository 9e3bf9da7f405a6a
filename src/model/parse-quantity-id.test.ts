// Taking an id apart undoes writing it, for every cell; text that is no id is refused.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { present } from '#base/exhaustive.ts';
import { hostileNamesFor, renamed } from '#testing/hostile-names.ts';
import { cells } from './cells/all.ts';
import { buildModel, buildModelOf, type ModelSpecification } from './model.ts';
import { letterOf, parameterLetterOf, standard } from './notation.ts';
import { optimizers } from './optimizers/all.ts';
import { isGiven, isParameterId, parseQuantityId } from './parse-quantity-id.ts';
import {
  batchGradientId,
  carriedId,
  chainId,
  clippedGradientId,
  contributionId,
  entryId,
  gradientId,
  gradientNormId,
  jacobianId,
  localId,
  lossAfterId,
  lossId,
  optimizerId,
  parameterGradientId,
  parameterId,
  partId,
  pathId,
  stepBefore,
  targetId,
  totalLossId,
  truncatedGradientId,
  updatedId,
  valueId,
} from './quantity-id.ts';

const specification = (cell: string): ModelSpecification => ({
  cell,
  inputSize: 2,
  hiddenSize: 3,
  outputSize: 2,
  bias: true,
  head: 'softmax',
  lossReduction: 'sum',
});

describe.each(cells.map((cell) => cell.id))('ids of %s', (cell) => {
  const model = buildModel(specification(cell));
  const { output } = model.cell;
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
      for (const { name: quantity } of optimizers.flatMap((optimizer) => optimizer.quantities)) {
        for (const at of ['before', 'after'] as const) {
          const kept = { kind: 'optimizer', name, quantity, at };
          expect(meaning(optimizerId(name, quantity, at))).toEqual(kept);
        }
      }
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
      const jacobian = { kind: 'jacobian', to: output, step: 3, from: state, fromStep: 2 };
      expect(meaning(jacobianId(output, 3, state))).toEqual(jacobian);
    }
    const nodes = [...model.cell.states, output].map((state, i) => ({ state, unit: i + 1 }));
    const lossStep = 12 + nodes.length - 1;
    expect(meaning(chainId(12, nodes))).toEqual({ kind: 'chain', step: 12, lossStep, nodes });
    expect(meaning(localId(2))).toEqual({ kind: 'local', step: 2 });
    expect(meaning(targetId(2))).toEqual({ kind: 'target', step: 2 });
    expect(meaning(lossId(2))).toEqual({ kind: 'loss', step: 2 });
    expect(meaning(totalLossId)).toEqual({ kind: 'total loss' });
  });

  it('reads general steps', () => {
    expect(meaning(valueId(output, stepBefore('t')))).toEqual({
      kind: 'value',
      name: output,
      step: 't-1',
    });
    expect(meaning(gradientId(output, 't'))).toEqual({ kind: 'gradient', name: output, step: 't' });
    const jacobian = { kind: 'jacobian', to: output, step: 't+1', from: output, fromStep: 't' };
    expect(meaning(jacobianId(output, 't+1', output))).toEqual(jacobian);
    expect(stepBefore(2)).toBe(1);
  });

  it('reads entries', () => {
    const weight = model.parameters[0]?.name ?? '';
    expect(parseQuantityId(model, entryId(weight, 2, 1))?.entry).toEqual({ row: 2, column: 1 });
    expect(parseQuantityId(model, entryId(valueId(output, 2), 3))?.entry).toEqual({
      row: 3,
      column: 1,
    });
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
    'W_no:m',
    'W_hy:q',
    'h@1:m',
    'own:m',
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
    expect(letterOf(standard, 'logits')).not.toEqual(letterOf(standard, 'o'));
  });

  it('writes gates above the letter and indices below', () => {
    expect(letterOf(standard, 'a_f')).toEqual({ letter: 'a', below: '', above: '', mark: 'f' });
    expect(parameterLetterOf(standard, 'W_hh')).toEqual({ letter: 'W', below: 'hh', above: '' });
  });
});

describe('ids of a net whose names mean something elsewhere', () => {
  const declared = cells.map((cell) => cell.declare(cell.activations[0] ?? 'tanh'));
  const hostile = fc
    .constantFrom(...declared)
    .chain((cell) => hostileNamesFor(cell).map((names) => renamed(cell, names)))
    .map((cell) => buildModelOf(cell, specification('rnn')));

  it('are each its own, and read back as what was written', () => {
    fc.assert(
      fc.property(hostile, (model) => {
        const written = new Map<string, unknown>();
        const expectOwn = (id: string, meaning: unknown): void => {
          expect(written.has(id), id).toBe(false);
          written.set(id, meaning);
          expect(parseQuantityId(model, id)?.meaning, id).toEqual(meaning);
        };
        expectOwn(targetId(2), { kind: 'target', step: 2 });
        expectOwn(localId(2), { kind: 'local', step: 2 });
        expectOwn(lossId(2), { kind: 'loss', step: 2 });
        expectOwn(totalLossId, { kind: 'total loss' });
        expectOwn(lossAfterId, { kind: 'loss after' });
        expectOwn(gradientNormId, { kind: 'norm' });
        for (const [id, kind] of [
          [batchGradientId, 'batch'],
          [clippedGradientId, 'clipped'],
          [truncatedGradientId, 'truncated'],
        ] as const) {
          expectOwn(id, { kind, part: null });
          for (const { name } of model.parameters)
            expectOwn(partId(id, name), { kind, part: name });
        }
        for (const name of ['x', 'prediction', ...model.quantities.map((q) => q.name)]) {
          expectOwn(valueId(name, 2), { kind: 'value', name, step: 2 });
          expectOwn(gradientId(name, 2), { kind: 'gradient', name, step: 2 });
        }
        for (const { name } of model.parameters) {
          expectOwn(parameterId(name), { kind: 'parameter', name });
          expectOwn(updatedId(name), { kind: 'updated', name });
          for (const quantity of ['m', 'mHat', 'v']) {
            const at = 'after';
            expectOwn(optimizerId(name, quantity, at), { kind: 'optimizer', name, quantity, at });
          }
          expectOwn(parameterGradientId(name), { kind: 'parameter gradient', name });
          expectOwn(contributionId(name, 2), { kind: 'contribution', name, step: 2 });
        }
        for (const to of model.cell.states) {
          expectOwn(carriedId(to, 2), { kind: 'carried', name: to, step: 2 });
          const nodes = [{ state: to, unit: 1 }];
          expectOwn(chainId(2, nodes), { kind: 'chain', step: 2, lossStep: 2, nodes });
          for (const from of model.cell.states) {
            const steps = { step: 3, fromStep: 2 };
            expectOwn(jacobianId(to, 3, from), { kind: 'jacobian', to, from, ...steps });
          }
        }
      }),
    );
  });

  it('say what is given: parameters, targets, the states before the first step', () => {
    fc.assert(
      fc.property(hostile, (model) => {
        const names = model.quantities.map((q) => q.name);
        const values = ['x', 'prediction', ...names].map((name) => valueId(name, 1));
        const states = model.cell.states.map((name) => valueId(name, 0));
        const parameters = model.parameters.map(({ name }) => parameterId(name));
        const entries = parameters.map((id) => entryId(id, 1, 1));
        for (const id of [...parameters, ...entries, ...states, targetId(1)]) {
          expect(isGiven(model, id), id).toBe(true);
          expect(isParameterId(model, id), id).toBe([...parameters, ...entries].includes(id));
        }
        for (const id of [...values, lossId(1), localId(1), totalLossId, gradientNormId]) {
          expect(isGiven(model, id), id).toBe(false);
          expect(isParameterId(model, id), id).toBe(false);
        }
      }),
    );
  });
});

describe('a declaration that cannot be', () => {
  const { a, h } = { a: 'a', h: 'h' };
  const built = (names: Readonly<Record<string, string>>) => () =>
    buildModelOf(renamed(present(cells[0], 'cell').declare('tanh'), names), specification('rnn'));

  it.each([
    ['two of one name', { a: h }],
    ['a quantity and a parameter of one name', { W_xh: a }],
    ['a name of the net', { a: 'logits' }],
    ['a parameter of the output', { W_xh: 'W_hy' }],
    ['signs that ids use', { a: 'a@1' }],
    ['no letter first', { a: '1a' }],
    ['no name', { a: '' }],
  ])('%s', (_, names) => {
    expect(built(names)).toThrow(/^The declaration of the cell rnn is wrong: /);
  });
});
