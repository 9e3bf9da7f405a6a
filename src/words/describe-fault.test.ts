// Every fault that the program can tell has a sentence.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { describeFault } from './describe-fault.ts';
import { messagesOf } from './messages.ts';
import { createTranslate } from './translate.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The codes written in the sources: `failure('x', …)`, `fault('x', …)`, `faultOf('x')`, `failed('x')`, `{ code: 'x', … }`. */
function codesInSources(): ReadonlySet<string> {
  const codes = new Set<string>();
  for (const folder of ['src', 'app']) {
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      // What the page around a figure is told by host.js has its sentences there.
      if (!/\.tsx?$/.test(name) || /\.test\.|testing|embed.host\.ts/.test(name)) continue;
      const text = readFileSync(join(root, folder, name), 'utf8');
      const written = /(?:failure|fault|faultOf|failed)\(\s*'([\w-]+)'|\bcode: '([\w-]+)'/g;
      for (const [, called, field] of text.matchAll(written)) codes.add(called ?? field ?? '');
    }
  }
  return codes;
}

describe('describeFault', () => {
  const messages = Object.keys(messagesOf('en')).filter((id) => id.startsWith('fault.'));

  it('has a message for every code in the sources', () => {
    const codes = codesInSources();
    expect(codes.size).toBeGreaterThan(40);
    const missing = [...codes].filter((code) => !messages.includes(`fault.${code}`));
    expect(missing).toEqual([]);
  });

  it('says one sentence about each, with and without a place and values', () => {
    const translate = createTranslate('en');
    const values = { actual: 3, expected: 4, count: 2, line: 0, column: 0, likely: '', labels: '' };
    for (const id of messages) {
      for (const path of ['', 'model.hiddenSize']) {
        const sentence = describeFault({ code: id.slice(6), path, values }, translate);
        expect(sentence, id).toMatch(/^\S.*[.?:]$/);
      }
    }
  });

  it('names what is meant, only where something is', () => {
    const translate = createTranslate('en');
    const fault = (likely: string) => {
      const values = { likely, allowed: 'cell, head' };
      return describeFault({ code: 'unknown-field', path: 'model.haed', values }, translate);
    };
    expect(fault('head')).toBe(
      'There is no field model.haed; did you mean head? Allowed here: cell, head.',
    );
    expect(fault('')).toBe('There is no field model.haed. Allowed here: cell, head.');
  });

  it.each([
    ['parameters.W_hh[1]', 'parameters.W_hh[1] (row 2)'],
    ['parameters.W_hh[1][0]', 'parameters.W_hh[1][0] (row 2, column 1)'],
    ['parameters.b_h[2]', 'parameters.b_h[2] (entry 3)'],
    ['data.sequences[0].targets[1]', 'data.sequences[0].targets[1] (sequence 1, step 2)'],
    [
      'data.sequences[0].inputs[1][2]',
      'data.sequences[0].inputs[1][2] (sequence 1, step 2, entry 3)',
    ],
    ['model.hiddenSize', 'model.hiddenSize'],
  ])('says the place %s counted from 1', (path, place) => {
    const fault = { code: 'finite', path, values: {} };
    expect(describeFault(fault, createTranslate('en'))).toContain(`${place} is not`);
  });

  it('names an unknown fault by its code', () => {
    const sentence = describeFault(
      { code: 'moon', path: 'sky', values: {} },
      createTranslate('en'),
    );
    expect(sentence).toBe('Something could not be done (moon at sky).');
  });
});
