// How the page looks and behaves, as the `?` of its address asks for.

import type { Fault } from '#base/result.ts';
import { notations } from '#model/notations.ts';
import { isPanelName, type PanelName, panelNames } from './panels.ts';
import { parseQuery } from './query.ts';

export interface Appearance {
  readonly view: 'studio' | 'embed' | 'present';
  readonly theme: 'auto' | 'light' | 'dark' | 'projector';
  /** A BCP 47 tag in its canonical form; null: the reader's own. */
  readonly lang: string | null;
  /** Id of a notation preset; null: what the experiment names. */
  readonly notation: string | null;
  readonly controls: 'full' | 'step' | 'none';
  /** The panels that are shown; null: those that the view shows by itself. */
  readonly panels: readonly PanelName[] | null;
  readonly motion: 'auto' | 'reduce';
  readonly predict: 'off' | 'on';
  readonly height: 'fixed' | 'auto';
  readonly keys: 'focus' | 'off';
  /** The one origin that may talk to the frame; null: any parent. */
  readonly origin: string | null;
  /** Who takes the keys beyond the first and the last step. */
  readonly deck: 'none' | 'reveal';
  /** How the height is told beside the event of our own. */
  readonly dialect: 'own' | 'lti' | 'embedly';
}

const notationIds = notations.map(({ id }) => id);

/** What a value may be, and what it means; undefined refuses it. */
interface Field<T> {
  readonly fallback: T;
  /** For the notice. */
  readonly allowed: string;
  read(text: string): T | undefined;
}

const fields: { readonly [K in keyof Appearance]: Field<Appearance[K]> } = {
  view: choice('studio', 'embed', 'present'),
  theme: choice('auto', 'light', 'dark', 'projector'),
  lang: { fallback: null, allowed: 'en, pt-BR, …', read: canonicalLanguage },
  notation: { fallback: null, allowed: notationIds.join(', '), read: notationId },
  controls: choice('full', 'step', 'none'),
  panels: { fallback: null, allowed: panelNames.join(', '), read: panelsOf },
  motion: choice('auto', 'reduce'),
  predict: choice('off', 'on'),
  height: choice('fixed', 'auto'),
  keys: choice('focus', 'off'),
  origin: { fallback: null, allowed: 'https://example.org', read: exactOrigin },
  deck: choice('none', 'reveal'),
  dialect: choice('own', 'lti', 'embedly'),
};

/**
 * Reads the `?` text (with or without the `?`). Unknown keys are ignored; a bad value falls back to the default,
 * with a fault; so does the second of two. Never throws.
 */
export function parseAppearance(search: string): {
  readonly appearance: Appearance;
  readonly faults: readonly Fault[];
} {
  const query = parseQuery(search);
  const faults: Fault[] = [];
  const read = <K extends keyof Appearance>(key: K): Appearance[K] => {
    const field: Field<Appearance[K]> = fields[key];
    const text = query.values.get(key);
    if (text === undefined) return field.fallback;
    const value = field.read(text);
    if (value === undefined) faults.push(addressFault(key, text, field.allowed));
    else if (query.repeated.has(key)) faults.push(repeatedFault(key, text));
    return value ?? field.fallback;
  };
  const appearance: Appearance = {
    view: read('view'),
    theme: read('theme'),
    lang: read('lang'),
    notation: read('notation'),
    controls: read('controls'),
    panels: read('panels'),
    motion: read('motion'),
    predict: read('predict'),
    height: read('height'),
    keys: read('keys'),
    origin: read('origin'),
    deck: read('deck'),
    dialect: read('dialect'),
  };
  return { appearance, faults };
}

/** Characters of a value that a message repeats. */
const quotedLength = 60;

/** A key of the address with a value that cannot be used. */
export function addressFault(key: string, actual: string, allowed: string): Fault {
  if (actual === '') return { code: 'address-empty', path: key, values: { allowed } };
  const values = { actual: actual.slice(0, quotedLength), allowed };
  return { code: 'address-value', path: key, values };
}

/** A key that the address gives more than once. */
export function repeatedFault(key: string, first: string): Fault {
  const values = { actual: first.slice(0, quotedLength) };
  return { code: 'address-repeated', path: key, values };
}

function choice<T extends string>(fallback: T, ...others: readonly T[]): Field<T> {
  const all = [fallback, ...others];
  return { fallback, allowed: all.join(', '), read: (text) => all.find((one) => one === text) };
}

function notationId(text: string): string | undefined {
  return notationIds.find((id) => id === text);
}

function canonicalLanguage(text: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(text)[0];
  } catch {
    return undefined;
  }
}

function panelsOf(text: string): readonly PanelName[] | undefined {
  const names = text.split(',').map((name) => name.trim());
  return names.every(isPanelName) ? [...new Set(names)] : undefined;
}

/** Scheme, host and port, and nothing after them. */
function exactOrigin(text: string): string | undefined {
  return /^https?:\/\/[a-z0-9.-]{1,253}(:\d{1,5})?$/.test(text) ? text : undefined;
}
