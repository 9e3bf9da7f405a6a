// Each mistake in an experiment is told by its own code, at its exact path, in one readable sentence.

import { describe, expect, it } from 'vitest';
import { hostileTexts } from '#testing/hostile-texts.ts';
import { absent, edited, presetDocument, weightsDocument } from '#testing/loose-document.ts';
import { describeFault } from '#words/describe-fault.ts';
import { createTranslate } from '#words/translate.ts';
import { parseExperiment, readExperiment } from './parse-experiment.ts';

type Row = readonly [
  mistake: string,
  edits: Readonly<Record<string, unknown>>,
  code: string,
  path: string,
  values?: Readonly<Record<string, string | number>>,
];

const first = 'data.sequences[0]';
const zeros = [0, 0, 0];
const state = 'training.optimizerState';

/** Adam, and what a file says that it remembers. */
function withState(changes: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return {
    'training.optimizer': { kind: 'adam', learningRate: 0.1 },
    [state]: { updates: 1, kept: {}, ...changes },
  };
}

/** In the sentiment preset. */
const sentiment: readonly Row[] = [
  ['another format', { format: 'unrolled/trace' }, 'format', 'format'],
  ['no format', { format: absent }, 'format', 'format'],
  ['no version', { version: absent }, 'version', 'version'],
  ['a newer one', { version: 2 }, 'version-newer', 'version', { actual: '2', known: 1 }],
  [
    'a misspelt field',
    { 'model.hidenSize': 3 },
    'unknown-field',
    'model.hidenSize',
    { likely: 'hiddenSize' },
  ],
  ['a field of Object', { 'model.constructor': 1 }, 'unknown-field', 'model.constructor'],
  ['a missing field', { 'model.head': absent }, 'missing', 'model.head'],
  ['a cell in capitals', { 'model.cell': 'LSTM' }, 'choice', 'model.cell', { likely: 'lstm' }],
  [
    'a text for a number',
    { 'model.hiddenSize': '3' },
    'type',
    'model.hiddenSize',
    { expected: 'number', actual: 'string' },
  ],
  ['half a unit', { 'model.hiddenSize': 2.5 }, 'integer', 'model.hiddenSize', { actual: '2.5' }],
  ['no unit', { 'model.hiddenSize': 0 }, 'below-minimum', 'model.hiddenSize', { min: '1' }],
  ['a billion units', { 'model.hiddenSize': 1e9 }, 'above-maximum', 'model.hiddenSize'],
  ['tanh for an LSTM', { 'model.cell': 'lstm' }, 'no-activation', 'model.activation'],
  ['no activation', { 'model.activation': 'complement' }, 'choice', 'model.activation'],
  ['no weights, no seed', { initialization: absent }, 'parameters-missing', ''],
  ['both', { parameters: {} }, 'parameters-twice', ''],
  ['a scheme in short', { 'initialization.scheme': 'xavier' }, 'choice', 'initialization.scheme'],
  ['a negative seed', { 'initialization.seed': -1 }, 'below-minimum', 'initialization.seed'],
  [
    'a gain that draws infinite weights',
    { initialization: { scheme: 'normal', seed: 1, gain: 1.7e308 } },
    'drawn-infinite',
    'initialization.gain',
    { actual: '1.7e+308' },
  ],
  [
    'a spectral radius that does',
    { initialization: { scheme: 'uniform', seed: 5, spectralRadius: 1.7e308 } },
    'drawn-infinite',
    'initialization.spectralRadius',
  ],
  ['a state of another cell', { initialState: { c: zeros } }, 'unknown-field', 'initialState.c'],
  [
    'a state in a sequence',
    { 'data.sequences.0.initialState': { h: zeros } },
    'unknown-field',
    `${first}.initialState`,
  ],
  ['a short state', { initialState: { h: [0] } }, 'length', 'initialState.h'],
  [
    'a word too many',
    { 'data.vocabulary': ['cat', 'mat', 'rat', 'dog'] },
    'vocabulary-size',
    'data.vocabulary',
  ],
  ['a word twice', { 'data.vocabulary.2': 'cat' }, 'repeated', 'data.vocabulary[2]'],
  ['an empty word', { 'data.vocabulary.2': '' }, 'empty', 'data.vocabulary[2]'],
  ['one label', { 'data.labels': ['good'] }, 'labels-size', 'data.labels'],
  [
    'an unknown word',
    { 'data.sequences.0.tokens.1': 'mad' },
    'token',
    `${first}.tokens[1]`,
    { token: '"mad"', likely: 'mat' },
  ],
  ['no vocabulary', { 'data.vocabulary': absent }, 'vocabulary-missing', `${first}.tokens`],
  ['tokens and inputs', { 'data.sequences.0.inputs': [zeros] }, 'tokens-twice', first],
  ['neither', { 'data.sequences.0.tokens': absent }, 'tokens-missing', first],
  [
    'a narrow input',
    { 'data.sequences.0': { inputs: [[1]], targets: [1] } },
    'length',
    `${first}.inputs[0]`,
  ],
  ['no sequence', { 'data.sequences': [] }, 'empty', 'data.sequences'],
  ['no step', { 'data.sequences.0.tokens': [] }, 'empty', `${first}.tokens`],
  [
    'too few targets',
    { 'data.sequences.0.targets': [1] },
    'targets-length',
    `${first}.targets`,
    { actual: 1, expected: 3 },
  ],
  ['no target', { 'data.sequences.0.targets.2': null }, 'no-target', `${first}.targets`],
  ['half a target', { 'data.sequences.0.targets.2': 0.5 }, 'target-binary', `${first}.targets[2]`],
  ['a label', { 'data.sequences.0.targets.2': 'good' }, 'target-binary', `${first}.targets[2]`],
  [
    'one number for two outputs',
    { 'model.outputSize': 2 },
    'type',
    `${first}.targets[2]`,
    { expected: 'list', actual: 'number' },
  ],
  [
    'an optimizer in capitals',
    { 'training.optimizer.kind': 'Adam' },
    'choice',
    'training.optimizer.kind',
    { likely: 'adam' },
  ],
  ['a list for an optimizer', { 'training.optimizer': [] }, 'type', 'training.optimizer'],
  ['no optimizer', { 'training.optimizer.kind': absent }, 'missing', 'training.optimizer.kind'],
  [
    'a setting of another optimizer',
    { 'training.optimizer.kind': 'adam' },
    'unknown-field',
    'training.optimizer.momentum',
  ],
  [
    'a momentum of 1',
    { 'training.optimizer.momentum': 1 },
    'not-below',
    'training.optimizer.momentum',
    { actual: '1', max: '1' },
  ],
  [
    'NaN as a rate',
    { 'training.optimizer.learningRate': Number.NaN },
    'type',
    'training.optimizer.learningRate',
  ],
  ['no updates before', withState({ updates: 0 }), 'below-minimum', `${state}.updates`],
  [
    'a memory of SGD without momentum',
    { 'training.optimizerState': { updates: 1, kept: {} } },
    'no-optimizer-state',
    state,
    { optimizer: 'sgd' },
  ],
  [
    'a memory by another name',
    withState({ kept: { n: {} } }),
    'unknown-field',
    `${state}.kept.n`,
    { allowed: 'm, v' },
  ],
  ['half a memory', withState({ kept: {} }), 'missing', `${state}.kept.m`],
  ['a list for a memory', withState({ kept: { m: [] } }), 'type', `${state}.kept.m`],
  [
    'a memory of a part',
    withState({ kept: { m: { W_xh: [[0]] } } }),
    'length',
    `${state}.kept.m.W_xh`,
  ],
  [
    'a memory of no parameter',
    withState({ kept: { m: { W: [[0]] } } }),
    'unknown-field',
    `${state}.kept.m.W`,
  ],
  ['a clip to 0', { 'training.clip': { kind: 'norm', max: 0 } }, 'not-above', 'training.clip.max'],
  ['a number for an object', { 'training.truncation': 5 }, 'type', 'training.truncation'],
  [
    'an unknown batch',
    { 'training.batchSize': 'al' },
    'choice',
    'training.batchSize',
    { likely: 'all', allowed: 'all, 1 … 100000' },
  ],
  ['too long a title', { title: 'a'.repeat(201) }, 'too-long', 'title', { actual: '201' }],
];

