// Does the declaration of each cell give the parameters that the file format promises?

import { describe, expect, test } from 'vitest';
import { cells } from './cells/all.ts';
import { buildModel, edgesFrom, type ModelSpecification, parameterOf, sizeOf } from './model.ts';

function specification(change: Partial<ModelSpecification>): ModelSpecification {
  return {
    cell: 'rnn',
    inputSize: 2,
    hiddenSize: 3,
    outputSize: 4,
    bias: true,
    head: 'softmax',
    lossReduction: 'sum',
    ...change,
  };
}

const gates = (...letters: string[]) => letters.flatMap((g) => [`W_x${g}`, `W_h${g}`, `b_${g}`]);

describe('parameters', () => {
  test.each([
    ['rnn', ['W_xh', 'W_hh', 'b_h', 'W_hy', 'b_y']],
    ['lstm', [...gates('i', 'f', 'g', 'o'), 'W_hy', 'b_y']],
    ['gru', [...gates('r', 'z', 'n'), 'b_hn', 'W_hy', 'b_y']],
  ])('%s has those of the file format, and no others', (cell, names) => {
    const model = buildModel(specification({ cell }));
    expect(model.parameters.map((p) => p.name).sort()).toEqual([...names].sort());
  });

  test.each(cells.map((cell) => cell.id))('%s without bias has matrices only', (cell) => {
    const model = buildModel(specification({ cell, bias: false }));
    expect(model.parameters.every((p) => p.kind === 'matrix')).toBe(true);
    expect(model.parameters.length).toBeGreaterThan(0);
  });

  test.each(cells.map((cell) => cell.id))('%s: each lies behind the one before', (cell) => {
    const model = buildModel(specification({ cell }));
    let end = 0;
    for (const parameter of model.parameters) {
      expect(parameter.offset).toBe(end);
      end += parameter.rows * parameter.columns;
    }
    expect(model.parameterCount).toBe(end);
  });

  test('a matrix has the size of its owner by the size of its source', () => {
    const model = buildModel(specification({}));
    expect(parameterOf(model, 'W_xh')).toMatchObject({ rows: 3, columns: 2 });
    expect(parameterOf(model, 'W_hy')).toMatchObject({ rows: 4, columns: 3 });
    expect(parameterOf(model, 'b_h')).toMatchObject({ rows: 3, columns: 1 });
    expect(sizeOf(model, 'prediction')).toBe(4);
  });
});

describe('edges', () => {
  test('the hidden state of a vanilla cell reaches its own logits and the next pre-activation', () => {
    const model = buildModel(specification({}));
    expect(edgesFrom(model, 'h', 'now').map((e) => e.to)).toEqual(['logits']);
    expect(edgesFrom(model, 'h', 'before').map((e) => e.to)).toEqual(['a']);
  });

  test('the cell state of an LSTM has two roads: its own next value, and its hidden state', () => {
    const model = buildModel(specification({ cell: 'lstm' }));
    expect(edgesFrom(model, 'c', 'before').map((e) => e.to)).toEqual(['c']);
    expect(edgesFrom(model, 'c', 'now').map((e) => e.to)).toEqual(['h']);
  });

  test.each(cells.map((cell) => cell.id))(
    '%s: every source is declared earlier, an input or a state',
    (id) => {
      const model = buildModel(specification({ cell: id }));
      const known = new Set(['x']);
      for (const quantity of model.quantities) {
        for (const edge of model.edges.filter((e) => e.to === quantity.name)) {
          const { quantity: name, at } = edge.from;
          if (at === 'now') expect(known).toContain(name);
          else expect(model.cell.states).toContain(name);
        }
        known.add(quantity.name);
      }
    },
  );
});
