// A trace as the JSON document of the public format: what "export trace", the command line and the embed give out.

import type { Experiment, Matrix, ParameterValues, Vector } from '#config/experiment.ts';
import { listsOf, parameterValuesOf } from '#config/parameters.ts';
import { documentOf, type ExperimentJson } from '#config/write-experiment.ts';
import { type ParameterShape, sizeOf } from '#model/model.ts';
import { contribution } from '#trace/derived/contributions.ts';
import { jacobian } from '#trace/derived/jacobian.ts';
import { pathContribution } from '#trace/derived/paths.ts';
import { unitChains } from '#trace/derived/unit-chains.ts';
import { knownValues } from '#trace/record/known-values.ts';
import { gradientAt } from '#trace/record/source-value.ts';
import { type Overflow, rowOf, type Trace, type TruncatedGradient } from '#trace/record/trace.ts';

type Vectors = Readonly<Record<string, Vector>>;

/** One step; what an overflow left uncomputed is absent, and so is a Jacobian that is not finite. */
export interface StepJson {
  readonly t: number;
  readonly values: Vectors;
  /** Unscaled; null where the step has no target. */
  readonly loss?: number | null;
  readonly gradients?: Vectors;
  readonly localGradient?: Vector;
  readonly carriedGradient?: Vector;
  readonly jacobians?: Readonly<Record<string, Matrix>>;
  readonly contributions?: ParameterValues;
}

export interface PathJson {
  readonly lossStep: number;
  readonly step: number;
  readonly contributions: ParameterValues;
}

export interface UnitPathsJson {
  readonly parameter: string;
  readonly row: number;
  readonly column: number;
  /** In decimal digits, as a text, where it exceeds 2⁵³ − 1. */
  readonly count: number | string;
  readonly top: readonly {
    readonly step: number;
    readonly units: readonly number[];
    /** Only where the cell has several states. */
    readonly states?: readonly string[];
    readonly contribution?: number;
  }[];
}

export interface TraceJson {
  readonly format: 'unrolled/trace';
  readonly version: 1;
  readonly experiment: ExperimentJson;
  readonly sequence: number;
  readonly loss?: number;
  /** Of the sequence's own two passes; the update is no part of the document. */
  readonly overflow: Overflow | null;
  readonly steps: readonly StepJson[];
  readonly gradients?: ParameterValues;
  readonly gradientNorm?: number;
  readonly paths?: readonly PathJson[];
  readonly truncated?: {
    readonly kind: TruncatedGradient['kind'];
    readonly steps: number;
    readonly gradients: ParameterValues;
  };
  readonly unitPaths?: UnitPathsJson;
  /** Parts left out because they would hold more than `partLimit` numbers. */
  readonly omitted?: readonly string[];
}

export interface TraceDocumentOptions {
  /** The entry (row and column from 1) whose strongest chains of units are asked for. */
  readonly unitPaths?: {
    readonly parameter: string;
    readonly row: number;
    readonly column: number;
    readonly top?: number;
  };
}

/** Jacobians, contributions and paths are each left out when they would be more numbers than this (about 40 MB). */
export const partLimit = 2_000_000;

/** The document of a finished run. No −0 stands in it. */
export function traceDocument(trace: Trace, options: TraceDocumentOptions = {}): TraceJson {
  const hasLoss = trace.progress.forward === trace.steps && trace.overflow?.pass !== 'forward';
  const overflow = trace.overflow?.pass === 'update' ? null : trace.overflow;
  const complete = trace.progress.complete && overflow === null;
  const values = (flat: Float64Array) => parameterValuesOf(trace.model, unsignedZeros(flat));
  const omitted = omittedParts(trace);
  const { truncated } = trace;
  return {
    format: 'unrolled/trace',
    version: 1,
    experiment: documentOf(withUnsignedZeros(experimentUsed(trace))),
    sequence: trace.sequence,
    ...(hasLoss && { loss: trace.loss + 0 }),
    overflow,
    steps: Array.from({ length: trace.steps }, (_, i) => stepJson(trace, i + 1, omitted)),
    ...(complete && {
      gradients: values(trace.gradient),
      gradientNorm: trace.gradientNorm,
      ...(!omitted.includes('paths') && { paths: pathsJson(trace) }),
      ...(truncated && {
        truncated: {
          kind: truncated.kind,
          steps: truncated.steps,
          gradients: values(truncated.gradient),
        },
      }),
      ...(options.unitPaths && { unitPaths: unitPathsJson(trace, options.unitPaths) }),
    }),
    ...(omitted.length > 0 && { omitted }),
  };
}

/** The experiment with the parameters that were used in place of how they were drawn. */
function experimentUsed({ experiment, model, parameters }: Trace): Experiment {
  const { title, model: specification, initialState, data, training } = experiment;
  return {
    title,
    model: specification,
    parameters: parameterValuesOf(model, parameters),
    ...(initialState && { initialState }),
    data,
    training,
  };
}