/** In a document with written weights. */
const weights: readonly Row[] = [
  [
    'a missing matrix',
    { 'parameters.W_hy': absent },
    'parameter-missing',
    'parameters.W_hy',
    { shape: '1 × 3' },
  ],
  [
    'a misnamed matrix',
    { 'parameters.W_hy': absent, 'parameters.W_yh': [zeros] },
    'unknown-field',
    'parameters.W_yh',
    { likely: 'W_hy' },
  ],
  ['a bias without biases', { 'parameters.b_h': zeros }, 'bias-off', 'parameters.b_h'],
  [
    'a short row',
    { 'parameters.W_xh.2': [0, 0] },
    'length',
    'parameters.W_xh[2]',
    { actual: 2, expected: 3 },
  ],
  [
    'a row too many',
    { 'parameters.W_hy': [zeros, zeros] },
    'length',
    'parameters.W_hy',
    { actual: 2, expected: 1 },
  ],
  ['a flat matrix', { 'parameters.W_hh': zeros }, 'type', 'parameters.W_hh[0]'],
  ['null in a matrix', { 'parameters.W_hh.1.2': null }, 'type', 'parameters.W_hh[1][2]'],
  ['infinity', { 'parameters.W_hh.1.2': -Infinity }, 'finite', 'parameters.W_hh[1][2]'],
];

