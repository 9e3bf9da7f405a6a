// Letters in a file: each mistake by its code, at its path, in a sentence.

import { expect, it } from 'vitest';
import { edited, presetDocument } from '#testing/loose-document.ts';
import { describeFault } from '#words/describe-fault.ts';
import { createTranslateInNode } from '#words/translate-in-node.ts';
import { parseExperiment } from './parse-experiment.ts';
import { writeExperiment } from './write-experiment.ts';

const say = createTranslateInNode('en');
const document = presetDocument('sentiment');

it.each([
  ['d2i', 'choice', 'notation', { likely: 'd2l' }],
  [3, 'type', 'notation', {}],
  [{ step: 'above' }, 'choice', 'notation.step', {}],
  [
    { quantities: { logit: 'o' } },
    'unknown-field',
    'notation.quantities.logit',
    { likely: 'logits' },
  ],
  [{ parameters: { W_hh: 'Wh' } }, 'letter', 'notation.parameters.W_hh', { actual: '"Wh"' }],
  [
    { quantities: { h: 's' } },
    'letters-collide',
    'notation.quantities.h',
    { letter: 's', first: 'h', second: 'logits' },
  ],
  [
    { parameters: { W_xh: 'σ' } },
    'letter-taken',
    'notation.parameters.W_xh',
    { letter: 'σ', first: 'W_xh', sign: 'sigmoid' },
  ],
] as const)('refuses %j', (notation, code, path, values) => {
  const result = parseExperiment(edited(document, { notation }));
  expect(result).toMatchObject({ ok: false, fault: { code, path, values } });
  if (!result.ok) expect(describeFault(result.fault, say)).toContain(path);
});

it.each(['goodfellow', { vectors: 'rows', step: 'angle', quantities: { h: 'ψ' }, parameters: {} }])(
  'keeps %j in the file',
  (notation) => {
    const read = parseExperiment(edited(document, { notation }));
    expect(read).toMatchObject({ ok: true, value: { notation } });
    if (read.ok) expect(parseExperiment(JSON.parse(writeExperiment(read.value)))).toEqual(read);
  },
);