/** −0 + 0 = 0, and every other number stays: the format knows one zero. */
function unsignedZeros(entries: Float64Array): Float64Array {
  return entries.map((entry) => entry + 0);
}

function vectorOf(entries: Float64Array): Vector {
  return Array.from(entries, (entry) => entry + 0);
}

/** The same in lists and objects of any depth. */
function withUnsignedZeros<Value>(value: Value): Value;
function withUnsignedZeros(value: unknown): unknown {
  if (typeof value === 'number') return value + 0;
  if (Array.isArray(value)) return value.map(withUnsignedZeros);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value);
  return Object.fromEntries(fields.map(([name, field]) => [name, withUnsignedZeros(field)]));
}

function omittedParts({ model, steps, lossSteps }: Trace): readonly string[] {
  const states = model.cell.states.length * model.specification.hiddenSize;
  const numbers = {
    jacobians: steps * states * states,
    contributions: steps * model.parameterCount,
    paths: lossSteps.reduce((sum, step) => sum + step, 0) * model.parameterCount,
  };
  return Object.entries(numbers).flatMap(([part, count]) => (count > partLimit ? [part] : []));
}

function stepJson(trace: Trace, t: number, omitted: readonly string[]): StepJson {
  const { model, progress, lossSteps, losses } = trace;
  const values = valuesJson(trace, t);
  if (t > progress.forward) return { t, values };
  const loss = lossSteps.includes(t) ? (losses[t - 1] ?? 0) + 0 : null;
  if (t < progress.backward) return { t, values, loss };
  const size = model.specification.hiddenSize;
  const names = model.quantities.map((q) => q.name);
  const carried = trace.carried[model.cell.output] ?? new Float64Array(0);
  return {
    t,
    values,
    loss,
    gradients: Object.fromEntries(names.map((n) => [n, vectorOf(gradientAt(trace, n, t))])),
    localGradient: vectorOf(rowOf(trace.local, t, size)),
    carriedGradient: vectorOf(rowOf(carried, t, size)),
    ...(!omitted.includes('jacobians') && { jacobians: jacobiansJson(trace, t) }),
    ...(!omitted.includes('contributions') && {
      contributions: parametersJson(model.parameters, (p) => contribution(trace, p.name, t)),
    }),
  };
}

/** All values of a computed step; of the step that overflowed, those before the quantity that did. */
function valuesJson(trace: Trace, t: number): Vectors {
  const { model, values } = trace;
  return Object.fromEntries(
    knownValues(trace, t).map((name) => {
      return [name, vectorOf(rowOf(values[name] ?? new Float64Array(0), t, sizeOf(model, name)))];
    }),
  );
}

function jacobiansJson(trace: Trace, t: number): Readonly<Record<string, Matrix>> {
  const { states } = trace.model.cell;
  const size = trace.model.specification.hiddenSize;
  return Object.fromEntries(
    states.flatMap((to) =>
      states.flatMap((from) => {
        const entries = jacobian(trace, t, to, from);
        return allFinite(entries) ? [[`${to}<-${from}`, matrixOf(entries, size)] as const] : [];
      }),
    ),
  );
}

function matrixOf(entries: Float64Array, columns: number): Matrix {
  return Array.from({ length: entries.length / columns }, (_, i) =>
    vectorOf(entries.subarray(i * columns, (i + 1) * columns)),
  );
}

function pathsJson(trace: Trace): readonly PathJson[] {
  return trace.lossSteps.flatMap((lossStep) =>
    Array.from({ length: lossStep }, (_, i): PathJson => {
      const step = i + 1;
      const contributions = parametersJson(trace.model.parameters, (p) =>
        pathContribution(trace, lossStep, step, p.name),
      );
      return { lossStep, step, contributions };
    }),
  );
}

/** Paths may leave the float64 range where their sum does not, and Jacobians where no gradient goes: then they are absent. */
function allFinite(entries: Float64Array): boolean {
  return entries.every(Number.isFinite);
}

function parametersJson(
  parameters: readonly ParameterShape[],
  entriesOf: (shape: ParameterShape) => Float64Array,
): ParameterValues {
  return Object.fromEntries(
    parameters.flatMap((shape) => {
      const entries = entriesOf(shape);
      return allFinite(entries)
        ? [[shape.name, listsOf(shape, unsignedZeros(entries))] as const]
        : [];
    }),
  );
}

function unitPathsJson(
  trace: Trace,
  { parameter, row, column, top }: NonNullable<TraceDocumentOptions['unitPaths']>,
): UnitPathsJson {
  const chains = unitChains(trace, parameter, row, column, top);
  const several = trace.model.cell.states.length > 1;
  return {
    parameter,
    row,
    column,
    count: typeof chains.count === 'bigint' ? String(chains.count) : chains.count,
    top: chains.top.map(({ step, units, states, contribution: value }) => ({
      step,
      units,
      ...(several && { states }),
      ...(Number.isFinite(value) && { contribution: value + 0 }),
    })),
  };
}