/** In the softmax preset, with three classes. */
const nlp: readonly Row[] = [
  [
    'a class too large',
    { 'data.sequences.0.targets.2': 3 },
    'target-class',
    `${first}.targets[2]`,
    { actual: '3', last: 2 },
  ],
  [
    'an unknown label',
    { 'data.sequences.0.targets.2': 'x' },
    'target-class',
    `${first}.targets[2]`,
  ],
  [
    'a huge run',
    {
      'model.hiddenSize': 512,
      'model.outputSize': 1024,
      'data.labels': absent,
      'data.sequences.0': { tokens: Array(5000).fill('I'), targets: Array(5000).fill(0) },
    },
    'run-too-large',
    'data.sequences',
  ],
  [
    'two long runs',
    {
      'model.hiddenSize': 512,
      'data.sequences.0': { tokens: Array(4000).fill('I'), targets: Array(4000).fill(0) },
      'data.sequences.1': { tokens: Array(4000).fill('I'), targets: Array(4000).fill(0) },
    },
    'work-too-large',
    'data.sequences',
  ],
];

const translate = createTranslate('en');

function expectFault(document: unknown, [, edits, code, path, values = {}]: Row): void {
  const mistaken = edited(document, edits);
  const result = parseExperiment(mistaken);
  expect(result).toMatchObject({ ok: false, fault: { code, path, values } });
  if (result.ok) return;
  const text = JSON.stringify(mistaken);
  expect(readExperiment(text)).toEqual(parseExperiment(JSON.parse(text)));
  const sentence = describeFault(result.fault, translate);
  expect(sentence).toContain(path);
  expect(sentence).toMatch(/^\S.*[.?]$/);
  expect(sentence).not.toMatch(/undefined|NaN|[{}]|Something could not/);
}

/** A list that counts how often an entry is asked for. */
function watchedList(length: number): { readonly list: unknown; looked(): number } {
  let looked = 0;
  const list = new Proxy(Array(length).fill(1), {
    get(target, key, receiver) {
      if (typeof key === 'string' && /^\d+$/.test(key)) looked += 1;
      return Reflect.get(target, key, receiver);
    },
  });
  return { list, looked: () => looked };
}

const named = (rows: readonly Row[]) => rows.map((row) => ({ mistake: row[0], row }));

describe('in the sentiment preset', () => {
  it.each(named(sentiment))('$mistake', ({ row }) => expectFault(presetDocument('sentiment'), row));
});

describe('in written weights', () => {
  it.each(named(weights))('$mistake', ({ row }) => expectFault(weightsDocument(), row));
});

describe('in the softmax preset', () => {
  it.each(named(nlp))('$mistake', ({ row }) => expectFault(presetDocument('nlp'), row));
});

it('a large gain that draws finite weights is let in', () => {
  const initialization = { scheme: 'xavier-uniform', seed: 1, gain: 1e307, spectralRadius: 1e306 };
  expect(parseExperiment(edited(presetDocument('sentiment'), { initialization })).ok).toBe(true);
});

