// From the shape of a run to its beats. Depends on no number of the run, so an edit of a weight keeps every beat.

import { present } from '#base/exhaustive.ts';
import { batchOf, type Experiment, lossStepsOf } from '#config/experiment.ts';
import type { Model } from '#model/model.ts';
import { optimizerOf } from '#model/optimizers/all.ts';
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
  optimizerId,
  parameterGradientId,
  type QuantityId,
  totalLossId,
  truncatedGradientId,
  updatedId,
  valueId,
} from '#model/quantity-id.ts';
import type { Beat, Operation, Phase } from './beat.ts';

/** A beat at any step: the same for every step of its kind. */
interface Pattern {
  readonly phase: Phase;
  readonly operation: Operation;
  /** What becomes known with it at step t; t says nothing where it concerns all steps. */
  readonly reveals: (t: number) => readonly QuantityId[];
}

/** A pattern and its step; null where it concerns all. */
type Placed = readonly [Pattern, number | null];

/** A long run has tens of thousands: the ids are only made for those that are looked at. */
class BeatAtStep implements Beat {
  readonly phase: Phase;
  readonly operation: Operation;
  readonly t: number | null;
  readonly index: number;
  readonly group: number;
  readonly lastOfGroup: boolean;
  readonly #pattern: Pattern;

  constructor([pattern, t]: Placed, index: number, group: number, lastOfGroup: boolean) {
    this.phase = pattern.phase;
    this.operation = pattern.operation;
    this.t = t;
    this.index = index;
    this.group = group;
    this.lastOfGroup = lastOfGroup;
    this.#pattern = pattern;
  }

  get reveals(): readonly QuantityId[] {
    return this.#pattern.reveals(this.t ?? 0);
  }
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
  const hasLoss = new Set(lossSteps);
  const forward = [forwardPatterns(model, false), forwardPatterns(model, true)] as const;
  const uses = usesOf(model);
  const backward = [false, true].map((loss) => backwardPatterns(model, uses, loss));
  const carries = carryPatterns(model);
  const last = (t: number): readonly Pattern[] => (t > 1 ? carries : []);
  const { beats, addGroup } = beatList();
  for (let t = 1; t <= steps; t++) addGroup(forward[hasLoss.has(t) ? 1 : 0].map((p) => [p, t]));
  addGroup([...lossSteps.map((t): Placed => [lossPattern, t]), [totalLossPattern, null]]);
  for (let t = steps; t >= 1; t--) {
    const patterns = [...(backward[hasLoss.has(t) ? 1 : 0] ?? []), ...last(t)];
    addGroup(patterns.map((p) => [p, t]));
  }
  addGroup(sumPatterns(experiment, model).map((p) => [p, null]));
  const batchCount = batchOf(experiment, sequence).length;
  addGroup(updatePatterns(experiment, model, batchCount).map((p) => [p, null]));
  return beats;
}

/** Beats in their coarse groups: a time step within a pass, or the whole of a phase that runs over all steps. */
function beatList(): {
  readonly beats: readonly Beat[];
  addGroup(placed: readonly Placed[]): void;
} {
  const beats: Beat[] = [];
  let group = 0;
  return {
    beats,
    addGroup(placed) {
      placed.forEach((one, i) => {
        beats.push(new BeatAtStep(one, beats.length, group, i === placed.length - 1));
      });
      group += 1;
    },
  };
}

/** Without a loss the outputs are no beat of their own: they are there with the state that they follow from. */
function forwardPatterns(model: Model, hasLoss: boolean): readonly Pattern[] {
  const outputs = ['logits', 'prediction'];
  const compute = (quantity: string): Pattern => {
    const shown = !hasLoss && quantity === model.cell.output ? [quantity, ...outputs] : [quantity];
    return {
      phase: 'forward',
      operation: { kind: 'compute', quantity },
      reveals: (t) => shown.map((name) => valueId(name, t)),
    };
  };
  return [
    { phase: 'forward', operation: { kind: 'read' }, reveals: (t) => [valueId('x', t)] },
    ...model.cell.quantities.map((q) => compute(q.name)),
    ...(hasLoss ? [compute('logits'), compute('prediction')] : []),
  ];
}

