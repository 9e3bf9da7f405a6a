// What the inspector says of a thing: its rule, what it came from, what uses it.

import { describe, expect, it } from 'vitest';
import { present } from '#base/exhaustive.ts';
import { presetOf } from '#config/presets.ts';
import { runSequence } from '#engine/run.ts';
import { plain } from '#testing/plain-writing.ts';
import { explain } from './explain.ts';
import { createTranslate } from './translate.ts';

const { experiment } = present(presetOf('sentiment'), 'preset');
const trace = runSequence(experiment, 1);
const explained = (id: string) => explain(id, trace, createTranslate('en'), plain);

describe('explain', () => {
  it.each([
    ['a@2', 'a = W_xh·x + W_hh·h₋', 'From x₂ and h₁. Used by h₂.'],
    ['h@2', 'h = tanh(a)', 'From a₂. Used by a₃.'],
    ['h@3', 'h = tanh(a)', 'From a₃. Used by s₃.'],
    ['h@0', '', 'Used by a₁.'],
    ['prediction@3', 'ŷ = σ(s)', 'From s₃. Used by L₃.'],
    ['loss@3', '', 'From ŷ₃. Used by L.'],
    ['dL/da@2', '', 'From ∂L/∂h₂.'],
    ['dL/dh@3', '', 'From ∂⁺L₃/∂h₃.'],
    ['dL/dh@2', '', 'From ∂L>₂/∂h₂.'],
    ['dL/dW_hh@2', '∂L/∂a₂·h₁ᵀ', 'From ∂L/∂a₂ and h₁.'],
    ['dL/dW_hh', '∑ₜ ∂L/∂W_hh|ₜ', ''],
    ['W_hh', '', 'Shared: used at 3 steps.'],
    ['W_hy[1,2]', '', 'Shared: used at 1 step.'],
  ])('says where %s comes from', (id, rule, origin) => {
    expect(explained(id)).toMatchObject({ rule, origin });
  });

  it('knows the shape and the first numbers', () => {
    expect(explained('W_hh').shape).toBe('matrix of 3 rows and 3 columns');
    expect(explained('h@2[1]').shape).toBe('one number');
    expect(explained('h@2').value.split(', ')).toHaveLength(3);
  });

  it('says nothing of text that is no id', () => {
    expect(explained('nonsense')).toMatchObject({ name: 'nonsense', what: '', origin: '' });
  });
});
