// From what the schema library found to a fault of ours.

import type * as v from 'valibot';
import type { Fault } from '#base/result.ts';
import { suggest } from './suggest.ts';

/** The message of an issue about a field that there is not. */
export const unknownField = 'unknown field';
/** The messages of issues about a value that should be an object, or a list. */
export const notAnObject = 'not an object';
export const notAList = 'not a list';

/** What kind of JSON value it is; the catalogue has a noun for each. */
export function kindOfValue(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  return typeof value;
}

/** Characters of a foreign text that a message repeats. */
const quotedLength = 60;

/** A value as a message may quote it: short, never what is in a list or an object. Any value may come. */
export function quote(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : '[…]';
  if (typeof value === 'object' && value !== null) return '{…}';
  return typeof value === 'string' ? JSON.stringify(cut(value)) : cut(String(value));
}

/** A foreign text of at most so many characters, and a mark where it goes on. */
export function cut(text: string, most: number = quotedLength): string {
  if (text.length <= most) return text;
  // Not between the two halves of a character.
  return `${text.slice(0, most).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** The path of an issue as JavaScript writes it: `data.sequences[0].tokens[2]`, counted from 0; long names are cut. */
export function pathOf(keys: readonly unknown[]): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`;
    const name = String(key).slice(0, quotedLength);
    return path === '' ? name : `${path}.${name}`;
  }, '');
}

export function faultOfIssue(issue: v.BaseIssue<unknown>): Fault {
  const path = pathOf((issue.path ?? []).map((item) => item.key));
  const { code, values } = reasonOf(issue);
  return { code, path, values };
}

/** A fault, wherever it is. */
export type Reason = Pick<Fault, 'code' | 'values'>;

export function reasonOf(issue: v.BaseIssue<unknown>): Reason {
  const { input } = issue;
  if (issue.message === unknownField) {
    return unknownFieldReason(issue.received, (issue.expected ?? '').split('|'));
  }
  if (issue.type === 'object' && issue.received === 'undefined') {
    return { code: 'missing', values: {} };
  }
  if (issue.message === notAnObject) return typeReason('object', kindOfValue(input));
  if (issue.message === notAList) return typeReason('list', kindOfValue(input));
  const bound = 'requirement' in issue ? Number(issue.requirement) : Number.NaN;
  switch (issue.type) {
    case 'picklist':
      return choiceReason(input, (issue.expected ?? '').replace(/[()"]/g, '').split(' | '));
    case 'literal':
      return choiceReason(input, issue.message.split(', '));
    case 'finite':
      return { code: 'finite', values: {} };
    case 'integer':
      return { code: 'integer', values: { actual: quote(input) } };
    case 'min_value':
      return { code: 'below-minimum', values: { actual: quote(input), min: String(bound) } };
    case 'max_value':
      return { code: 'above-maximum', values: { actual: quote(input), max: String(bound) } };
    case 'gt_value':
      return { code: 'not-above', values: { actual: quote(input), min: String(bound) } };
    case 'lt_value':
      return { code: 'not-below', values: { actual: quote(input), max: String(bound) } };
    case 'min_length':
      return { code: 'empty', values: {} };
    case 'max_length':
      return { code: 'too-long', values: { actual: issue.received, max: String(bound) } };
    default:
      return typeReason(issue.type, kindOfValue(input));
  }
}

/** `expected` and `actual` are kinds of values. */
export function typeReason(expected: string, actual: string): Reason {
  return { code: 'type', values: { expected, actual } };
}

export function unknownFieldReason(name: string, allowed: readonly string[]): Reason {
  const values = { likely: suggest(name, allowed), allowed: allowed.join(', ') };
  return { code: 'unknown-field', values };
}

function choiceReason(input: unknown, allowed: readonly string[]): Reason {
  const likely = typeof input === 'string' ? suggest(input, allowed) : '';
  return { code: 'choice', values: { actual: quote(input), likely, allowed: allowed.join(', ') } };
}
