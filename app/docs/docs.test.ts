// What is written for people outside is true: every example opens, every field and every setting is told, every link leads somewhere.

import { describe, expect, it } from 'vitest';
import { parseAddress } from '#config/address.ts';
import { readExperiment } from '#config/parse-experiment.ts';
import { presets } from '#config/presets.ts';
import { experimentSchema } from '#config/schema.ts';
import { writeExperiment } from '#config/write-experiment.ts';
import { runSequence } from '#engine/run.ts';
import { cells } from '#model/cells/all.ts';
import { buildModel } from '#model/model.ts';
import { optimizers } from '#model/optimizers/all.ts';
import { traceDocument } from '#trace/document/document.ts';

const texts = import.meta.glob<string>(['./**/*.md', './examples/*.json'], {
  query: '?raw',
  import: 'default',
  eager: true,
});
const read = (name: string): string => texts[`./${name}`] ?? '';
const pages = Object.keys(texts)
  .filter((path) => path.endsWith('.md'))
  .map((path) => path.slice(2));
const formats = read('formats.md');

/** An example as the program reads it. */
function opened(name: string) {
  const result = readExperiment(read(`examples/${name}`));
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.fault)}`);
  return result.value;
}

/** Names of all fields of a document; of lists those of their entries. */
function fieldsOf(value: unknown, open: ReadonlySet<string> = new Set()): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((entry) => fieldsOf(entry, open));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => [
    key,
    ...(open.has(key) ? [] : fieldsOf(entry, open)),
  ]);
}

describe('the examples', () => {
  it.each(['experiment.json', 'seeded.json'])(
    '%s opens, and says the same when it is saved',
    (name) => {
      const experiment = opened(name);
      const again = readExperiment(writeExperiment(experiment));
      expect(again).toEqual({ ok: true, value: experiment });
    },
  );

  it('the trace is that of the first experiment', () => {
    const trace = traceDocument(runSequence(opened('experiment.json'), 1), {});
    expect(JSON.parse(JSON.stringify(trace))).toEqual(JSON.parse(read('examples/trace.json')));
  });
});

describe('formats.md', () => {
  it('tells every field of an experiment', () => {
    const known = Object.keys(experimentSchema.pipe[2].entries);
    const used = fieldsOf(
      JSON.parse(writeExperiment(opened('experiment.json'))),
      new Set(['parameters']),
    );
    const all = [...known, ...used, ...fieldsOf(opened('seeded.json').initialization)];
    for (const field of new Set(all)) expect(formats, field).toContain(field);
  });

  it('tells every field of a trace', () => {
    const open = new Set(['experiment', 'values', 'contributions', 'jacobians', 'gradients']);
    for (const field of new Set(fieldsOf(JSON.parse(read('examples/trace.json')), open))) {
      expect(formats, field).toContain(`${field}`);
    }
  });

  it('tells every parameter of every cell', () => {
    for (const { id, activations } of cells) {
      const [activation = 'tanh'] = activations;
      const sizes = { inputSize: 1, hiddenSize: 1, outputSize: 1, bias: true } as const;
      const { parameters } = buildModel({
        cell: id,
        activation,
        ...sizes,
        head: 'linear',
        lossReduction: 'sum',
      });
      for (const { name } of parameters) {
        const ofGate = id === 'lstm' ? name.replace(/[ifgo]$/, 'g') : name;
        expect(formats, name).toContain(
          `\`${id === 'lstm' && name.startsWith('b_') && name !== 'b_y' ? 'b_g' : ofGate}\``,
        );
      }
    }
  });

  it('tells every setting of every optimizer with its default', () => {
    for (const { id, learningRate, settings } of optimizers) {
      const line = formats.split('\n').find((one) => one.startsWith(`| \`${id}\` |`)) ?? '';
      expect(line, id).toContain(`| ${learningRate} |`);
      for (const setting of settings) {
        expect(line, id).toContain(`\`${setting.name}\` ${setting.default}`);
      }
    }
  });

  it('tells every example, and every key of a link', () => {
    for (const { id } of presets) expect(formats).toContain(`\`${id}\``);
    const { packed, ...readable } = parseAddress('').state;
    expect(packed).toBeNull();
    for (const key of Object.keys(readable).filter((one) => one !== 'lesson')) {
      expect(formats).toContain(`\`${key}\``);
    }
  });
});

/** Pages beside the app, which the build has as they are. */
const examplePages = Object.keys(import.meta.glob('../../public/examples/*.html')).map((path) =>
  path.replace('../../public/', ''),
);

it.each(pages)('every link of %s leads to a file', (name) => {
  for (const [, target = ''] of read(name).matchAll(/\]\(([^)#]+)\)/g)) {
    if (target.startsWith('http')) continue;
    if (target.startsWith('../examples/')) expect(examplePages, target).toContain(target.slice(3));
    else expect(read(target), target).not.toBe('');
  }
});
