// A text held against an outline in one pass, before it is parsed: a file of megabytes is refused at its first fault,
// and nothing of it is kept. What passes is JSON, with known fields, in lists that are not too long.

import type { Fault } from '#base/result.ts';
import { pathOf, type Reason, unknownFieldReason } from './fault-of-issue.ts';
import { afterNumber, afterSpace, afterString, afterWord, lineAndColumn } from './json-token.ts';
import { limits } from './limits.ts';
import { anything, type Kind, type Outline, samples } from './outline.ts';

/** What a scan found. */
export interface Finding {
  /** The first fault in the order of the text; null where there is none. */
  readonly fault: Fault | null;
  /** Of a text that is an object and JSON as far as it was read: its fields of these names. null: not known. */
  readonly heading: Readonly<Record<string, unknown>> | null;
}

/**
 * Scans a text to its first fault. Fields of the heading that come later are looked for in the next million
 * characters: who opens a file of another kind is told that, and not which of its fields is unknown.
 */
export function scanDocument(text: string, outline: Outline, heading: readonly string[]): Finding {
  const scan = new Scan(text, heading);
  try {
    scan.document(outline);
  } catch (ended) {
    if (!(ended instanceof Ended)) throw ended;
    if (ended.fault) return { fault: ended.fault, heading: null };
  }
  return { fault: scan.first, heading: scan.heading && Object.fromEntries(scan.heading) };
}

/** Thrown to end a scan at any depth; `fault` goes before every other. */
class Ended {
  readonly fault: Fault | null;

  constructor(fault: Fault | null = null) {
    this.fault = fault;
  }
}

const searchedForHeading = 1_000_000;
/** Lists and objects in one another, where nothing is known of them. */
const searchedDepth = 500;

const comma = 44;
const colon = 58;
const quote = 34;
const closing = { object: 125, list: 93 } as const;

class Scan {
  first: Fault | null = null;
  heading: Map<string, unknown> | null = new Map();
  private at = 0;
  private searchedTo = Number.POSITIVE_INFINITY;
  private values = 0;
  private readonly path: (string | number)[] = [];
  private readonly text: string;
  private readonly headingNames: readonly string[];

  constructor(text: string, headingNames: readonly string[]) {
    this.text = text;
    this.headingNames = headingNames;
  }

  document(outline: Outline): void {
    this.value(outline);
    this.toNext();
    if (this.at < this.text.length) throw this.mistake();
  }

  private value(outline: Outline): void {
    this.toNext();
    const kind = kindAt(this.text, this.at);
    if (kind === null) throw this.mistake();
    this.values += 1;
    if (this.values > limits.values) throw new Ended(tooManyValues);
    const reason = outline.refused[kind];
    if (reason) this.refuse(reason);
    const known = reason ? anything : outline;
    if (kind === 'object') this.object(known);
    else if (kind === 'list') this.list(known);
    else this.move(afterSingle(this.text, this.at, kind));
  }

  private list(outline: Outline): void {
    const depth = this.path.length;
    this.entries(closing.list, (index) => {
      this.path.length = depth;
      if (index === outline.most) this.refuse(tooLong(outline.most));
      this.path[depth] = index;
      this.value(this.known(outline.items));
    });
    this.path.length = depth;
  }

  private object(outline: Outline): void {
    const depth = this.path.length;
    const seen = new Set<string>();
    this.entries(closing.object, (index) => {
      this.path.length = depth;
      if (index === outline.most) this.refuse(tooManyFields(outline.most));
      const name = this.name();
      this.path[depth] = name;
      if (this.first === null) this.checkName(name, outline, seen);
      this.toNext();
      const start = this.at + 1;
      if (this.text.charCodeAt(this.at) !== colon) throw this.mistake();
      this.at = start;
      this.value(this.known(outline.fields?.get(name) ?? outline.others));
      if (depth === 0) this.noteHeading(name, start);
    });
    this.path.length = depth;
  }

