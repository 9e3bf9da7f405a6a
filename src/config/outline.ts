// What may stand where in a document, as far as that can be told without the rest of it: which fields, which kinds of
// values, how many entries. A long text is held against it before it is parsed (`scan-document.ts`).

import * as v from 'valibot';
import { kindOfValue, type Reason, reasonOf, typeReason } from './fault-of-issue.ts';

export type Kind = 'object' | 'list' | 'string' | 'number' | 'boolean' | 'null';

export interface Outline {
  /** The kinds that cannot stand there, and why. */
  readonly refused: Readonly<Partial<Record<Kind, Reason>>>;
  /** Entries of a list, fields of an object. */
  readonly most: number;
  readonly items?: Outline;
  /** The fields of an object, and no others. */
  readonly fields?: ReadonlyMap<string, Outline>;
  /** Fields of any name. */
  readonly others?: Outline;
}

/** Holds for every value. */
export const anything: Outline = { refused: {}, most: Number.POSITIVE_INFINITY };

const kinds = ['object', 'list', 'string', 'number', 'boolean', 'null'] as const;

function only(expected: string, accepted: readonly Kind[]): Outline['refused'] {
  const others = kinds.filter((kind) => !accepted.includes(kind));
  return Object.fromEntries(others.map((kind) => [kind, typeReason(expected, kind)]));
}

const number: Outline = { ...anything, refused: only('number', ['number']) };

/** Any value but a list or an object. */
export const single: Outline = {
  ...anything,
  refused: only('single', ['string', 'number', 'boolean', 'null']),
};

/** A list of at most so many numbers. */
export function numbers(most: number): Outline {
  return { refused: only('list', ['list']), most, items: number };
}

/** Numbers, or at most so many rows of numbers. */
export function numbersOrRows(rows: number, columns: number): Outline {
  const refused = only('number', ['number', 'list']);
  const items = { ...numbers(columns), refused };
  return { ...numbers(Math.max(rows, columns)), items };
}

/** A number, a text, null, or this list. */
export function singleOr(list: Outline): Outline {
  return { ...list, refused: only('number', ['number', 'string', 'null', 'list']) };
}

/** No object of the format has more fields. */
const mostFields = 64;

/** An object with fields of any name. */
export function named(others: Outline): Partial<Outline> {
  return { others, most: mostFields };
}

/** The same, where nothing else can stand. */
export function namedOnly(others: Outline): Outline {
  return { ...anything, refused: only('object', ['object']), ...named(others) };
}

/** What a schema is made of, as far as an outline follows from it. A pipe has the properties of its first part too. */
interface Part {
  readonly type: string;
  readonly entries?: Readonly<Record<string, v.GenericSchema>>;
  readonly item?: v.GenericSchema;
  readonly requirement?: unknown;
  readonly metadata?: { readonly outline?: Partial<Outline> };
}

type Structure = Part & { readonly wrapped?: v.GenericSchema; readonly pipe?: readonly Part[] };

function partsOf(schema: v.GenericSchema): readonly Part[] {
  const { wrapped, pipe }: Structure = schema;
  return wrapped ? partsOf(wrapped) : (pipe ?? [schema]);
}

/** The outline of a schema, from its parts, and from what it says to a sample of each kind. */
export function outlineOf(schema: v.GenericSchema): Outline {
  const parts = partsOf(schema);
  const given = parts.find((part) => part.metadata)?.metadata?.outline;
  const entries = parts.find((part) => part.entries)?.entries;
  const item = parts.find((part) => part.item)?.item;
  const most = parts.find((part) => part.type === 'max_length')?.requirement;
  const outline: Partial<Outline> = {
    ...(item && { items: outlineOf(item) }),
    ...(item && typeof most === 'number' && { most }),
    ...(entries && { fields: new Map(Object.entries(entries).map(([n, s]) => [n, outlineOf(s)])) }),
    ...given,
  };
  const open = (kind: Kind) =>
    kind === 'list' ? outline.items : (outline.fields ?? outline.others);
  const refused = kinds.flatMap((kind) => {
    if ((kind === 'list' || kind === 'object') && open(kind)) return [];
    const reason = reasonAgainst(schema, samples[kind]);
    return reason ? [[kind, reason]] : [];
  });
  return {
    ...anything,
    ...outline,
    refused: { ...Object.fromEntries(refused), ...given?.refused },
  };
}

/** A value of each kind. */
export const samples = {
  object: { '': '' },
  list: [''],
  string: 'text',
  number: 1,
  boolean: true,
  null: null,
} as const satisfies Record<Kind, unknown>;

/** Why no value of the sample's kind can stand there; undefined where one may. */
function reasonAgainst(schema: v.GenericSchema, sample: unknown): Reason | undefined {
  const issue = v.safeParse(schema, sample, { abortEarly: true }).issues?.[0];
  if (!issue) return undefined;
  const reason = reasonOf(issue);
  const kind = kindOfValue(sample);
  return kind === 'list' || kind === 'object' || reason.code === 'type' ? reason : undefined;
}
