// The loss at other parameters: along one parameter (a nudge), and around all of them (central differences).

import { resolveParametersInPieces } from '#config/parameters.ts';
import { buildModel } from '#model/model.ts';
import { problemOf } from '#trace/record/problem.ts';
import type { Counted, GradientCheck, SequenceChoice } from '#trace/tasks/tasks.ts';
import {
  assertOpen,
  closePass,
  forward,
  loadParameters,
  loadSequences,
  lossOfLoaded,
  openPass,
  type Pass,
  rowsFor,
} from './pass.ts';
import { runBeside } from './run.ts';

/** The sequence in memory, ready for forward passes with any parameters. */
interface Probe {
  readonly pass: Pass;
  readonly steps: number;
  /** As the experiment has them; changed in place and put back. */
  readonly parameters: Float64Array;
}

/** The loss with one parameter (`place` in the flat parameters) replaced by each value; not finite where a run overflows. */
export function* probeLosses({
  experiment,
  sequence,
  place,
  values,
}: SequenceChoice & { readonly place: number; readonly values: readonly number[] }): Generator<
  Counted | null,
  { readonly losses: Float64Array }
> {
  const probe = yield* openProbe({ experiment, sequence });
  try {
    const losses = new Float64Array(values.length);
    for (const [i, value] of values.entries()) {
      losses[i] = lossWith(probe, place, value);
      yield { done: i + 1, all: values.length };
      assertOpen(probe.pass);
    }
    return { losses };
  } finally {
    closePass(probe.pass);
  }
}

/**
 * Every entry of the gradient against (L(w + ε) − L(w − ε)) / 2ε, with ε = ∛(machine epsilon) · max(1, |w|), where the
 * errors of rounding and of cutting the series off are about as large (Nocedal & Wright, Numerical Optimization, sec. 8.1).
 */
export function* checkGradient(choice: SequenceChoice): Generator<Counted | null, GradientCheck> {
  const { gradient } = yield* runBeside(choice.experiment, choice.sequence);
  const probe = yield* openProbe(choice);
  try {
    const all = gradient.length;
    const differences = new Float64Array(all);
    for (let place = 0; place < all; place++) {
      differences[place] = centralDifference(probe, place);
      yield { done: place + 1, all };
      assertOpen(probe.pass);
    }
    return compare(gradient, differences);
  } finally {
    closePass(probe.pass);
  }
}

function* openProbe({ experiment, sequence }: SequenceChoice): Generator<null, Probe> {
  const model = buildModel(experiment.model);
  const problem = problemOf(experiment, model, sequence);
  const drawing = resolveParametersInPieces(experiment, model);
  let drawn = drawing.next();
  for (; !drawn.done; drawn = drawing.next()) yield null;
  const pass = openPass(model, rowsFor([problem.steps]), 'task');
  loadSequences(pass, [problem]);
  return { pass, steps: problem.steps, parameters: drawn.value };
}

function lossWith({ pass, steps, parameters }: Probe, place: number, value: number): number {
  const own = parameters[place] as number;
  parameters[place] = value;
  loadParameters(pass, parameters);
  parameters[place] = own;
  forward(pass, 0, 1, steps);
  return lossOfLoaded(pass, 0);
}

const relativeStep = Math.cbrt(Number.EPSILON);

function centralDifference(probe: Probe, place: number): number {
  const own = probe.parameters[place] as number;
  const step = relativeStep * Math.max(1, Math.abs(own));
  // What is really added and taken away, after rounding.
  const above = own + step;
  const below = own - step;
  return (lossWith(probe, place, above) - lossWith(probe, place, below)) / (above - below);
}

/** Gradients below this share of the largest are lost in the rounding of the loss; they are measured against it. */
const floorShare = 1e-3;

function compare(gradient: Float64Array, differences: Float64Array): GradientCheck {
  const largest = gradient.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  const floor = Math.max(floorShare * largest, Number.MIN_VALUE);
  const errors = gradient.map((own, i) => {
    const difference = differences[i] as number;
    return Math.abs(own - difference) / Math.max(Math.abs(own), Math.abs(difference), floor);
  });
  const worst = errors.reduce(
    (best, error, place) => (error > best.error ? { place, error } : best),
    { place: 0, error: 0 },
  );
  return { count: gradient.length, worst, differences, errors };
}
