// The beats of a run, rebuilt only when its shape changes: an edit of a number keeps the very same list.

import { present } from '#base/exhaustive.ts';
import { batchOf, type Experiment, lossStepsOf } from '#config/experiment.ts';
import { buildModel, type Model } from '#model/model.ts';
import type { Beat } from '#playback/beat.ts';
import { buildBeats } from '#playback/build-beats.ts';
import { type Reveals, revealsOf } from '#playback/reveal.ts';

export interface RunShape {
  readonly beats: readonly Beat[];
  readonly reveals: Reveals;
}

/** The shape of the run of one sequence (from 1). */
export type ShapeOf = (experiment: Experiment, sequence: number) => RunShape;

/** One that remembers its last answer. */
export function createShapeMemo(): ShapeOf {
  let lastKey = '';
  let last: RunShape | null = null;
  return (experiment, sequence) => {
    const model = buildModel(experiment.model);
    const key = shapeKey(experiment, model, sequence);
    if (last === null || key !== lastKey) {
      const beats = buildBeats(experiment, model, sequence);
      last = { beats, reveals: revealsOf(model, beats) };
      lastKey = key;
    }
    return last;
  };
}

/** Everything that buildBeats looks at. */
function shapeKey(experiment: Experiment, model: Model, number: number): string {
  const sequence = present(experiment.data.sequences[number - 1], `sequence ${number}`);
  const { clip, truncation, optimizer } = experiment.training;
  return JSON.stringify([
    model.cell.quantities.map((quantity) => quantity.name),
    model.cell.states,
    model.parameters.map((parameter) => parameter.name),
    sequence.targets.length,
    lossStepsOf(sequence),
    clip !== null,
    optimizer.kind,
    truncation !== null,
    batchOf(experiment, number).length > 1,
  ]);
}
