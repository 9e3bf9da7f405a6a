// The skeleton of an experiment file: which fields there are, their types, ranges and defaults.
// What depends on several fields (shapes, tokens, targets) is checked in check-*.ts, and left `unknown` here.

import * as v from 'valibot';
import { cells } from '#model/cells/all.ts';
import { heads } from '#model/heads/all.ts';
import type { HeadId } from '#model/model.ts';
import { type NotationChoice, notations, type OwnNotation } from '#model/notations.ts';
import { optimizers } from '#model/optimizers/all.ts';
import type { InitializationScheme, OptimizerSettings } from './experiment.ts';
import { notAList, notAnObject, unknownField } from './fault-of-issue.ts';
import { limits } from './limits.ts';
import {
  anything,
  named,
  namedOnly,
  numbers,
  numbersOrRows,
  type Outline,
  single,
  singleOr,
} from './outline.ts';

export const schemes = [
  'xavier-uniform',
  'xavier-normal',
  'he-uniform',
  'he-normal',
  'uniform',
  'normal',
  'orthogonal',
  'identity',
  'zeros',
] as const satisfies readonly InitializationScheme[];

/**
 * An object with exactly these fields; an unknown one is an issue of type `unknown_field` at its own path. Only the
 * first is told: there may be a million.
 */
function fields<const Entries extends v.ObjectEntries>(entries: Entries) {
  return v.pipe(
    plainObject,
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      const key = Object.keys(dataset.value).find((name) => !Object.hasOwn(entries, name));
      if (key === undefined) return;
      addIssue({
        label: unknownField,
        expected: Object.keys(entries).join('|'),
        received: key,
        message: unknownField,
        path: [{ type: 'object', origin: 'key', input: dataset.value, key, value: undefined }],
      });
    }),
    v.object(entries),
  );
}

const plainObject = v.custom<Record<string, unknown>>(
  (input) => typeof input === 'object' && input !== null && !Array.isArray(input),
  notAnObject,
);

const plainList = v.custom<unknown[]>(Array.isArray, notAList);

/** A list of 1 … `most` entries: its length is looked at before its entries are. */
function list<Item extends v.GenericSchema>(item: Item, most: number) {
  return v.pipe(plainList, v.minLength(1), v.maxLength(most), v.array(item));
}

/** A value whose content depends on the model, with what can be told of it before. */
function open<Schema extends v.GenericSchema>(schema: Schema, outline: Partial<Outline>) {
  return v.pipe(schema, v.metadata({ outline }));
}

const finite = v.pipe(v.number(), v.finite());
const integer = (min: number, max: number) =>
  v.pipe(v.number(), v.finite(), v.integer(), v.minValue(min), v.maxValue(max));
const atLeast = (min: number) => v.pipe(v.number(), v.finite(), v.minValue(min));
const above = (min: number) => v.pipe(v.number(), v.finite(), v.gtValue(min));
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(limits.nameLength));
const names = list(name, limits.names);

/** The message of an issue about a batch size that is a text: what may stand there. */
const batchSizes = `all, 1 … ${limits.batchSize}`;

const activations = [...new Set(cells.flatMap((cell) => cell.activations))];

const model = fields({
  cell: v.picklist(cells.map((cell) => cell.id)),
  activation: v.optional(v.picklist(activations)),
  inputSize: integer(1, limits.inputSize),
  hiddenSize: integer(1, limits.hiddenSize),
  outputSize: integer(1, limits.outputSize),
  bias: v.optional(v.boolean(), true),
  head: v.picklist(heads.map((head): HeadId => head.id)),
  lossReduction: v.optional(v.picklist(['sum', 'mean']), 'sum'),
});

const initialization = fields({
  scheme: v.picklist(schemes),
  seed: integer(0, limits.seed),
  gain: v.optional(finite, 1),
  spectralRadius: v.optional(atLeast(0)),
});

const sequence = fields({
  tokens: v.optional(list(v.string(), limits.steps)),
  inputs: v.optional(list(open(v.unknown(), numbers(limits.inputSize)), limits.steps)),
  targets: list(open(v.unknown(), singleOr(numbers(limits.outputSize))), limits.steps),
});

const data = fields({
  vocabulary: v.optional(names),
  labels: v.optional(names),
  sequences: list(sequence, limits.sequences),
});

/** Each optimizer has its own settings; an unknown kind is told by the schema of the kind alone. */
const optimizerSchema = v.lazy((input): v.GenericSchema<unknown, OptimizerSettings> => {
  const kinds = optimizers.map((o) => o.id);
  const kind = typeof input === 'object' && input !== null && 'kind' in input ? input.kind : null;
  const chosen = optimizers.find((o) => o.id === kind);
  if (!chosen) {
    return v.pipe(plainObject, v.object({ kind: v.picklist(kinds), learningRate: atLeast(0) }));
  }
  const settings = chosen.settings.map(({ name: setting, default: value, min, below }) => {
    const number = below === undefined ? atLeast(min) : v.pipe(atLeast(min), v.ltValue(below));
    return [setting, v.optional(number, value)] as const;
  });
  return fields({
    kind: v.picklist(kinds),
    learningRate: v.optional(atLeast(0), chosen.learningRate),
    ...Object.fromEntries(settings),
  });
});
const optimizer = open(optimizerSchema, named(single));

/** What is remembered for each parameter: which names and shapes, the optimizer and the model decide. */
const optimizerState = fields({
  updates: integer(1, limits.updates),
  kept: open(plainObject, named(namedOnly(numbersOrRows(limits.outputSize, limits.inputSize)))),
});

const training = fields({
  optimizer: v.optional(optimizer, { kind: 'sgd', learningRate: 0.1 }),
  optimizerState: v.optional(optimizerState),
  clip: v.optional(
    v.nullable(fields({ kind: v.picklist(['norm', 'value']), max: above(0) })),
    null,
  ),
  truncation: v.optional(
    v.nullable(
      fields({ kind: v.picklist(['window', 'chunk']), steps: integer(1, limits.truncationSteps) }),
    ),
    null,
  ),
  batchSize: v.optional(
    v.lazy(
      (input): v.GenericSchema<unknown, number | 'all'> =>
        typeof input === 'string' ? v.literal('all', batchSizes) : integer(1, limits.batchSize),
    ),
    'all',
  ),
  epochs: v.optional(integer(1, limits.epochs), 20),
});

const letters = open(plainObject, named(single));

/** The id of a preset, or letters of one's own. */
const notation = open(
  v.lazy(
    (input): v.GenericSchema<unknown, NotationChoice> =>
      typeof input === 'string'
        ? v.picklist(notations.map(({ id }) => id))
        : (ownNotation as v.GenericSchema<unknown, OwnNotation>),
  ),
  named({ ...anything, others: single }),
);

const ownNotation = fields({
  vectors: v.optional(v.picklist(['columns', 'rows'])),
  step: v.optional(v.picklist(['subscript', 'angle', 'bracket'])),
  quantities: v.optional(letters),
  parameters: v.optional(letters),
});

export const experimentSchema = fields({
  format: v.string(),
  version: v.number(),
  title: v.optional(v.pipe(v.string(), v.maxLength(limits.titleLength)), ''),
  notation: v.optional(notation),
  model,
  parameters: v.optional(
    open(plainObject, named(numbersOrRows(limits.outputSize, limits.inputSize))),
  ),
  initialization: v.optional(initialization),
  initialState: v.optional(open(plainObject, named(numbers(limits.hiddenSize)))),
  data,
  training: v.optional(training, {}),
});

/** A document with the right fields, before the checks across them. */
export type ExperimentDocument = v.InferOutput<typeof experimentSchema>;
