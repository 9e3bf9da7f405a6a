// From the shape of a run to its beats. Depends on no number of the run, so an edit of a weight keeps every beat.

import { present } from '#base/exhaustive.ts';
import { batchOf, type Experiment, lossStepsOf } from '#config/experiment.ts';
import type { Model } from '#model/model.ts';
import {
  batchGradientId,
  carriedId,
  clippedGradientId,
  contributionId,
  gradientId,
  gradientNormId,
  jacobianId,
  localId,
  lossAfterId,
  lossId,
  parameterGradientId,
  type QuantityId,
  totalLossId,
  truncatedGradientId,
  updatedId,
  valueId,
} from '#model/quantity-id.ts';
import type { Beat, Operation, Phase } from './beat.ts';

interface Draft {
  readonly phase: Phase;
  readonly t: number | null;
  readonly operation: Operation;
  readonly reveals: readonly QuantityId[];
}

/** The beats of the run of one sequence (from 1) of an experiment. */
export function buildBeats(
  experiment: Experiment,
  model: Model,
  sequence: number,
): readonly Beat[] {
  const data = present(experiment.data.sequences[sequence - 1], `sequence ${sequence}`);
  const steps = data.targets.length;
  const lossSteps = lossStepsOf(data);
  const drafts = [
    ...range(1, steps).flatMap((t) => forwardBeats(model, t, lossSteps.includes(t))),
    ...lossBeats(lossSteps),
    ...range(1, steps)
      .reverse()
      .flatMap((t) => backwardBeats(model, t, lossSteps.includes(t))),
    ...sumBeats(experiment, model),
    ...updateBeats(experiment, model, batchOf(experiment, sequence).length),
  ];
  return numbered(drafts);
}

function forwardBeats(model: Model, t: number, hasLoss: boolean): readonly Draft[] {
  const compute = (quantity: string): Draft => ({
    phase: 'forward',
    t,
    operation: { kind: 'compute', quantity },
    reveals: [valueId(quantity, t)],
  });
  return [
    { phase: 'forward', t, operation: { kind: 'read' }, reveals: [valueId('x', t)] },
    ...model.cell.quantities.map((q) => compute(q.name)),
    ...(hasLoss ? [compute('logits'), compute('prediction')] : []),
  ];
}

function lossBeats(lossSteps: readonly number[]): readonly Draft[] {
  return [
    ...lossSteps.map((t): Draft => {
      return { phase: 'loss', t, operation: { kind: 'loss' }, reveals: [lossId(t)] };
    }),
    { phase: 'loss', t: null, operation: { kind: 'total loss' }, reveals: [totalLossId] },
  ];
}

/** Quantities of the cell other than its output, last computed first. */
function reversed(model: Model): readonly string[] {
  return model.cell.quantities
    .map((q) => q.name)
    .filter((name) => name !== model.cell.output)
    .reverse();
}

function backwardBeats(model: Model, t: number, hasLoss: boolean): readonly Draft[] {
  const draft = (operation: Operation, ...reveals: readonly QuantityId[]): Draft => ({
    phase: 'backward',
    t,
    operation,
    reveals,
  });
  const into = (quantity: string): Draft[] => {
    const owned = model.parameters.filter((p) => p.owner === quantity);
    if (owned.length === 0) return [];
    const ids = owned.map((p) => contributionId(p.name, t));
    return [draft({ kind: 'contribution', quantity }, ...ids)];
  };
  const { output, states } = model.cell;
  const carry = (state: string): Draft => {
    const jacobians = states.map((to) => jacobianId(to, t, state));
    return draft({ kind: 'carry', state }, carriedId(state, t - 1), ...jacobians);
  };
  return [
    ...(hasLoss
      ? [
          draft({ kind: 'output gradient' }, gradientId('logits', t)),
          ...into('logits'),
          draft({ kind: 'local gradient' }, localId(t)),
        ]
      : []),
    draft({ kind: 'meet' }, gradientId(output, t)),
    ...reversed(model).flatMap((quantity) => [
      draft({ kind: 'gradient', quantity }, gradientId(quantity, t)),
      ...into(quantity),
    ]),
    ...(t > 1 ? states.map(carry) : []),
  ];
}

function sumBeats(experiment: Experiment, model: Model): readonly Draft[] {
  const draft = (operation: Operation, ...reveals: readonly QuantityId[]): Draft => {
    return { phase: 'sum', t: null, operation, reveals };
  };
  return [
    ...model.parameters.map((p) =>
      draft({ kind: 'sum', parameter: p.name }, parameterGradientId(p.name)),
    ),
    ...(experiment.training.truncation ? [draft({ kind: 'truncate' }, truncatedGradientId)] : []),
    draft({ kind: 'norm' }, gradientNormId),
  ];
}

function updateBeats(experiment: Experiment, model: Model, batchCount: number): readonly Draft[] {
  const draft = (operation: Operation, ...reveals: readonly QuantityId[]): Draft => {
    return { phase: 'update', t: null, operation, reveals };
  };
  return [
    ...(batchCount > 1 ? [draft({ kind: 'batch' }, batchGradientId)] : []),
    ...(experiment.training.clip ? [draft({ kind: 'clip' }, clippedGradientId)] : []),
    ...model.parameters.map((p) => draft({ kind: 'update', parameter: p.name }, updatedId(p.name))),
    draft({ kind: 'loss after' }, lossAfterId),
  ];
}

/** Coarse groups: a time step within a pass, or the whole of a phase that runs over all steps. */
function numbered(drafts: readonly Draft[]): readonly Beat[] {
  const key = (d: Draft | undefined): string => {
    if (!d) return '';
    return d.phase === 'forward' || d.phase === 'backward' ? `${d.phase} ${d.t}` : d.phase;
  };
  let group = -1;
  return drafts.map((draft, index) => {
    if (key(draft) !== key(drafts[index - 1])) group += 1;
    return { ...draft, index, group, lastOfGroup: key(draft) !== key(drafts[index + 1]) };
  });
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}
