// The numbers behind a quantity id, read from a trace: what graph, formula, table and inspector all show.

import { parameterOf, sizeOf } from '#model/model.ts';
import {
  type ParsedQuantity,
  parseQuantityId,
  type QuantityMeaning,
} from '#model/parse-quantity-id.ts';
import { type QuantityId, wholeOf } from '#model/quantity-id.ts';
import { knownValues } from '#trace/record/known-values.ts';
import { rowOf, type Trace } from '#trace/record/trace.ts';
import { chainGradient } from './chain-factors.ts';
import { contribution } from './contributions.ts';
import { jacobian } from './jacobian.ts';
import { optimizerNumbers } from './optimizer-numbers.ts';
import { pathContribution } from './paths.ts';
import { usedContribution, usedGradient, usedGradientAt } from './used-gradient.ts';

/** rows × columns numbers, row-major. A vector is one column, a scalar 1 × 1. */
export interface Numbers {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

/** Is it asked of the reader? */
export function isWithheld({ withheld }: Trace, id: QuantityId): boolean {
  return withheld?.has(wholeOf(id)) ?? false;
}

/**
 * The numbers of a quantity or of one entry; null where the run has not computed them (yet, or for an overflow),
 * where they are withheld, and for an id that is none of this model's.
 */
export function numbersOf(trace: Trace, id: QuantityId): Numbers | null {
  const parsed = parseQuantityId(trace.model, id);
  if (!parsed || isWithheld(trace, id)) return null;
  const whole = wholeNumbers(trace, parsed.meaning);
  return whole && entryOfNumbers(whole, parsed.entry);
}

/**
 * What the update uses of a gradient or a contribution; null where nothing is truncated, for a number that no parameter's
 * gradient is a product with, and where `numbersOf` is null.
 */
export function usedNumbersOf(trace: Trace, id: QuantityId): Numbers | null {
  const parsed = parseQuantityId(trace.model, id);
  if (!parsed || trace.truncated === null || numbersOf(trace, id) === null) return null;
  const whole = usedNumbers(trace, parsed.meaning);
  return whole && entryOfNumbers(whole, parsed.entry);
}

function usedNumbers(trace: Trace, meaning: QuantityMeaning): Numbers | null {
  switch (meaning.kind) {
    case 'parameter gradient':
      return flatPart(trace, usedGradient(trace), meaning.name);
    case 'contribution':
      return shaped(
        trace,
        meaning.name,
        usedContribution(trace, meaning.name, Number(meaning.step)),
      );
    case 'gradient': {
      const isUse = trace.model.parameters.some(({ owner }) => owner === meaning.name);
      return isUse ? vector(usedGradientAt(trace, meaning.name, Number(meaning.step))) : null;
    }
    default:
      return null;
  }
}

function entryOfNumbers(whole: Numbers, entry: ParsedQuantity['entry']): Numbers | null {
  if (!entry) return whole;
  const { row, column } = entry;
  if (row < 1 || row > whole.rows || column < 1 || column > whole.columns) return null;
  const at = (row - 1) * whole.columns + column - 1;
  return { rows: 1, columns: 1, data: whole.data.subarray(at, at + 1) };
}

function wholeNumbers(trace: Trace, meaning: QuantityMeaning): Numbers | null {
  switch (meaning.kind) {
    case 'value':
    case 'target':
    case 'loss':
      return forwardNumbers(trace, meaning);
    case 'gradient':
    case 'local':
    case 'carried':
    case 'jacobian':
    case 'contribution':
    case 'path':
    case 'chain':
      return backwardNumbers(trace, meaning);
    default:
      return totalNumbers(trace, meaning);
  }
}

type MeaningOf<K extends QuantityMeaning['kind']> = Extract<QuantityMeaning, { kind: K }>;

function forwardNumbers(
  trace: Trace,
  meaning: MeaningOf<'value' | 'target' | 'loss'>,
): Numbers | null {
  const { model } = trace;
  const t = meaning.step;
  if (typeof t !== 'number' || t < 0 || t > trace.steps) return null;
  if (meaning.kind === 'value' && t === 0) return vector(trace.initial[meaning.name]);
  const hasLoss = trace.lossSteps.includes(t);
  if (meaning.kind === 'target') {
    return hasLoss ? vector(rowOf(trace.targets, t, sizeOf(model, 'prediction'))) : null;
  }
  if (meaning.kind === 'loss') {
    return hasLoss && t <= trace.progress.forward ? scalar(trace.losses[t - 1]) : null;
  }
  const { name } = meaning;
  if (t > trace.progress.forward && !knownValues(trace, t).includes(name)) return null;
  const block = trace.values[name];
  return block && t > 0 ? vector(rowOf(block, t, sizeOf(model, name))) : null;
}

function backwardNumbers(
  trace: Trace,
  meaning: MeaningOf<
    'gradient' | 'local' | 'carried' | 'jacobian' | 'contribution' | 'path' | 'chain'
  >,
): Numbers | null {
  const { model } = trace;
  const { hiddenSize } = model.specification;
  const t = meaning.step;
  if (typeof t !== 'number' || t < 1 || t > trace.steps || t < trace.progress.backward) return null;
  switch (meaning.kind) {
    case 'gradient': {
      if (meaning.name === 'logits' && !trace.lossSteps.includes(t)) return null;
      const block = trace.gradients[meaning.name];
      return block ? vector(rowOf(block, t, sizeOf(model, meaning.name))) : null;
    }
    case 'local':
      return vector(rowOf(trace.local, t, hiddenSize));
    case 'carried': {
      const block = trace.carried[meaning.name];
      return block ? vector(rowOf(block, t, hiddenSize)) : null;
    }
    case 'jacobian': {
      const { to, from } = meaning;
      const known = [to, from].every((state) => model.cell.states.includes(state));
      if (!known || meaning.fromStep !== t - 1) return null;
      return { rows: hiddenSize, columns: hiddenSize, data: jacobian(trace, t, to, from) };
    }
    case 'contribution':
      return shaped(trace, meaning.name, contribution(trace, meaning.name, t));
    case 'path': {
      const { part, lossStep } = meaning;
      if (part === null || typeof lossStep !== 'number') return null;
      if (!trace.lossSteps.includes(lossStep) || lossStep < t) return null;
      return shaped(trace, part, pathContribution(trace, lossStep, t, part));
    }
    case 'chain':
      return meaning.lossStep > trace.steps ? null : scalar(chainGradient(trace, meaning));
  }
}

function totalNumbers(
  trace: Trace,
  meaning: MeaningOf<
    | 'parameter'
    | 'parameter gradient'
    | 'updated'
    | 'optimizer'
    | 'total loss'
    | 'loss after'
    | 'norm'
    | 'batch'
    | 'clipped'
    | 'truncated'
  >,
): Numbers | null {
  if (meaning.kind === 'parameter') return flatPart(trace, trace.parameters, meaning.name);
  const forwardDone = trace.progress.forward === trace.steps;
  const pass = trace.overflow?.pass;
  if (meaning.kind === 'total loss') {
    return forwardDone && pass !== 'forward' ? scalar(trace.loss) : null;
  }
  if (!trace.progress.complete || pass === 'forward' || pass === 'backward') return null;
  const { update } = trace;
  switch (meaning.kind) {
    case 'parameter gradient':
      return flatPart(trace, trace.gradient, meaning.name);
    case 'norm':
      return scalar(trace.gradientNorm);
    case 'truncated':
      return flatPart(trace, trace.truncated?.gradient, meaning.part);
    case 'batch':
      return flatPart(trace, update?.gradient, meaning.part);
    case 'clipped':
      return flatPart(trace, update?.clippedGradient, meaning.part);
    case 'updated':
      return flatPart(trace, update?.parameters, meaning.name);
    case 'optimizer': {
      const shape = parameterOf(trace.model, meaning.name);
      const numbers = optimizerNumbers(trace, shape, meaning.quantity, meaning.at);
      return numbers && shaped(trace, meaning.name, numbers);
    }
    case 'loss after':
      return scalar(update?.lossAfter);
  }
}

function scalar(value: number | undefined): Numbers | null {
  return value === undefined ? null : { rows: 1, columns: 1, data: Float64Array.of(value) };
}

function vector(data: Float64Array | undefined): Numbers | null {
  return data ? { rows: data.length, columns: 1, data } : null;
}

function shaped(trace: Trace, parameter: string, data: Float64Array): Numbers | null {
  const shape = trace.model.parameters.find((p) => p.name === parameter);
  return shape ? { rows: shape.rows, columns: shape.columns, data } : null;
}

/** A parameter's part of a buffer that is laid out like the parameters; the whole buffer where part is null. */
function flatPart(
  trace: Trace,
  flat: Float64Array | undefined,
  part: string | null,
): Numbers | null {
  if (!flat) return null;
  if (part === null) return vector(flat);
  const shape = trace.model.parameters.find((p) => p.name === part);
  if (!shape) return null;
  const end = shape.offset + shape.rows * shape.columns;
  return shaped(trace, part, flat.subarray(shape.offset, end));
}
