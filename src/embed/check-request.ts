// The border for requests: which there are, what each must hold, and one sentence for what is wrong.

import * as v from 'valibot';
import { failure, type Result, success } from '#base/result.ts';
import { parseAppearance } from '#config/appearance.ts';
import { suggest } from '#config/suggest.ts';
import type { RequestType, Wish } from './messages.ts';

/** A request whose fields have their types. */
export type Request = {
  [T in RequestType]: { readonly type: T; readonly wish: Wish<T> };
}[RequestType];

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const fromOne = v.pipe(v.number(), v.integer(), v.minValue(1));
const text = v.string();
/** `allowed`: what the sentence of a fault says may stand there. */
const nothing = v.object({});

const schemas = {
  load: v.pipe(
    v.object({
      experiment: v.optional(v.looseObject({})),
      preset: v.optional(text),
      lesson: v.optional(v.union([v.looseObject({}), text])),
      state: v.optional(text),
    }),
    v.check((wish) => Object.values(wish).filter((value) => value !== undefined).length === 1),
  ),
  getExperiment: nothing,
  getTrace: v.object({
    sequence: v.optional(fromOne),
    unitPaths: v.optional(
      v.union([
        text,
        v.object({
          parameter: text,
          row: fromOne,
          column: v.optional(fromOne),
          top: v.optional(v.pipe(fromOne, v.maxValue(1000))),
        }),
      ]),
    ),
  }),
  getState: nothing,
  setState: v.object({ state: text }),
  goTo: v.object({ beat: whole }),
  next: nothing,
  previous: nothing,
  play: nothing,
  pause: nothing,
  set: v.object({
    theme: v.optional(text),
    lang: v.optional(text),
    notation: v.optional(text),
    predict: v.optional(text),
    panels: v.optional(v.union([text, v.array(text)])),
    controls: v.optional(text),
  }),
  reveal: nothing,
  answer: v.object({ value: v.unknown() }),
  export: v.object({ kind: v.picklist(['svg', 'png', 'latex', 'numpy', 'pytorch']) }),
} satisfies Record<RequestType, v.GenericSchema>;

/** What may stand in each request, as the sentence of a fault says it. */
const forms: Readonly<Record<RequestType, string>> = {
  load: 'one of experiment (an object), preset (a name), lesson or state (the text after #)',
  getExperiment: '',
  getTrace: 'sequence (1, 2, …) and unitPaths ({ parameter, row, column, top }), or none of them',
  getState: '',
  setState: 'state (the text after #)',
  goTo: 'beat (0, 1, 2, …)',
  next: '',
  previous: '',
  play: '',
  pause: '',
  set: 'theme, lang, notation, predict, panels or controls, each as in the address',
  reveal: '',
  answer: 'value',
  export: 'kind (svg, png, latex, numpy or pytorch)',
};

const types = Object.keys(schemas) as readonly RequestType[];

/** Settings and other values are as in the address; further fields are passed over. */
export function checkRequest(
  type: string,
  data: Readonly<Record<string, unknown>>,
): Result<Request> {
  if (!isRequest(type)) {
    const values = {
      actual: type.slice(0, 60),
      likely: suggest(type, types),
      allowed: types.join(', '),
    };
    return failure('frame-request', '', values);
  }
  const read = v.safeParse(schemas[type], data, { abortEarly: true, abortPipeEarly: true });
  if (!read.success) return failure('frame-fields', type, { allowed: forms[type] });
  const request = { type, wish: read.output } as Request;
  return request.type === 'set' ? checkSettings(request) : success(request);
}

function isRequest(type: string): type is RequestType {
  return Object.hasOwn(schemas, type);
}

/** All of them are good, or none is taken. */
function checkSettings(request: Extract<Request, { type: 'set' }>): Result<Request> {
  const said = Object.entries(request.wish).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)] as [string, string]],
  );
  const { faults } = parseAppearance(String(new URLSearchParams(said)));
  const [fault] = faults;
  return fault ? { ok: false, fault } : success(request);
}