  /** What stands between a bracket and the one that closes it. */
  private entries(close: number, readEntry: (index: number) => void): void {
    this.at += 1;
    this.toNext();
    if (this.text.charCodeAt(this.at) === close) {
      this.at += 1;
      return;
    }
    for (let index = 0; ; index++) {
      if (this.first) this.assertWorthSearching();
      readEntry(index);
      this.toNext();
      const mark = this.text.charCodeAt(this.at);
      if (mark !== comma && mark !== close) throw this.mistake();
      this.at += 1;
      if (mark === close) return;
    }
  }

  /** The name of a field. */
  private name(): string {
    this.toNext();
    const start = this.at;
    if (this.text.charCodeAt(start) !== quote) throw this.mistake();
    this.move(afterString(this.text, start));
    const written = this.text.slice(start + 1, this.at - 1);
    return written.includes('\\') ? JSON.parse(`"${written}"`) : written;
  }

  private checkName(name: string, { fields }: Outline, seen: Set<string>): void {
    if (fields && !fields.has(name)) this.refuse(unknownFieldReason(name, [...fields.keys()]));
    if (seen.has(name)) this.refuse(repeatedField);
    seen.add(name);
  }

  private noteHeading(name: string, start: number): void {
    if (!this.headingNames.includes(name)) return;
    const kind = kindAt(this.text, afterSpace(this.text, start));
    const isOpen = kind === 'object' || kind === 'list';
    const value = isOpen ? samples[kind] : JSON.parse(this.text.slice(start, this.at));
    this.heading?.set(name, value);
    if (this.first) this.endWhereKnown();
  }

  /** After a fault nothing more is asked but what the heading says. */
  private known(outline: Outline | undefined): Outline {
    return this.first ? anything : (outline ?? anything);
  }

  private refuse(reason: Reason): void {
    if (this.first) return;
    this.first = { ...reason, path: pathOf(this.path) };
    this.searchedTo = this.at + searchedForHeading;
    this.endWhereKnown();
  }

  private endWhereKnown(): void {
    if (this.path.length === 0) this.giveUp();
    if (this.heading?.size === this.headingNames.length) throw new Ended();
  }

  private assertWorthSearching(): void {
    if (this.at > this.searchedTo || this.path.length > searchedDepth) this.giveUp();
  }

  private giveUp(): never {
    this.heading = null;
    throw new Ended();
  }

  private toNext(): void {
    this.at = afterSpace(this.text, this.at);
  }

  private move(end: number): void {
    if (end < 0) throw this.mistake();
    this.at = end;
  }

  /** Where the text stops being JSON. */
  private mistake(): Ended {
    return new Ended({ code: 'json', path: '', values: { ...lineAndColumn(this.text, this.at) } });
  }
}

/** Which kind of value begins there; null for none. */
function kindAt(text: string, at: number): Kind | null {
  const code = text.charCodeAt(at);
  if (code === minus || (code >= zero && code <= nine)) return 'number';
  return kindsByMark[text[at] ?? ''] ?? null;
}

const minus = 45;
const zero = 48;
const nine = 57;

const kindsByMark: Readonly<Record<string, Kind>> = {
  '{': 'object',
  '[': 'list',
  '"': 'string',
  t: 'boolean',
  f: 'boolean',
  n: 'null',
};

function afterSingle(text: string, at: number, kind: Kind): number {
  if (kind === 'string') return afterString(text, at);
  return kind === 'number' ? afterNumber(text, at) : afterWord(text, at);
}

const tooManyValues: Fault = {
  code: 'too-many-values',
  path: '',
  values: { max: String(limits.values) },
};
const repeatedField: Reason = { code: 'repeated-field', values: {} };

/** How many there are is not known: they are not counted to the end. */
function tooLong(most: number): Reason {
  return { code: 'too-long', values: { actual: 'more', max: String(most) } };
}

function tooManyFields(most: number): Reason {
  return { code: 'too-many-fields', values: { max: most } };
}
