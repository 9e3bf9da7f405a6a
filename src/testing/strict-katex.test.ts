// What the strict typesetter refuses.

import { expect, it } from 'vitest';
import { renderStrictly } from './strict-katex.ts';

it('draws what is well-formed', () => {
  expect(renderStrictly('\\frac{a_{1}}{\\sqrt{b}} = \\sum_{t=1}^{T} \\bar{x}^{2}_{t}')).toContain(
    '<math',
  );
});

it.each([
  ['an unknown command', '\\unknown', 'Undefined'],
  ['a letter outside mathematics', 'é', 'Accented'],
  ['an operator alone in an index, which becomes two children', 'c_{\\max}', '<msub> of 3'],
])('refuses %s', (_, tex, message) => {
  expect(() => renderStrictly(tex)).toThrow(message);
});
