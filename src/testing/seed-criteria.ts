// What makes a seed of the first example worth looking at: criteria that a test holds, and that `find-seed.ts` searches by.

import { formatCell } from '#base/format.ts';
import { normOf } from '#base/norm.ts';
import type { Experiment } from '#config/experiment.ts';
import { runSequence } from '#engine/run.ts';
import { parameterOf } from '#model/model.ts';
import { standard } from '#model/notation.ts';
import { buildBeats } from '#playback/build-beats.ts';
import { contributionEntry } from '#trace/derived/contributions.ts';
import { gradientAt, sourceValue } from '#trace/record/source-value.ts';
import type { Trace } from '#trace/record/trace.ts';
import { sentenceOf } from '#words/sentence.ts';
import type { Translate } from '#words/translate.ts';

/** The weight that is looked at first: the one chosen where nobody has chosen. */
const offered = { parameter: 'W_hh', row: 1, column: 1 } as const;
/** A path with a smaller part of the largest is too short a bar to look at. */
const leastPath = 0.15;
/** Five presses of an arrow key move the loss in its third digit. */
const leastGradient = 0.1;
/** What is left of the gradient at the first step: it falls, and is still there. */
const leastKept = 0.1;
const saturated = 0.85;

/** The experiment with another seed. */
export function withSeed(experiment: Experiment, seed: number): Experiment {
  const { scheme, gain } = experiment.initialization ?? { scheme: 'xavier-uniform', gain: 1 };
  return { ...experiment, initialization: { scheme, seed, gain } };
}

/** In words, every criterion that the runs of all sequences miss; the quick ones first, and the sentences only where those are met. */
export function faultsOf(experiment: Experiment, translate: Translate): readonly string[] {
  const traces = experiment.data.sequences.map((_, i) => runSequence(experiment, i + 1));
  const [first] = traces;
  if (!first) return ['no sequence'];
  const quick = [...traces.flatMap(rightAlready), ...shapeFaults(first), ...pathFaults(first)];
  if (quick.length > 0) return quick;
  return [
    ...traces.flatMap(nodeFaults),
    ...traces.flatMap((trace) => wordFaults(trace, translate)),
  ];
}

/** A review that the net gets right from the start leaves nothing to learn. */
function rightAlready(trace: Trace): string[] {
  const t = trace.steps;
  const prediction = sourceValue(trace, { quantity: 'prediction', at: 'now' }, t)[0] ?? 0;
  const target = trace.targets[t - 1] ?? 0;
  return prediction > 0.5 === target > 0.5 ? [`review ${trace.sequence} is right already`] : [];
}

/** Going back the gradient falls and does not vanish; one unit is saturated; states have both signs. */
function shapeFaults(trace: Trace): string[] {
  const norms = [1, 2, 3].map((t) => normOf(gradientAt(trace, 'h', t)));
  const [one = 0, two = 0, three = 0] = norms;
  const falls = one < two && two < three && one > leastKept * three;
  const states = trace.values.h ?? new Float64Array(0);
  const isSaturated = states.some((h) => Math.abs(h) > saturated);
  return [
    ...(falls ? [] : ['the gradient does not fall, or vanishes']),
    ...(isSaturated ? [] : ['no unit is saturated']),
    ...(states.some((h) => h < 0) && states.some((h) => h > 0) ? [] : ['states of one sign']),
  ];
}

/** The uses of the offered weight; that at t = 1 meets h₀ = 0. */
function pathFaults(trace: Trace): string[] {
  const { parameter, row, column } = offered;
  const shape = parameterOf(trace.model, parameter);
  const place = (row - 1) * shape.columns + column - 1;
  const sizes = [2, 3].map((t) => Math.abs(contributionEntry(trace, parameter, t, place)));
  const gradient = Math.abs(trace.gradient[shape.offset + place] ?? 0);
  const isThin = Math.min(...sizes) < leastPath * Math.max(...sizes);
  return [
    ...(isThin ? ['a path of the offered weight is too small to see'] : []),
    ...(gradient < leastGradient ? ['the offered weight hardly matters'] : []),
  ];
}

/** No number at a node looks like the gradient below it. */
function nodeFaults(trace: Trace): string[] {
  return Object.keys(trace.gradients).flatMap((quantity) =>
    Array.from({ length: trace.steps }, (_, i) => i + 1).flatMap((t) => {
      if (quantity === 'logits' && !trace.lossSteps.includes(t)) return [];
      const values = sourceValue(trace, { quantity, at: 'now' }, t);
      const looksLike = gradientAt(trace, quantity, t).some(
        (gradient, unit) => unsigned(gradient) === unsigned(values[unit] ?? 0),
      );
      return looksLike ? [`${quantity} at t = ${t} looks like its gradient`] : [];
    }),
  );
}

function unsigned(value: number): string {
  return formatCell(Math.abs(value));
}

/** No two numbers of a sentence are the same, whatever their signs; but what zero is taken from stays as it is. */
function wordFaults(trace: Trace, translate: Translate): string[] {
  return buildBeats(trace.experiment, trace.model, trace.sequence).flatMap((beat) => {
    const { sentence, detail = '' } = sentenceOf(trace, beat, translate, {
      notation: standard,
      marked: false,
    });
    const numbers = `${sentence} ${detail}`.replace(/ − 0 = \S+/, '').match(/\d*\.\d+/g) ?? [];
    return new Set(numbers).size < numbers.length ? [`twice the same number: ${sentence}`] : [];
  });
}
