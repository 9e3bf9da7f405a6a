// Formulas after the backward pass: the sum over time, the norm, truncation, the batch, clipping, the update.

import {
  apply,
  constant,
  difference,
  type Expression,
  maximum,
  minimum,
  multiply,
  norm,
  overTime,
  quantity,
  quotient,
  sum,
} from '#model/expression.ts';
import {
  batchGradientId,
  clippedGradientId,
  contributionId,
  gradientNormId,
  lossAfterId,
  parameterGradientId,
  partId,
  pathId,
  type QuantityId,
  totalLossId,
  truncatedGradientId,
} from '#model/quantity-id.ts';
import { reaches } from '#trace/derived/paths.ts';
import type { Trace } from '#trace/record/trace.ts';
import { type LineDraft, note } from './derivation.ts';
import { worked } from './drafts.ts';
import { limitsOf } from './forward-lines.ts';
import { optimizerLines } from './optimizer-lines.ts';

/** ∂L/∂W: the contributions of all its uses, added up. */
export function sumLines(trace: Trace, parameter: string): readonly LineDraft[] {
  const isOutput = trace.model.parameters.some((p) => p.name === parameter && p.owner === 'logits');
  const steps = isOutput ? trace.lossSteps : Array.from({ length: trace.steps }, (_, i) => i + 1);
  const terms = steps.map((t) => quantity(contributionId(parameter, t)));
  const series: Expression = {
    kind: 'series',
    ...limitsOf(steps, trace.steps),
    general: quantity(`${parameterGradientId(parameter)}@t`),
    terms,
  };
  const [only] = terms;
  const subject = parameterGradientId(parameter);
  if (trace.experiment.training.truncation && !isOutput) return usedSumLines(trace, parameter);
  if (terms.length === 1 && only) return worked(subject, { symbols: only });
  return worked(subject, { chain: series, symbols: overTime(terms) });
}

/** The sum that the update uses, and the gradient of the whole loss beside it. */
function usedSumLines(trace: Trace, parameter: string): readonly LineDraft[] {
  const subject = parameterGradientId(parameter);
  const whole = quantity(subject);
  return [
    ...keptPathLines(trace, parameter),
    { role: 'result', subject, left: whole, right: whole, mode: 'numbers' },
    note('usedOfWhole'),
  ];
}

/** ‖G‖ over all parameters together. */
export function normLines(trace: Trace): readonly LineDraft[] {
  const isCut = trace.experiment.training.truncation !== null;
  const gradientOf = (name: string): QuantityId =>
    isCut ? partId(truncatedGradientId, name) : parameterGradientId(name);
  const squares = trace.model.parameters.map((p) =>
    apply('square', norm(quantity(gradientOf(p.name)))),
  );
  const ofAll: Expression = { kind: 'sum', terms: squares, over: 'parameters' };
  if (isCut) {
    const [size, whole] = [norm(quantity(truncatedGradientId)), quantity(gradientNormId)];
    const symbols = apply('sqrt', ofAll);
    return [
      ...worked(truncatedGradientId, { left: size, symbols, result: size }),
      { role: 'result', subject: gradientNormId, left: whole, right: whole, mode: 'numbers' },
      note('usedOfWhole'),
    ];
  }
  return [...worked(gradientNormId, { symbols: apply('sqrt', ofAll) }), note('wholeGradient')];
}

/** The parameter that a formula over all of them shows as its example: the first recurrent one. */
function exampleOf(trace: Trace): string {
  const { parameters } = trace.model;
  const recurrent = parameters.find((p) => p.source?.at === 'before') ?? parameters[0];
  return recurrent?.name ?? '';
}

/** Longest run for which the kept paths are added up one by one. */
const PATHS_SHOWN = 12;

/** The gradient that truncation leaves. */
export function truncateLines(trace: Trace): readonly LineDraft[] {
  const { truncation } = trace.experiment.training;
  if (!truncation) return [];
  return [
    ...keptPathLines(trace, exampleOf(trace)),
    note('truncated', { steps: truncation.steps }),
  ];
}

