// The engine against PyTorch's autograd: every number of the six reference files.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { present } from '#base/exhaustive.ts';
import type { Experiment, Truncation } from '#config/experiment.ts';
import { flatParameters, parameterValuesOf } from '#config/parameters.ts';
import { parseExperiment } from '#config/parse-experiment.ts';
import { buildModel } from '#model/model.ts';
import { type TraceJson, traceDocument } from '#trace/document/document.ts';
import { runSequence } from './run.ts';
import { train } from './train.ts';

interface Reference {
  readonly experiment: unknown;
  readonly expected: {
    readonly traces: readonly (Omit<TraceJson, 'truncated'> & {
      readonly truncated: readonly {
        readonly kind: 'window' | 'chunk';
        readonly steps: number;
        readonly gradients: unknown;
      }[];
    })[];
    readonly training: {
      readonly losses: readonly number[];
      readonly gradientNorms: readonly number[];
      readonly parameters: unknown;
    };
  };
}

const folder = new URL('../testing/reference/', import.meta.url);
const references = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name): readonly [string, Reference] => [
    name,
    JSON.parse(readFileSync(new URL(name, folder), 'utf8')),
  ]);

/** How many numbers were compared: a comparison that looked at nothing must not pass. */
let compared = 0;

/** All numbers of `expected` stand in `actual` at the same place, to 1e-9 relative or 1e-12 absolute. */
function expectClose(actual: unknown, expected: unknown, path: string): void {
  if (typeof expected === 'number') {
    const value = actual as number;
    const tolerance = Math.max(1e-9 * Math.abs(expected), 1e-12);
    if (!(Math.abs(value - expected) <= tolerance)) {
      expect.fail(`${path}: ${value}, expected ${expected}`);
    }
    compared += 1;
  } else if (expected !== null && typeof expected === 'object') {
    if (actual === null || typeof actual !== 'object') expect.fail(`${path} is missing`);
    if (Array.isArray(expected)) expect((actual as unknown[]).length, path).toBe(expected.length);
    for (const [key, value] of Object.entries(expected)) {
      expectClose((actual as Record<string, unknown>)[key], value, `${path}.${key}`);
    }
  } else {
    expect(actual, path).toEqual(expected);
  }
}

function experimentOf(reference: Reference): Experiment {
  const parsed = parseExperiment(reference.experiment);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.fault));
  return parsed.value;
}

describe.each(references)('%s', (_, reference) => {
  const experiment = experimentOf(reference);
  const model = buildModel(experiment.model);

  it('has the same traces', () => {
    reference.expected.traces.forEach((expected, index) => {
      compared = 0;
      const trace = runSequence(experiment, index + 1);
      const actual = traceDocument(trace);
      const path = `trace ${index + 1}`;
      expectClose(actual.loss, expected.loss, `${path} loss`);
      expectClose(actual.gradientNorm, expected.gradientNorm, `${path} norm`);
      expectClose(actual.gradients, expected.gradients, `${path} gradients`);
      expectClose(actual.paths, expected.paths, `${path} paths`);
      expectClose(actual.steps, expected.steps, `${path} steps`);
      expect(expected.steps.every((step) => step.gradients?.logits)).toBe(true);
      expect(compared).toBeGreaterThan(100);
    });
  });

  it('has the same truncated gradients', () => {
    reference.expected.traces.forEach((expected, index) => {
      expect(expected.truncated.length).toBeGreaterThanOrEqual(4);
      for (const { kind, steps, gradients } of expected.truncated) {
        const truncation: Truncation = { kind, steps };
        const training = { ...experiment.training, truncation };
        const { truncated } = runSequence({ ...experiment, training }, index + 1);
        const flat = present(truncated, 'truncated').gradient;
        expectClose(parameterValuesOf(model, flat), gradients, `${kind} ${steps}`);
      }
    });
  });

  it('has the same training', () => {
    const { training } = reference.expected;
    const result = train(experiment);
    expectClose(result.losses, training.losses, 'losses');
    expectClose(result.gradientNorms, training.gradientNorms, 'norms');
    expectClose(parameterValuesOf(model, result.parameters), training.parameters, 'parameters');
  });

  it('ends a run with the first step of that training', () => {
    const update = present(runSequence(experiment, 1).update, 'update');
    const first = train({ ...experiment, training: { ...experiment.training, epochs: 1 } });
    expectClose(Array.from(update.parameters), Array.from(first.parameters), 'parameters');
    expectClose(update.batchLossBefore, first.losses[0], 'loss before');
    expectClose(update.gradientNorm, first.gradientNorms[0], 'norm');
    const after = runSequence(
      {
        ...experiment,
        parameters: parameterValuesOf(model, update.parameters),
        initialization: undefined,
      },
      1,
    );
    expect(after.loss).toBe(update.lossAfter);
    expect(after.parameters).toEqual(
      flatParameters(parameterValuesOf(model, update.parameters), model),
    );
  });
});
