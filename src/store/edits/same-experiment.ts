// When an edit has changed nothing: two experiments that every run computes the same from.

import { sameData } from '#base/same-data.ts';
import type { Experiment, Sequence } from '#config/experiment.ts';
import { inputsOf } from '#config/inputs.ts';
import { explicitParameters } from './parameters.ts';

/**
 * Do they say the same? Parameters count by their numbers, drawn or written, and words as the vectors they stand for.
 */
export function sameExperiment(a: Experiment, b: Experiment): boolean {
  if (a === b) return true;
  const { parameters: _a, initialization: drawA, data: dataA, ...restA } = a;
  const { parameters: _b, initialization: drawB, data: dataB, ...restB } = b;
  return (
    sameData(restA, restB) &&
    sameSequences(a, b) &&
    sameData({ ...dataA, sequences: null }, { ...dataB, sequences: null }) &&
    sameParameters(a, b, sameData(drawA, drawB))
  );
}

function sameParameters(a: Experiment, b: Experiment, sameDraw: boolean): boolean {
  if (a.initialization && b.initialization) return sameDraw;
  return sameData(explicitParameters(a), explicitParameters(b));
}

function sameSequences(a: Experiment, b: Experiment): boolean {
  const [ofA, ofB] = [a.data.sequences, b.data.sequences];
  return ofA.length === ofB.length && ofA.every((own, i) => sameSequence([a, own], [b, ofB[i]]));
}

type Placed = readonly [Experiment, Sequence | undefined];

function sameSequence([a, ofA]: Placed, [b, ofB]: Placed): boolean {
  if (sameData(ofA, ofB)) return true;
  if (!ofA || !ofB || !sameData(ofA.targets, ofB.targets)) return false;
  // Edits turn words into numbers; the same words stay words.
  if (ofA.tokens && ofB.tokens) return false;
  const [inputsA, inputsB] = [inputsOf(a, ofA), inputsOf(b, ofB)];
  return inputsA.every((value, i) => value === inputsB[i]);
}
