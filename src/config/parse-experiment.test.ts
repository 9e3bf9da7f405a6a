// The border for experiments: what it lets in, with which defaults, and what each mistake is told as.

import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { present } from '#base/exhaustive.ts';
import { edited, presetDocument, weightsDocument } from '#testing/loose-document.ts';
import { smallExperiments } from '#testing/small-experiments.ts';
import { parseExperiment, readExperiment } from './parse-experiment.ts';
import { presetOf } from './presets.ts';
import { writeExperiment } from './write-experiment.ts';

const references = new URL('../testing/reference/', import.meta.url);

describe('parseExperiment', () => {
  it.each(readdirSync(references))('lets in %s, and fills in the defaults', (file) => {
    const { experiment } = JSON.parse(readFileSync(new URL(file, references), 'utf8'));
    const result = parseExperiment(experiment);
    expect(result).toMatchObject({ ok: true, value: { training: { truncation: null } } });
    if (result.ok) expect(result.value.parameters).toEqual(experiment.parameters);
  });

  it('fills in the defaults of a minimal document', () => {
    const minimal = {
      format: 'unrolled/experiment',
      version: 1,
      model: { cell: 'rnn', inputSize: 1, hiddenSize: 2, outputSize: 1, head: 'linear' },
      initialization: { scheme: 'orthogonal', seed: 3 },
      data: { sequences: [{ inputs: [[1]], targets: [0.5] }] },
    };
    expect(parseExperiment(minimal)).toEqual({
      ok: true,
      value: {
        title: '',
        model: { ...minimal.model, activation: 'tanh', bias: true, lossReduction: 'sum' },
        initialization: { scheme: 'orthogonal', seed: 3, gain: 1 },
        data: minimal.data,
        training: {
          optimizer: { kind: 'sgd', learningRate: 0.1, momentum: 0 },
          clip: null,
          truncation: null,
          batchSize: 'all',
          epochs: 20,
        },
      },
    });
  });

  it('fills in each optimizer’s own settings, as PyTorch has them', () => {
    const optimizer = (settings: object) => {
      const document = edited(presetDocument('sentiment'), { 'training.optimizer': settings });
      const result = parseExperiment(document);
      return result.ok && result.value.training.optimizer;
    };
    const defaults = [
      { kind: 'sgd', learningRate: 0.001, momentum: 0 },
      { kind: 'adam', learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
      { kind: 'rmsprop', learningRate: 0.01, alpha: 0.99, epsilon: 1e-8 },
      { kind: 'adagrad', learningRate: 0.01, epsilon: 1e-10 },
    ];
    for (const all of defaults) {
      expect(optimizer({ kind: all.kind })).toEqual(all);
      const own = { kind: all.kind, learningRate: 0.25 };
      expect(optimizer(own)).toEqual({ ...all, ...own });
    }
  });

  it('shares nothing with what came in', () => {
    const matrix = [
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
    ];
    const targets = [null, null, 1];
    const document = edited(weightsDocument(), {
      'parameters.W_hh': matrix,
      'data.sequences.0.targets': targets,
    });
    const result = parseExperiment(document);
    matrix[0]?.fill(99);
    targets.fill(0);
    expect(result.ok && result.value.parameters?.W_hh?.[0]).toEqual([1, 2, 3]);
    expect(result.ok && result.value.data.sequences[0]?.targets).toEqual([null, null, 1]);
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(smallExperiments, fc.string({ maxLength: 50 }), (experiment, title) => {
        const named = { ...experiment, title };
        const once = readExperiment(writeExperiment(named));
        expect(once).toMatchObject({ ok: true, value: { title, data: named.data } });
        if (!once.ok) return;
        expect(readExperiment(writeExperiment(once.value))).toEqual(once);
      }),
    );
  });

  it('keeps every bit of a number, −0 too', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        const document = edited(weightsDocument(), { 'parameters.W_hh.1.2': number });
        const result = parseExperiment(document);
        const again = result.ok && readExperiment(writeExperiment(result.value));
        expect(again !== false && again.ok && again.value.parameters?.W_hh?.[1]).toEqual([
          0.1,
          0.2,
          number,
        ]);
      }),
    );
  });

  it('never throws, whatever comes in', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (anything) => {
        expect(parseExperiment(anything).ok).toBe(false);
        expect(parseExperiment(edited(presetDocument('nlp'), { data: anything })).ok).toBe(false);
      }),
    );
  });
});

describe('readExperiment', () => {
  it('says where a text stops being JSON', () => {
    const result = readExperiment('{\n  "format": "unrolled/experiment",\n  oops\n}');
    expect(result).toEqual({
      ok: false,
      fault: { code: 'json', path: '', values: { line: 3, column: 3 } },
    });
  });

  it('does not mind a byte order mark', () => {
    const text = writeExperiment(present(presetOf('nlp'), 'nlp').experiment);
    expect(readExperiment(`\uFEFF${text}`).ok).toBe(true);
  });

  it('refuses a text that is too long before reading it', () => {
    const result = readExperiment(' '.repeat(20_000_001));
    expect(result).toMatchObject({ ok: false, fault: { code: 'text-too-long' } });
  });

  it('reads no number beyond float64', () => {
    const text = JSON.stringify(presetDocument('nlp')).replace('0.001', '1e999');
    expect(readExperiment(text)).toMatchObject({ ok: false, fault: { code: 'finite' } });
  });
});
