// What a quantity id speaks of, taken apart: the counterpart of quantity-id.ts.

import { type Model, sizeOf } from './model.ts';
import { ownNames } from './names.ts';
import { optimizers } from './optimizers/all.ts';
import {
  type ChainNode,
  entryOf,
  ownNameOf,
  type QuantityId,
  type StepMark,
  wholeOf,
} from './quantity-id.ts';

export type QuantityMeaning =
  | { readonly kind: 'value'; readonly name: string; readonly step: StepMark }
  | { readonly kind: 'target'; readonly step: StepMark }
  | { readonly kind: 'gradient'; readonly name: string; readonly step: StepMark }
  | { readonly kind: 'local'; readonly step: StepMark }
  | { readonly kind: 'carried'; readonly name: string; readonly step: StepMark }
  | {
      readonly kind: 'jacobian';
      readonly to: string;
      readonly step: StepMark;
      readonly from: string;
      readonly fromStep: StepMark;
    }
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'contribution'; readonly name: string; readonly step: StepMark }
  | { readonly kind: 'parameter gradient'; readonly name: string }
  | { readonly kind: 'updated'; readonly name: string }
  /** What an optimizer has for a parameter, by its own name (`m`), before the update or after it. */
  | {
      readonly kind: 'optimizer';
      readonly name: string;
      readonly quantity: string;
      readonly at: 'before' | 'after';
    }
  | { readonly kind: 'loss'; readonly step: StepMark }
  | { readonly kind: 'total loss' }
  | { readonly kind: 'loss after' }
  | { readonly kind: 'norm' }
  /** A gradient over all parameters, or its part for one of them (`clipped[W_hh]`). */
  | { readonly kind: 'batch'; readonly part: string | null }
  | { readonly kind: 'clipped'; readonly part: string | null }
  | { readonly kind: 'truncated'; readonly part: string | null }
  | {
      readonly kind: 'path';
      readonly lossStep: StepMark;
      readonly step: StepMark;
      readonly part: string | null;
    }
  | {
      readonly kind: 'chain';
      /** The step of the use, and of the loss: one node for each step between, both included. */
      readonly step: number;
      readonly lossStep: number;
      readonly nodes: readonly ChainNode[];
    };

export interface ParsedQuantity {
  readonly meaning: QuantityMeaning;
  /** Row and column (from 1) where the id names one entry. */
  readonly entry: { readonly row: number; readonly column: number } | null;
}

const marks: ReadonlyMap<string, 'total loss' | 'loss after' | 'norm'> = new Map([
  ['loss', 'total loss'],
  ["loss'", 'loss after'],
  ['norm', 'norm'],
]);

/** After the whole at most a parameter, then at most an entry: `path:3>1[W_hh]`, `W_hh[1,3]`. */
const bracketsPattern = /^[^[\]]+(?:\[[^\d[\],][^[\],]*\])?(?:\[\d+(?:,\d+)?\])?$/;

/** Takes an id apart; null for text that is no id of this model (a link may say anything). */
export function parseQuantityId(model: Model, id: QuantityId): ParsedQuantity | null {
  if (!bracketsPattern.test(id)) return null;
  const meaning = meaningOf(model, id);
  if (meaning === null || (partOf(id) !== null && !('part' in meaning))) return null;
  return { meaning, entry: entryOf(id) };
}

/** Is it a shared weight, whole or one entry? */
export function isParameterId(model: Model, id: QuantityId): boolean {
  return parseQuantityId(model, id)?.meaning.kind === 'parameter';
}

/** Is it given and not computed: a shared weight, a target, or a state before the first step? */
export function isGiven(model: Model, id: QuantityId): boolean {
  const meaning = parseQuantityId(model, id)?.meaning;
  if (meaning?.kind === 'value') {
    return meaning.step === 0 && model.cell.states.includes(meaning.name);
  }
  return meaning?.kind === 'parameter' || meaning?.kind === 'target';
}

function meaningOf(model: Model, id: QuantityId): QuantityMeaning | null {
  const whole = wholeOf(id);
  const mark = marks.get(whole);
  if (mark) return { kind: mark };
  return (
    chainMeaning(model, id) ??
    gradientMeaning(model, id) ??
    plainMeaning(model, whole) ??
    optimizerMeaning(model, whole)
  );
}

