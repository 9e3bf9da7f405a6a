// What is shown, as the `#` of the address says it: readable keys while they suffice.

import type { Fault } from '#base/result.ts';
import { addressFault, repeatedFault } from './appearance.ts';
import { limits } from './limits.ts';
import { parseQuery, writeQuery } from './query.ts';

/** Grows when an old program could misread a new address. */
const addressVersion = 1;

/** Everything that an address can say; null where it says nothing. */
export interface AddressState {
  readonly lesson: string | null;
  readonly preset: string | null;
  /** A seed in place of the preset's own. */
  readonly seed: number | null;
  /** From 1. */
  readonly sequence: number | null;
  /** As on the page: 1 is the first beat, 0 stands before it. */
  readonly beat: number | null;
  /** Id of the selected quantity. */
  readonly select: string | null;
  /** How deep the picture goes, and the lens beside it; names that the page knows. */
  readonly depth: string | null;
  readonly lens: string | null;
  /** A whole experiment, packed (deflate, base64url); `preset` then says what it was edited from. */
  readonly packed: string | null;
}

export const emptyAddress: AddressState = {
  lesson: null,
  preset: null,
  seed: null,
  sequence: null,
  beat: null,
  select: null,
  depth: null,
  lens: null,
  packed: null,
};

/** Letters, digits and hyphens: ids of presets and lessons. */
const namePattern = /^[a-z0-9-]{1,60}$/i;
/** What quantity ids are made of; a chain of single units names one a step. */
const quantityPattern =
  /^(?:[\p{Script=Latin}\p{Script=Greek}\w@/:>',[\]]{1,80}|chain:\d{1,6}:[\p{Script=Latin}\p{Script=Greek}\w/,]{1,400})$/u;
/** base64url, padded or not (RFC 4648, 5). */
const packedPattern = /^[\w-]+={0,2}$/;
const numberPattern = /^\d{1,16}$/;

/** What an address says, and what in it cannot be read: a fault's path is its key. */
export interface ParsedAddress {
  readonly state: AddressState;
  readonly faults: readonly Fault[];
}

/**
 * Reads the `#` text (with or without the `#`). Unknown keys are ignored; a value that cannot be read is null in the
 * state and told by a fault, which tells it from one that is not there; of a key that stands twice the first value
 * counts, with a fault; an address of a newer version says nothing but a fault `address-version`. Never throws.
 */
export function parseAddress(hash: string): ParsedAddress {
  const query = parseQuery(hash);
  const faults: Fault[] = [];
  const read = <T>(key: string, allowed: string, value: (text: string) => T | null): T | null => {
    const text = query.values.get(key);
    if (text === undefined) return null;
    const result = value(text);
    if (result === null) faults.push(addressFault(key, text, allowed));
    else if (query.repeated.has(key)) faults.push(repeatedFault(key, text));
    return result;
  };
  const matching = (pattern: RegExp) => (text: string) => (pattern.test(text) ? text : null);
  const whole = (min: number, max: number) => (text: string) => {
    const value = numberPattern.test(text) ? Number(text) : Number.NaN;
    return value >= min && value <= max ? value : null;
  };
  const version = read('v', String(addressVersion), whole(1, Number.MAX_SAFE_INTEGER));
  if (version !== null && version > addressVersion) {
    const values = { actual: version, known: addressVersion };
    return { state: emptyAddress, faults: [{ code: 'address-version', path: 'v', values }] };
  }
  const state: AddressState = {
    lesson: read('lesson', 'a–z 0–9 -', matching(namePattern)),
    preset: read('preset', 'a–z 0–9 -', matching(namePattern)),
    seed: read('seed', `0 … ${limits.seed}`, whole(0, limits.seed)),
    sequence: read('sequence', `1 … ${limits.sequences}`, whole(1, limits.sequences)),
    beat: read('beat', '0, 1, 2, …', whole(0, Number.MAX_SAFE_INTEGER)),
    select: read('select', 'h@2, W_hh[1,3], …', matching(quantityPattern)),
    depth: read('depth', 'a–z', matching(namePattern)),
    lens: read('lens', 'a–z', matching(namePattern)),
    packed: read('x', 'A–Z a–z 0–9 - _', matching(packedPattern)),
  };
  return { state, faults };
}

/** The `#` text without the `#`; empty where there is nothing to say. */
export function writeAddress(state: AddressState): string {
  const { packed, ...readable } = state;
  const said = Object.entries({ ...readable, x: packed }).flatMap(([key, value]) =>
    value === null ? [] : [[key, String(value)] as const],
  );
  return said.length === 0 ? '' : writeQuery([['v', String(addressVersion)], ...said]);
}
