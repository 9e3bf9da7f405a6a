// What lights up together.

import { describe, expect, it } from 'vitest';
import { chainId } from '#model/quantity-id.ts';
import { experimentOf, runOf } from '#testing/scene-runs.ts';
import { isLit, litBy } from './lighting.ts';

describe('lighting', () => {
  const { model } = runOf(experimentOf('rnn', 3, 3)).trace;

  it('joins a whole and its entries, but not two entries', () => {
    expect(isLit('h@2[1]', ['h@2'])).toBe(true);
    expect(isLit('h@2', ['h@2[1]'])).toBe(true);
    expect(isLit('h@2[1]', ['h@2[2]'])).toBe(false);
    expect(isLit('h@2', ['h@21'])).toBe(false);
    expect(isLit('batch[W_hh]', ['batch'])).toBe(true);
    expect(isLit('h@2[1]', ['h@2[1]', 'h@2[2]'])).toBe(true);
  });

  it('lights the way of a path from its loss to its use', () => {
    const lit = litBy('path:3>1', model);
    for (const id of ['loss@3', 'local@3', 'carried:h@2', 'carried:h@1', 'dL/dW_xh@1']) {
      expect(lit).toContain(id);
    }
    expect(lit).not.toContain('dL/dW_xh@2');
    expect(litBy(null, model)).toEqual([]);
    const ofOne = litBy('path:3>1', model, 'W_hh');
    expect(ofOne.filter((id) => id.startsWith('dL/dW') || id.startsWith('dL/db'))).toEqual([
      'dL/dW_hh@1',
    ]);
  });

  it('lights the units of a chain, the steps between them, its loss and its use', () => {
    const chain = chainId(2, [
      { state: 'h', unit: 3 },
      { state: 'h', unit: 1 },
    ]);
    const lit = litBy(chain, model, 'W_hh');
    for (const id of [chain, 'h@2[3]', 'h@3[1]', 'carried:h@2[3]', 'loss@3', 'dL/dW_hh@2']) {
      expect(lit).toContain(id);
    }
    expect(isLit('h@3[2]', lit)).toBe(false);
    expect(isLit('dh@3/dh@2[1,3]', lit)).toBe(true);
    expect(isLit('dh@3/dh@2[2,3]', lit)).toBe(false);
    expect(isLit('dh@3/dh@2', lit)).toBe(true);
    expect(lit).not.toContain('dL/dW_hh@1');
  });
});