/** Nodes are units that the model has; the steps are not held against any run. */
function chainMeaning(model: Model, id: QuantityId): QuantityMeaning | null {
  const chain = /^chain:(\d{1,6}):([^:]+)$/.exec(id);
  if (!chain) return null;
  const nodes = (chain[2] ?? '').split(',').flatMap((text): readonly ChainNode[] => {
    const [, state = '', digits = ''] = /^([^/]+)\/(\d{1,6})$/.exec(text) ?? [];
    const unit = Number(digits);
    const exists = model.cell.states.includes(state) && unit >= 1 && unit <= sizeOf(model, state);
    return exists ? [{ state, unit }] : [];
  });
  const first = Number(chain[1]);
  if (first < 1 || nodes.length < (chain[2] ?? '').split(',').length) return null;
  return { kind: 'chain', step: first, lossStep: first + nodes.length - 1, nodes };
}

/** ids that begin with a d, and the gradients over all parameters. */
function gradientMeaning(model: Model, id: QuantityId): QuantityMeaning | null {
  const whole: string = wholeOf(id);
  const part = partOf(id);
  if (part !== null && !isParameter(model, part)) return null;
  if (whole === 'batch' || whole === 'clipped' || whole === 'truncated') {
    return { kind: whole, part };
  }
  const path = /^path:([^>@]+)>([^>@]+)$/.exec(whole);
  if (path) return { kind: 'path', lossStep: step(path[1]), step: step(path[2]), part };
  const jacobian = /^d([^@/]+)@([\w+-]+)\/d([^@/]+)@([\w+-]+)$/.exec(whole);
  if (jacobian) {
    const [, to = '', at, from = '', fromAt] = jacobian;
    if (!isQuantity(model, to) || !isQuantity(model, from)) return null;
    return { kind: 'jacobian', to, step: step(at), from, fromStep: step(fromAt) };
  }
  const gradient = /^dL\/d([^@/]+)(?:@([\w+-]+))?$/.exec(whole);
  if (!gradient) return null;
  const [, name = '', at] = gradient;
  if (isParameter(model, name)) {
    if (at === undefined) return { kind: 'parameter gradient', name };
    return { kind: 'contribution', name, step: step(at) };
  }
  return at !== undefined && isQuantity(model, name)
    ? { kind: 'gradient', name, step: step(at) }
    : null;
}

/** `W_hh:m'`: names that some optimizer has; whether this run's has them is not held against the id. */
function optimizerMeaning(model: Model, whole: string): QuantityMeaning | null {
  const [, owner = '', quantity = '', mark = ''] = /^([^@/]+):(\w+)('?)$/.exec(whole) ?? [];
  const parameter = plainMeaning(model, owner);
  if (parameter?.kind !== 'parameter') return null;
  const exists = optimizers.some((optimizer) =>
    optimizer.quantities.some((q) => q.name === quantity),
  );
  if (!exists) return null;
  return {
    kind: 'optimizer',
    name: parameter.name,
    quantity,
    at: mark === '' ? 'before' : 'after',
  };
}

function plainMeaning(model: Model, whole: string): QuantityMeaning | null {
  const parameter = ownNameOf(whole.endsWith("'") ? whole.slice(0, -1) : whole);
  if (parameter !== null && isParameter(model, parameter)) {
    return { kind: whole.endsWith("'") ? 'updated' : 'parameter', name: parameter };
  }
  const at = /^([^@/]+)@([\w+-]+)$/.exec(whole);
  if (!at) return null;
  const [, text = '', mark] = at;
  if (text === 'y') return { kind: 'target', step: step(mark) };
  if (text === 'local') return { kind: 'local', step: step(mark) };
  if (text === 'loss') return { kind: 'loss', step: step(mark) };
  const state = /^carried:(.+)$/.exec(text)?.[1];
  if (state !== undefined) {
    return model.cell.states.includes(state)
      ? { kind: 'carried', name: state, step: step(mark) }
      : null;
  }
  const name = ownNameOf(text);
  return name !== null && isQuantity(model, name)
    ? { kind: 'value', name, step: step(mark) }
    : null;
}

/** The parameter that a gradient over all of them is taken for. */
function partOf(id: QuantityId): string | null {
  return /\[([^\d\]][^\]]*)\]/.exec(id)?.[1] ?? null;
}

function isParameter(model: Model, name: string): boolean {
  return model.parameters.some((p) => p.name === name);
}

function isQuantity(model: Model, name: string): boolean {
  return (
    name === ownNames.input ||
    name === ownNames.prediction ||
    model.quantities.some((q) => q.name === name)
  );
}

function step(mark: string | undefined): StepMark {
  const text = mark ?? '';
  return /^\d+$/.test(text) ? Number(text) : text;
}
