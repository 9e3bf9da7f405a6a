// What a spreadsheet may not carry out, and what it must read as a number.

import papa from 'papaparse';
import { expect, test } from 'vitest';
import { formulaLike } from './table-rows.ts';

const written = (text: string): string => papa.unparse([[text]], { escapeFormulae: formulaLike });

test.each([
  '=HYPERLINK("a")',
  '@SUM(A1)',
  '+cmd',
  '-1+cmd',
  '+1+HYPERLINK(1)',
  '-.1+SUM(A1)',
  '-cmd|a',
  '\t=1',
])('%j is words', (text) => {
  expect(written(text).replace(/^"/, '')).toMatch(/^'/);
});

test.each(['-0.25', '-5.88e-4', '+1', '-.5', '-∞', '1.5e-7', 'L4', 'cat'])(
  '%j stays as it is',
  (text) => {
    expect(written(text)).toBe(text);
  },
);
