// Functions and their slopes in TeX.

import type { Expression } from '#model/expression.ts';
import type { Level } from './printed.ts';

export const functionTex: Readonly<
  Record<'tanh' | 'sigmoid' | 'relu' | 'softmax' | 'log', string>
> = {
  tanh: '\\tanh',
  sigmoid: '\\sigma',
  relu: '\\operatorname{relu}',
  softmax: '\\operatorname{softmax}',
  log: '\\log',
};

/** f′ in TeX and how tightly it holds together: tanh′ as 1 − h² where a quantity holds the value of tanh. */
export function slopeTex(
  { map }: Extract<Expression, { kind: 'slope' }>,
  at: string,
  value: { readonly tex: string; readonly squared: string } | null,
): readonly [string, Level] {
  switch (map) {
    case 'tanh':
      return [`1 - ${value === null ? `\\tanh^{2}(${at})` : value.squared}`, 2];
    case 'sigmoid':
      return value === null
        ? [`\\sigma'(${at})`, 0]
        : [`${value.tex} \\odot \\left(1 - ${value.tex}\\right)`, 1];
    case 'relu':
      return [`\\mathbf{1}\\!\\left[${at} > 0\\right]`, 0];
    case 'complement':
      return ['-1', 2];
    case 'identity':
      return ['1', 0];
  }
}
