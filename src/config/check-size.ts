// Checks that a document is not too large: before it is walked, and before its run is allocated.

import { type Model, sizeOf } from '#model/model.ts';
import { type Faults, fault } from './check-numbers.ts';
import { limits } from './limits.ts';
import type { ExperimentDocument } from './schema.ts';

/** Values and nesting of a whole document, counted without recursion: it may be hostile, or a cycle. */
export function* checkDocumentSize(json: unknown): Faults {
  let values = 1;
  let level = [json].filter(isOpen);
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > limits.depth) return yield fault('too-deep', '', { max: String(limits.depth) });
    const next: object[] = [];
    for (const open of level) {
      const entries: readonly unknown[] = Array.isArray(open) ? open : Object.values(open);
      values += entries.length;
      if (values > limits.values) {
        return yield fault('too-many-values', '', { max: String(limits.values) });
      }
      for (const entry of entries) if (isOpen(entry)) next.push(entry);
    }
    level = next;
  }
}

function isOpen(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Numbers recorded by the longest run, and work over all sequences. */
export function* checkRunSize(document: ExperimentDocument, model: Model): Faults {
  const lengths = document.data.sequences.map((sequence) => sequence.targets.length);
  const names = ['x', 'prediction', ...model.quantities.map((q) => q.name)];
  const units = names.reduce((sum, name) => sum + sizeOf(model, name), 0);
  const recorded = 2 * units * Math.max(...lengths);
  if (recorded > limits.recorded) {
    yield fault('run-too-large', 'data.sequences', {
      actual: String(recorded),
      max: String(limits.recorded),
    });
  }
  const work = lengths.reduce((sum, length) => sum + length, 0) * model.parameterCount;
  if (work > limits.work) {
    yield fault('work-too-large', 'data.sequences', {
      actual: String(work),
      max: String(limits.work),
    });
  }
}
