// An experiment as a file: what `parse-experiment.ts` reads back as the same experiment.

import type { Experiment } from './experiment.ts';
import { experimentFormat, experimentVersion } from './parse-experiment.ts';

/** An experiment as the JSON document of the format, for embedding in another one. */
export interface ExperimentJson extends Experiment {
  readonly format: typeof experimentFormat;
  readonly version: typeof experimentVersion;
}

export function documentOf(experiment: Experiment): ExperimentJson {
  return { format: experimentFormat, version: experimentVersion, ...experiment };
}

/** The text of the file, for people to read. */
export function writeExperiment(experiment: Experiment): string {
  return `${writeJson(documentOf(experiment))}\n`;
}

const lineLength = 100;

/** JSON, indented; lists of plain values, and short objects, on one line each. */
export function writeJson(value: unknown, indent = ''): string {
  if (isPlain(value)) return writePlain(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.every(isPlain)) return `[${value.map(writePlain).join(', ')}]`;
    const items = value.map((item) => inner + writeJson(item, inner));
    return `[\n${items.join(',\n')}\n${indent}]`;
  }
  const fields = Object.entries(value as object)
    .filter(([, field]) => field !== undefined)
    .map(([key, field]) => `${JSON.stringify(key)}: ${writeJson(field, inner)}`);
  const line = `{ ${fields.join(', ')} }`;
  if (fields.length === 0) return '{}';
  if (!line.includes('\n') && indent.length + line.length <= lineLength) return line;
  return `{\n${fields.map((field) => inner + field).join(',\n')}\n${indent}}`;
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

/** As JSON.stringify, which would lose the sign of −0. */
function writePlain(value: unknown): string {
  return Object.is(value, -0) ? '-0' : JSON.stringify(value);
}