const lossPattern: Pattern = {
  phase: 'loss',
  operation: { kind: 'loss' },
  reveals: (t) => [lossId(t)],
};

const totalLossPattern: Pattern = {
  phase: 'loss',
  operation: { kind: 'total loss' },
  reveals: () => [totalLossId],
};

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

/** What happens at a step before its gradient is carried on to the step before. */
function backwardPatterns(
  model: Model,
  uses: readonly Use[],
  hasLoss: boolean,
): readonly Pattern[] {
  const into = ({ quantity, parameters }: Use): Pattern[] => {
    if (parameters.length === 0) return [];
    const operation: Operation = { kind: 'contribution', quantity };
    return [backward(operation, (t) => parameters.map((name) => contributionId(name, t)))];
  };
  const { output } = model.cell;
  const of = (quantity: string) => uses.filter((use) => use.quantity === quantity);
  const inside = uses.filter((use) => use.quantity !== 'logits' && use.quantity !== output);
  return [
    ...(hasLoss
      ? [
          backward({ kind: 'output gradient' }, (t) => [gradientId('logits', t)]),
          ...of('logits').flatMap(into),
          backward({ kind: 'local gradient' }, (t) => [localId(t)]),
        ]
      : []),
    backward({ kind: 'meet' }, (t) => [gradientId(output, t)]),
    ...of(output).flatMap(into),
    ...inside.flatMap((use) => [
      backward({ kind: 'gradient', quantity: use.quantity }, (t) => [gradientId(use.quantity, t)]),
      ...into(use),
    ]),
  ];
}

/** Back to the states of the step before. */
function carryPatterns({ cell }: Model): readonly Pattern[] {
  return cell.states.map((state) =>
    backward({ kind: 'carry', state }, (t) => [
      carriedId(state, t - 1),
      ...cell.states.map((to) => jacobianId(to, t, state)),
    ]),
  );
}

function backward(operation: Operation, reveals: Pattern['reveals']): Pattern {
  return { phase: 'backward', operation, reveals };
}

function sumPatterns(experiment: Experiment, model: Model): readonly Pattern[] {
  const pattern = (operation: Operation, reveals: QuantityId): Pattern => {
    return { phase: 'sum', operation, reveals: () => [reveals] };
  };
  return [
    ...model.parameters.map((p) =>
      pattern({ kind: 'sum', parameter: p.name }, parameterGradientId(p.name)),
    ),
    ...(experiment.training.truncation ? [pattern({ kind: 'truncate' }, truncatedGradientId)] : []),
    pattern({ kind: 'norm' }, gradientNormId),
  ];
}

function updatePatterns(
  experiment: Experiment,
  model: Model,
  batchCount: number,
): readonly Pattern[] {
  const pattern = (operation: Operation, ...reveals: readonly QuantityId[]): Pattern => {
    return { phase: 'update', operation, reveals: () => reveals };
  };
  const { quantities } = optimizerOf(experiment.training.optimizer.kind);
  return [
    ...(batchCount > 1 ? [pattern({ kind: 'batch' }, batchGradientId)] : []),
    ...(experiment.training.clip ? [pattern({ kind: 'clip' }, clippedGradientId)] : []),
    ...model.parameters.map((p) =>
      pattern(
        { kind: 'update', parameter: p.name },
        updatedId(p.name),
        ...quantities.map(({ name }) => optimizerId(p.name, name, 'before')),
        ...quantities.map(({ name }) => optimizerId(p.name, name, 'after')),
      ),
    ),
    pattern({ kind: 'loss after' }, lossAfterId),
  ];
}