/** What truncation leaves of the gradient of a parameter: the paths it keeps. */
function keptPathLines(trace: Trace, parameter: string): readonly LineDraft[] {
  const { truncation } = trace.experiment.training;
  if (!truncation) return [];
  const { kind, steps: k } = truncation;
  const subject = partId(truncatedGradientId, parameter);
  const pairs = trace.lossSteps.flatMap((lossStep) =>
    Array.from({ length: lossStep }, (_, i) => [lossStep, i + 1] as const),
  );
  const kept = pairs.filter(([lossStep, t]) => reaches(truncation, lossStep, t));
  const series: Expression = {
    kind: 'series',
    below:
      kind === 'window'
        ? `t \\le \\tau,\\ \\tau - t < ${k}`
        : `t \\le \\tau,\\ \\lceil t/${k}\\rceil = \\lceil \\tau/${k}\\rceil`,
    above: null,
    general: quantity(partId('path:\u03c4>t', parameter)),
    terms:
      trace.steps > PATHS_SHOWN
        ? []
        : kept.map(([l, t]) => quantity(partId(pathId(l, t), parameter))),
  };
  return worked(subject, { symbols: series });
}

/** The gradient of a parameter before clipping: of the batch, of the truncated paths, or of this sequence. */
function usedGradient(trace: Trace, parameter: string): QuantityId {
  if ((trace.update?.batch.length ?? 1) > 1) return partId(batchGradientId, parameter);
  if (trace.experiment.training.truncation) return partId(truncatedGradientId, parameter);
  return parameterGradientId(parameter);
}

/** ‖G‖ before clipping. */
function usedNorm(trace: Trace): Expression {
  if ((trace.update?.batch.length ?? 1) > 1) return norm(quantity(batchGradientId));
  if (trace.experiment.training.truncation) return norm(quantity(truncatedGradientId));
  return quantity(gradientNormId);
}

/** The mean over the batch. The other sequences' gradients are not recorded, so the formula names them only. */
export function batchLines(trace: Trace): readonly LineDraft[] {
  const count = trace.update?.batch.length ?? 1;
  const mean = multiply(constant(1 / count, `\\tfrac{1}{${count}}`), {
    kind: 'series',
    below: 'b=1',
    above: String(count),
    general: constant(Number.NaN, 'G^{(b)}'),
    terms: [],
  });
  const subject = batchGradientId;
  const size = norm(quantity(batchGradientId));
  return [
    { role: 'definition', subject, left: quantity(subject), right: mean, mode: 'symbols' },
    { role: 'result', subject, left: size, right: size, mode: 'numbers' },
    note('batchMean', { count }),
  ];
}

/** PyTorch's guard against dividing by zero (clip_grad_norm_). */
const CLIP_EPSILON = 1e-6;

export function clipLines(trace: Trace): readonly LineDraft[] {
  const { clip } = trace.experiment.training;
  if (!clip) return [];
  if (clip.kind === 'value') {
    const parameter = exampleOf(trace);
    const bounded = minimum(constant(clip.max), quantity(usedGradient(trace, parameter)));
    return worked(partId(clippedGradientId, parameter), {
      symbols: maximum(constant(-clip.max), bounded),
    });
  }
  const factor = trace.update?.clipFactor ?? 1;
  const letter = constant(factor, 'c');
  const under = sum(usedNorm(trace), constant(CLIP_EPSILON, '\\varepsilon'));
  const rule = minimum(constant(1), quotient(constant(clip.max, 'c_{\\text{max}}'), under));
  const size = norm(quantity(clippedGradientId));
  const subject = clippedGradientId;
  return [
    ...worked(subject, { left: letter, symbols: rule, result: letter }),
    ...worked(subject, { left: size, symbols: multiply(letter, usedNorm(trace)), result: size }),
    note(factor < 1 ? 'clipped' : 'notClipped'),
  ];
}

/** W after the update, by the rule of the optimizer. */
export function updateLines(trace: Trace, parameter: string): readonly LineDraft[] {
  const { clip } = trace.experiment.training;
  const gradient = clip ? partId(clippedGradientId, parameter) : usedGradient(trace, parameter);
  return optimizerLines(trace, parameter, gradient);
}

/** L with the new parameters, and by how much it has changed. */
export function lossAfterLines(trace: Trace): readonly LineDraft[] {
  const after = quantity(lossAfterId);
  const change = difference(after, quantity(totalLossId));
  const subject = lossAfterId;
  const value = constant((trace.update?.lossAfter ?? Number.NaN) - trace.loss);
  return [
    { role: 'result', subject, left: after, right: after, mode: 'numbers' },
    { role: 'numbers', subject, left: change, right: change, mode: 'numbers' },
    { role: 'result', subject, left: null, right: value, mode: 'numbers' },
  ];
}