describe('hostile documents', () => {
  it('__proto__ is an unknown field, and changes no prototype', () => {
    const text = JSON.stringify(presetDocument('nlp')).replace('{', '{"__proto__":{"evil":1},');
    const fault = { code: 'unknown-field', path: '__proto__' };
    expect(parseExperiment(JSON.parse(text))).toMatchObject({ ok: false, fault });
    expect('evil' in {}).toBe(false);
  });

  it('__proto__ among the parameters too', () => {
    const text = JSON.stringify(weightsDocument()).replace('"W_xh"', '"__proto__":[],"W_xh"');
    const fault = { code: 'unknown-field', path: 'parameters.__proto__' };
    expect(parseExperiment(JSON.parse(text))).toMatchObject({ ok: false, fault });
  });

  it.each([
    'format',
    'version',
    'model.cell',
    'training.optimizer.kind',
    'data.sequences.0.targets.2',
  ])('a list or an object as %s is told in short, never read as a text', (path) => {
    const shown = (value: unknown) => {
      const result = parseExperiment(edited(presetDocument('nlp'), { [path]: value }));
      return result.ok ? null : result.fault.values.actual;
    };
    expect(shown({ toString: 1, valueOf: 1 })).toBe('{…}');
    expect(shown(Array(300).fill(7))).toBe('[…]');
    expect(shown([])).toBe('[]');
    expect(shown(2n)).toBe('2');
  });

  it('an unknown field is named in short', () => {
    const long = 'k'.repeat(5000);
    for (const path of [long, `model.${long}`, `parameters.${long}`]) {
      const result = parseExperiment(edited(weightsDocument(), { [path]: 1 }));
      expect(result).toMatchObject({ ok: false, fault: { code: 'unknown-field' } });
      expect(result.ok ? '' : result.fault.path).toMatch(/k{60}$/);
      expect(result.ok ? '' : result.fault.path.length).toBeLessThan(80);
    }
  });

  it('of a value of any origin, nesting and size are looked at first', () => {
    const faultWith = (edits: Readonly<Record<string, unknown>>) => {
      const result = parseExperiment(edited(presetDocument('sentiment'), edits));
      return result.ok ? null : result.fault;
    };
    const deep = faultWith({ title: [[[[[[[[[[[[[[]]]]]]]]]]]]]] });
    expect(deep).toEqual({ code: 'too-deep', path: '', values: { max: '12' } });
    const { looked, list } = watchedList(4_000_001);
    expect(faultWith({ 'data.labels': list })).toMatchObject({ code: 'too-many-values', path: '' });
    expect(looked()).toBe(0);
  });

  it('of a list that is too long no entry is looked at by the schema, of a wrong one the first', () => {
    for (const [length, code, most] of [
      [5001, 'too-long', 0],
      [5000, 'type', 1],
    ] as const) {
      const { looked, list } = watchedList(length);
      const sized = looked();
      const document = edited(presetDocument('sentiment'), { 'data.sequences.0.tokens': list });
      expect(parseExperiment(document)).toMatchObject({ ok: false, fault: { code } });
      // Once each by the count of values.
      expect(looked() - sized).toBeLessThanOrEqual(length + most);
    }
  });

  it.each(hostileTexts)('$name: refused at the first fault', ({ write, code, path }) => {
    const short = readExperiment(write(200_000));
    expect(short).toMatchObject({ ok: false, fault: { code, path } });
    if (!short.ok) expect(describeFault(short.fault, translate)).toMatch(/^\S.*[.?]$/);
  });

  it.each(
    hostileTexts.filter(
      ({ code, name }) => !['json', 'format'].includes(code) && name !== 'a long title',
    ),
  )('$name: nothing after the fault is read', ({ write, code, path }) => {
    // The rest is no JSON, which would be told instead.
    const spoilt = `${write(1_500_000).slice(0, 1_400_000)}\u0000`;
    expect(readExperiment(spoilt)).toMatchObject({ ok: false, fault: { code, path } });
  });

  it('long words and wrong ones are quoted in short, and a cut quotation is closed', () => {
    const words = ['a', 'b', 'c'].map((letter) => letter.repeat(99));
    const sentence = (token: string) => {
      const vocabulary = { 'data.vocabulary': words, 'data.sequences.0.tokens.0': token };
      const result = parseExperiment(edited(presetDocument('sentiment'), vocabulary));
      return result.ok ? '' : describeFault(result.fault, translate);
    };
    expect(sentence('x'.repeat(500))).toContain(`is "${'x'.repeat(60)}…", which`);
    expect(sentence(`${'x'.repeat(59)}🐈x`)).toContain(`is "${'x'.repeat(59)}…", which`);
    expect(sentence('"'.repeat(500)).length).toBeLessThan(400);
    const many = Array.from({ length: 20 }, (_, i) => `${i}`.repeat(50));
    const long = parseExperiment(
      edited(presetDocument('sentiment'), { 'data.vocabulary': many, 'model.inputSize': 20 }),
    );
    expect(long.ok ? 0 : describeFault(long.fault, translate).length).toBeLessThan(500);
    expect(long.ok ? '' : long.fault.code).toBe('token');
  });

  it('a circle is too deep', () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    expect(parseExperiment(circle)).toMatchObject({ ok: false, fault: { code: 'too-deep' } });
  });
});
