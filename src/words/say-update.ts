// What is said once the backward pass is over: sum, length, truncation, batch, clipping, update.

import { formatExact, formatNumber } from '#base/format.ts';
import { normOf } from '#base/norm.ts';
import { chosenOptimizer } from '#config/optimizer-state.ts';
import { enteredText } from '#expression/print-number.ts';
import { parameterOf } from '#model/model.ts';
import {
  gradientNormId,
  lossAfterId,
  parameterId,
  totalLossId,
  truncatedGradientId,
  updatedId,
} from '#model/quantity-id.ts';
import { shareUsedByParameter, usedContributionNorm } from '#trace/derived/used-gradient.ts';
import { listed, type Sayings, type Speaker, saying, shown } from './speaker.ts';

export function saySum(speaker: Speaker, parameter: string): Sayings {
  const { trace, symbol } = speaker;
  const isOutput = trace.model.parameters.some((p) => p.name === parameter && p.owner === 'logits');
  const steps = isOutput ? trace.lossSteps : Array.from({ length: trace.steps }, (_, i) => i + 1);
  const lengths = steps.map((t) => usedContributionNorm(trace, parameter, t));
  const largest = lengths.reduce((a, b) => Math.max(a, b), 0);
  const t = steps[lengths.indexOf(largest)] ?? 1;
  const uses = steps.map((step) => shareUsedByParameter(trace, parameter, step));
  const values = {
    parameter: symbol(parameterId(parameter)),
    count: steps.length,
    t,
    dropped: uses.filter((use) => use === 'dropped').length,
    parts: uses.filter((use) => use === 'part').length,
    entries: parameterOf(trace.model, parameter).rows * parameterOf(trace.model, parameter).columns,
  };
  if (steps.length === 1) return [saying('say.sum.one', values)];
  const most = saying(largest > 0 ? 'say.sum.most' : 'say.sum.none', values);
  if (values.parts > 0) return [saying('say.sum.parts', values), most];
  if (values.dropped > 0) return [saying('say.sum.dropped', values), most];
  return [saying(largest > 0 ? 'say.sum' : 'say.sum.zero', values), saying('say.sum.why', values)];
}

export function sayNorm(speaker: Speaker): Sayings {
  const [norm] = speaker.numbers(gradientNormId);
  if (speaker.trace.truncated) {
    const used = speaker.length(truncatedGradientId);
    return [saying('say.norm.truncated', { used, norm: shown(norm) })];
  }
  return [saying(norm === 0 ? 'say.norm.zero' : 'say.norm', { norm: shown(norm) })];
}

export function sayTruncate(speaker: Speaker): Sayings {
  const { trace } = speaker;
  const { truncation } = trace.experiment.training;
  const kept = speaker.numbers(truncatedGradientId);
  const whole = Array.from(trace.gradient);
  const missing = normOf(whole.map((value, i) => value - (kept[i] ?? 0)));
  const percent = trace.gradientNorm > 0 ? Math.round((100 * missing) / trace.gradientNorm) : 0;
  const values = { steps: truncation?.steps ?? 0, percent };
  const id = truncation?.kind === 'chunk' ? 'say.truncate.chunk' : 'say.truncate.window';
  return [saying(id, values), saying('say.truncate.difference', values)];
}

export function sayBatch(speaker: Speaker): Sayings {
  const { update } = speaker.trace;
  const count = update?.batch.length ?? 1;
  return [saying('say.batch', { count, norm: shown(update?.gradientNorm) })];
}

export function sayClip(speaker: Speaker): Sayings {
  const { update, experiment } = speaker.trace;
  const { clip } = experiment.training;
  const values = {
    max: enteredText(clip?.max ?? 0),
    norm: shown(update?.gradientNorm),
    after: shown(update?.clippedNorm),
    factor: shown(update?.clipFactor ?? undefined),
  };
  if (clip?.kind === 'value') {
    const beyond = update?.gradient.filter((value) => Math.abs(value) > clip.max).length ?? 0;
    const all = update?.gradient.length ?? 0;
    return [saying('say.clip.value', { ...values, beyond, all })];
  }
  return [saying((update?.clipFactor ?? 1) < 1 ? 'say.clip.norm' : 'say.clip.none', values)];
}

export function sayUpdate(speaker: Speaker, parameter: string): Sayings {
  const before = speaker.numbers(parameterId(parameter));
  const after = speaker.numbers(updatedId(parameter));
  const changes = after.map((value, i) => Math.abs(value - (before[i] ?? 0)));
  const largest = changes.length > 0 ? Math.max(...changes) : undefined;
  const { learningRate } = speaker.trace.experiment.training.optimizer;
  const { optimizer, graph } = chosenOptimizer(speaker.trace.experiment.training);
  const memory = graph.quantities
    .filter(({ name }) => graph.kept.includes(name))
    .map(({ role }) => speaker.say(`optimizer.role.${role}`));
  const count = speaker.trace.update?.count ?? 1;
  const values = {
    parameter: speaker.symbol(parameterId(parameter)),
    optimizer: optimizer.title,
    rate: enteredText(learningRate),
    change: shown(largest),
    memory: listed(speaker.say, memory),
    count,
  };
  if (largest === 0) return [saying('say.update.none', values)];
  if (memory.length === 0) return [saying('say.update', values)];
  const remark = saying(count === 1 ? 'say.update.first' : 'say.update.later', values);
  return [saying('say.update.remembering', values), remark];
}

/** Two losses with as many digits as it takes to tell them apart. */
function apart(before: number, after: number): { readonly before: string; readonly after: string } {
  for (let digits = 3; digits < MOST_DIGITS; digits++) {
    const texts = { before: formatNumber(before, digits), after: formatNumber(after, digits) };
    if (texts.before !== texts.after) return texts;
  }
  return { before: formatExact(before), after: formatExact(after) };
}

/** Beyond these, every digit is shown. */
const MOST_DIGITS = 9;

export function sayLossAfter(speaker: Speaker): Sayings {
  const { update } = speaker.trace;
  const before = speaker.numbers(totalLossId)[0] ?? Number.NaN;
  const after = speaker.numbers(lossAfterId)[0] ?? Number.NaN;
  const values = apart(before, after);
  const isBatch = (update?.batch.length ?? 1) > 1;
  if (after < before) return [saying('say.lossAfter.lower', values)];
  if (after === before) return [saying('say.lossAfter.same', values)];
  return [saying(isBatch ? 'say.lossAfter.higherInBatch' : 'say.lossAfter.higher', values)];
}
