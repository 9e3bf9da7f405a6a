// Texts that a hostile or careless author opens as an experiment, in any size: each is refused at its first fault.

import { present } from '#base/exhaustive.ts';
import { presetOf } from '#config/presets.ts';
import { writeExperiment } from '#config/write-experiment.ts';

export interface HostileText {
  readonly name: string;
  /** Of about so many characters. */
  write(length: number): string;
  /** How it is refused, where it is shorter than a million characters. */
  readonly code: string;
  readonly path: string;
}

const sentiment = writeExperiment(present(presetOf('sentiment'), 'sentiment').experiment);

function splitAt(text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark) + mark.length;
  return [text.slice(0, at), text.slice(at)];
}

/** As often as it takes; the last one without its comma. */
function repeated(entry: string, length: number): string {
  return `${entry},`.repeat(Math.max(1, Math.floor(length / (entry.length + 1)))).slice(0, -1);
}

function counted(length: number, entryOf: (i: number) => string): string {
  const entries: string[] = [];
  for (let written = 0, i = 0; written < length; i++) {
    const entry = entryOf(i);
    entries.push(entry);
    written += entry.length + 1;
  }
  return entries.join(',');
}

/** The preset with this in place of the first value of a field. */
function withField(field: string, written: string): string {
  const [before, after] = splitAt(sentiment, `"${field}": `);
  const old = /^(?:\[[^\]]*\]|"[^"]*"|[^,\s}]+)/.exec(after)?.[0] ?? '';
  return before + written + after.slice(old.length);
}

/** One more field, in the object that begins with this one. */
function withFieldBefore(first: string, written: string): string {
  const at = sentiment.indexOf(`"${first}"`);
  return `${sentiment.slice(0, at)}${written},${sentiment.slice(at)}`;
}

const tokens = 'data.sequences[0].tokens';
const targets = 'data.sequences[0].targets';

export const hostileTexts: readonly HostileText[] = [
  { name: 'open brackets', write: (n) => '['.repeat(n), code: 'type', path: '' },
  { name: 'open braces', write: (n) => '{"a":'.repeat(n / 5), code: 'unknown-field', path: 'a' },
  { name: 'line breaks', write: (n) => '\n'.repeat(n), code: 'json', path: '' },
  {
    name: 'line breaks before a mistake',
    write: (n) => `${splitAt(sentiment, '"tokens": ')[0]}${'\n'.repeat(n)}oops`,
    code: 'json',
    path: '',
  },
  { name: 'an open text', write: (n) => `{"title": "${'a'.repeat(n)}`, code: 'json', path: '' },
  { name: 'one number', write: (n) => `{"title": ${'1'.repeat(n)}`, code: 'json', path: '' },
  {
    name: 'a long title',
    write: (n) => withField('title', `"${'\\u0041'.repeat(n / 6)}"`),
    code: 'too-long',
    path: 'title',
  },
  {
    name: 'numbers for tokens',
    write: (n) => withField('tokens', `[${repeated('1', n)}]`),
    code: 'type',
    path: `${tokens}[0]`,
  },
  {
    name: 'lists for tokens',
    write: (n) => withField('tokens', `[${repeated('[]', n)}]`),
    code: 'type',
    path: `${tokens}[0]`,
  },
  {
    name: 'tokens without end',
    write: (n) => withField('tokens', `[${repeated('"cat"', n)}]`),
    code: 'too-long',
    path: tokens,
  },
  {
    name: 'objects for targets',
    write: (n) => withField('targets', `[${repeated('{}', n)}]`),
    code: 'type',
    path: `${targets}[0]`,
  },
  {
    name: 'targets without end',
    write: (n) => withField('targets', `[${repeated('null', n)}]`),
    code: 'too-long',
    path: targets,
  },
  {
    name: 'words without end',
    write: (n) => withField('vocabulary', `[${counted(n, (i) => `"w${i}"`)}]`),
    code: 'too-long',
    path: 'data.vocabulary',
  },
  {
    name: 'texts for inputs',
    write: (n) => withFieldBefore('tokens', `"inputs": [[${repeated('"1"', n)}]]`),
    code: 'type',
    path: 'data.sequences[0].inputs[0][0]',
  },
  {
    name: 'sequences without end',
    write: (n) => withFieldBefore('vocabulary', `"sequences": [${repeated('{}', n)}]`),
    code: 'too-long',
    path: 'data.sequences',
  },
  {
    name: 'a list for a title',
    write: (n) => withField('title', `[${repeated('1', n)}]`),
    code: 'type',
    path: 'title',
  },
  {
    name: 'unknown fields',
    write: (n) =>
      withFieldBefore(
        'model',
        counted(n, (i) => `"a${i}": 1`),
      ),
    code: 'unknown-field',
    path: 'a0',
  },
  {
    name: 'unknown fields of another kind of file',
    write: (n) => `{${counted(n, (i) => `"a${i}": 1`)}}`,
    code: 'format',
    path: 'format',
  },
  {
    name: 'a field again and again',
    write: (n) => withFieldBefore('title', repeated('"title": ""', n)),
    code: 'repeated-field',
    path: 'title',
  },
  {
    name: 'settings without end',
    write: (n) =>
      withFieldBefore('data', `"training": {"optimizer": {${counted(n, (i) => `"b${i}": 1`)}}}`),
    code: 'too-many-fields',
    path: 'training.optimizer',
  },
  {
    name: 'weights without end',
    write: (n) => withFieldBefore('data', `"parameters": {"W_xh": [[${repeated('0.125', n)}]]}`),
    code: 'too-long',
    path: 'parameters.W_xh[0]',
  },
  {
    name: 'a list of rows without end',
    write: (n) => withFieldBefore('data', `"parameters": {"W_xh": [${repeated('[0]', n)}]}`),
    code: 'too-long',
    path: 'parameters.W_xh',
  },
  {
    name: 'parameters without end',
    write: (n) => withFieldBefore('data', `"parameters": {${counted(n, (i) => `"c${i}": [0]`)}}`),
    code: 'too-many-fields',
    path: 'parameters',
  },
];
