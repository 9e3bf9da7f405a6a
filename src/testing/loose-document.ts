// Experiment documents as a hostile or careless author writes them: edited at any path, with any value.

import { present } from '#base/exhaustive.ts';
import { presetOf } from '#config/presets.ts';
import { writeExperiment } from '#config/write-experiment.ts';

/** Stands for "this field is not there". */
export const absent = Symbol('absent');

/** The document of a preset, as plain JSON. */
export function presetDocument(id: string): unknown {
  return JSON.parse(writeExperiment(present(presetOf(id), id).experiment));
}

/** The sentiment preset with written weights instead of a seed. */
export function weightsDocument(): unknown {
  const rows = (count: number) => Array.from({ length: count }, () => [0.1, 0.2, 0.3]);
  return edited(presetDocument('sentiment'), {
    initialization: absent,
    parameters: { W_xh: rows(3), W_hh: rows(3), W_hy: rows(1) },
  });
}

/** A copy with each path (`data.sequences.0.targets`) set to its value. */
export function edited(document: unknown, edits: Readonly<Record<string, unknown>>): unknown {
  return Object.entries(edits).reduce(
    (copy, [path, value]) => withField(copy, path.split('.'), value),
    document,
  );
}

function withField(value: unknown, [key = '', ...rest]: readonly string[], to: unknown): unknown {
  const fields = Object.entries(value ?? {}).filter(([name]) => name !== key);
  const old = Object.entries(value ?? {}).find(([name]) => name === key)?.[1];
  const changed = rest.length === 0 ? to : withField(old, rest, to);
  if (changed !== absent) fields.push([key, changed]);
  if (!Array.isArray(value)) return Object.fromEntries(fields);
  return fields.sort(([a], [b]) => Number(a) - Number(b)).map(([, entry]) => entry);
}
