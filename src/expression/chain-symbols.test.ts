// A chain of units is written with a factor for each of its links.

import { expect, test } from 'vitest';
import { buildModel } from '#model/model.ts';
import { standard } from '#model/notation.ts';
import { chainId } from '#model/quantity-id.ts';
import { chainSymbols } from './chain-symbols.ts';
import { symbolTex, symbolText } from './symbol.ts';

const model = buildModel({
  cell: 'lstm',
  inputSize: 2,
  hiddenSize: 3,
  outputSize: 1,
  bias: true,
  head: 'linear',
  lossReduction: 'sum',
});
const nodes = [
  { state: 'c', unit: 2 },
  { state: 'c', unit: 2 },
  { state: 'h', unit: 1 },
];

test('units, links and ends by name', () => {
  const weight = { parameter: 'W_hf', place: [2, 3] };
  expect(chainSymbols({ notation: standard, marked: false }, weight, 1, nodes)).toEqual({
    units: ['c₁[2]', 'c₂[2]', 'h₃[1]'],
    start: '∂⁺c₁[2]/∂W_hf[2,3]',
    links: ['∂c₂[2]/∂c₁[2]', '∂h₃[1]/∂c₂[2]'],
    end: '∂⁺L₃/∂h₃[1]',
  });
});

test('the chain as a whole is written from the use to the loss, a long one by its ends', () => {
  const context = { model, notation: standard, lossCount: 1 };
  expect(symbolText(context, chainId(1, nodes))).toBe('c₁[2] → c₂[2] → h₃[1]');
  expect(symbolTex(context, chainId(1, nodes))).toBe('c_{1}[2]\\to c_{2}[2]\\to h_{3}[1]');
  const long = Array.from({ length: 9 }, () => ({ state: 'h', unit: 1 }));
  expect(symbolText(context, chainId(2, long))).toBe('h₂[1] → h₃[1] → h₄[1] → … → h₉[1] → h₁₀[1]');
});
