// What the uses of a shared parameter add, over all steps: kept for the life of a run and extended as the run comes in,
// so that a beat of a long run costs no walk over all of its steps.

import type { ParameterShape } from '#model/model.ts';
import { contributionNorm } from '#trace/derived/contributions.ts';
import { gradientLengths, valueLengths } from '#trace/derived/lengths.ts';
import {
  usedContributionEntry,
  usedContributionNorm,
  usedGradientAt,
} from '#trace/derived/used-gradient.ts';
import { sourceValue } from '#trace/record/source-value.ts';
import type { Trace } from '#trace/record/trace.ts';

/** One number a step, of which those from `from` on are there. */
interface Series {
  from: number;
  readonly values: Float64Array;
}

/** Σ of the contributions of the steps from `from` on, row-major. */
interface Sum {
  readonly from: number;
  readonly values: Float64Array;
}

/**
 * The traces of one run share their gradients: what is derived from those belongs to all of them. With truncation it is
 * derived from what that leaves.
 */
type Gradients = Trace['gradients'];
const allSeries = new WeakMap<Gradients, Map<string, Series>>();
const allSums = new WeakMap<Gradients, Map<string, Sum[]>>();

/** The Frobenius norm of every contribution, at index t − 1; 0 where the run has not come to. */
export function contributionNorms(trace: Trace, parameter: ParameterShape): Float64Array {
  const { owner, source } = parameter;
  const gradients = gradientLengths(trace, owner);
  const sources = source && valueLengths(trace, source.quantity);
  const before = source?.at === 'before' ? 1 : 0;
  if (trace.truncated) {
    return series(trace, parameter, 'norm', (t) => usedContributionNorm(trace, parameter.name, t));
  }
  return series(trace, parameter, 'norm', (t) => {
    const gradient = gradients[t - 1] as number;
    if (!sources) return gradient;
    // What is used at step 1 may stand before it.
    const of = sources[t - 1 - before];
    return of === undefined ? contributionNorm(trace, parameter.name, t) : gradient * of;
  });
}

/** One entry (`place` from 0, row-major) of every contribution, at index t − 1; 0 where the run has not come to. */
export function contributionEntries(
  trace: Trace,
  parameter: ParameterShape,
  place: number,
): Float64Array {
  const { name } = parameter;
  return series(trace, parameter, String(place), (t) =>
    usedContributionEntry(trace, name, t, place),
  );
}

function series(
  trace: Trace,
  { name }: ParameterShape,
  what: string,
  compute: (t: number) => number,
): Float64Array {
  const ofRun = tableOf(allSeries, trace);
  const key = `${name} ${what}`;
  const made: Series = ofRun.get(key) ?? {
    from: trace.steps + 1,
    values: new Float64Array(trace.steps),
  };
  ofRun.set(key, made);
  while (made.from > trace.progress.backward) {
    made.from -= 1;
    made.values[made.from - 1] = compute(made.from);
  }
  return made.values;
}

/** Sums that are kept besides the last one asked for, evenly over the run. */
const keptSums = 16;

/**
 * Σ of the contributions of the steps t … T, added from the last step back; row-major. Walks on from the nearest sum
 * that is kept, so that the next step back costs one contribution.
 */
export function contributionSum(trace: Trace, parameter: ParameterShape, t: number): Float64Array {
  const ofRun = tableOf(allSums, trace);
  const known = ofRun.get(parameter.name) ?? [];
  const { rows, columns } = parameter;
  const start = known.reduce<Sum>(
    (best, sum) => (sum.from >= t && sum.from < best.from ? sum : best),
    {
      from: trace.steps + 1,
      values: new Float64Array(rows * columns),
    },
  );
  if (start.from === t) return start.values;
  const values = start.values.slice();
  const kept = [...known.filter((sum) => isKept(trace, sum.from))];
  for (let step = start.from - 1; step >= t; step--) {
    add(values, trace, parameter, step);
    const isNew = isKept(trace, step) && kept.every((sum) => sum.from !== step);
    if (isNew && step > t) kept.push({ from: step, values: values.slice() });
  }
  ofRun.set(parameter.name, [...kept, { from: t, values }]);
  return values;
}

/**
 * Fills the sums that are kept, a piece at every `next`, so that a jump into the backward pass finds one near. Leaves
 * at once where the run is not complete.
 */
export function* prepareSums(trace: Trace): Generator<void, void> {
  if (!trace.progress.complete) return;
  for (const parameter of trace.model.parameters) {
    for (let t = trace.steps; t >= trace.progress.backward; t--) {
      if (!isKept(trace, t)) continue;
      contributionSum(trace, parameter, t);
      yield;
    }
  }
}

function isKept({ steps }: Trace, step: number): boolean {
  return step % Math.ceil(steps / keptSums) === 0;
}

/** What a bias is multiplied by. */
const one = Float64Array.of(1);

function add(sum: Float64Array, trace: Trace, parameter: ParameterShape, t: number): void {
  const { rows, columns, owner } = parameter;
  const gradient = usedGradientAt(trace, owner, t);
  const source = parameter.source ? sourceValue(trace, parameter.source, t) : one;
  for (let r = 0; r < rows; r++) {
    const factor = gradient[r] as number;
    if (factor === 0) continue;
    const start = r * columns;
    for (let c = 0; c < columns; c++) {
      sum[start + c] = (sum[start + c] as number) + factor * (source[c] as number);
    }
  }
}

function tableOf<Value>(
  tables: WeakMap<Gradients, Map<string, Value>>,
  { gradients: whole, truncated }: Trace,
): Map<string, Value> {
  const gradients = truncated?.uses ?? whole;
  const known = tables.get(gradients);
  if (known) return known;
  const made = new Map<string, Value>();
  tables.set(gradients, made);
  return made;
}
