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
  const steps = range(1, data.targets.length);
  const lossSteps = lossStepsOf(data);
  const hasLoss = new Set(lossSteps);
  const uses = usesOf(model);
  return numbered([
    ...steps.flatMap((t) => forwardBeats(model, t, hasLoss.has(t))),
    ...lossBeats(lossSteps),
    ...steps.toReversed().flatMap((t) => backwardBeats(model, uses, t, hasLoss.has(t))),
    ...sumBeats(experiment, model),
    ...updateBeats(experiment, model, batchOf(experiment, sequence).length),
  ]);
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

/** A quantity, and the shared parameters that stand in it. */
interface Use {
  readonly quantity: string;
  readonly parameters: readonly string[];
}

/** Every quantity, last computed first. */
function usesOf(model: Model): readonly Use[] {
  const owned = (name: string) => model.parameters.filter((p) => p.owner === name);
  return model.quantities
    .map(({ name }) => ({ quantity: name, parameters: owned(name).map((p) => p.name) }))
    .reverse();
}

function backwardBeats(
  model: Model,
  uses: readonly Use[],
  t: number,
  hasLoss: boolean,
): readonly Draft[] {
  const draft = (operation: Operation, ...reveals: readonly QuantityId[]): Draft => {
    return { phase: 'backward', t, operation, reveals };
  };
  const into = ({ quantity, parameters }: Use): Draft[] => {
    if (parameters.length === 0) return [];
    const ids = parameters.map((name) => contributionId(name, t));
    return [draft({ kind: 'contribution', quantity }, ...ids)];
  };
  const { output, states } = model.cell;
  const carry = (state: string): Draft => {
    const jacobians = states.map((to) => jacobianId(to, t, state));
    return draft({ kind: 'carry', state }, carriedId(state, t - 1), ...jacobians);
  };
  const of = (quantity: string) => uses.filter((use) => use.quantity === quantity);
  const inside = uses.filter((use) => use.quantity !== 'logits' && use.quantity !== output);
  return [
    ...(hasLoss
      ? [
          draft({ kind: 'output gradient' }, gradientId('logits', t)),
          ...of('logits').flatMap(into),
          draft({ kind: 'local gradient' }, localId(t)),
        ]
      : []),
    draft({ kind: 'meet' }, gradientId(output, t)),
    ...of(output).flatMap(into),
    ...inside.flatMap((use) => [
      draft({ kind: 'gradient', quantity: use.quantity }, gradientId(use.quantity, t)),
      ...into(use),
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
  const together = (a: Draft, b: Draft | undefined): boolean => {
    if (a.phase !== b?.phase) return false;
    return a.t === b.t || (a.phase !== 'forward' && a.phase !== 'backward');
  };
  let group = -1;
  return drafts.map((draft, index) => {
    const { phase, t, operation, reveals } = draft;
    if (!together(draft, drafts[index - 1])) group += 1;
    const lastOfGroup = !together(draft, drafts[index + 1]);
    return { index, phase, t, operation, reveals, group, lastOfGroup };
  });
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}
