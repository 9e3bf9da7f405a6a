// What the command says to its arguments: the text of a trace, or the first mistake.

import { closeSync, openSync, readSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { failure, type Result, success } from '#base/result.ts';
import { decodeText } from '#config/decode-text.ts';
import type { Experiment } from '#config/experiment.ts';
import { limits } from '#config/limits.ts';
import { readExperiment } from '#config/parse-experiment.ts';
import { writeJson } from '#config/write-experiment.ts';
import { EngineFault } from '#engine/fault.ts';
import { runSequence } from '#engine/run.ts';
import { buildModel } from '#model/model.ts';
import { unitChainsFit } from '#trace/derived/unit-chains.ts';
import { type TraceDocumentOptions, traceDocument } from '#trace/document/document.ts';
import { parseUnitPaths } from '#trace/document/parse-unit-paths.ts';

interface Question {
  /** A path, or `-` for standard input. */
  readonly file: string;
  readonly sequence: string;
  readonly unitPaths: string | undefined;
}

/** The JSON text of the trace that the arguments (without node and script) ask for. */
export function answer(args: readonly string[]): Result<string> {
  const question = questionOf(args);
  if (!question.ok) return question;
  const { file, sequence, unitPaths } = question.value;
  const text = textOf(file);
  if (!text.ok) return text;
  const experiment = readExperiment(text.value);
  if (!experiment.ok) return experiment;
  const number = sequenceOf(sequence, experiment.value);
  if (!number.ok) return number;
  if (unitPaths === undefined) return traceText(experiment.value, number.value, {});
  const entry = parseUnitPaths(unitPaths, buildModel(experiment.value.model));
  if (!entry.ok) return entry;
  return traceText(experiment.value, number.value, { unitPaths: entry.value });
}

function questionOf(args: readonly string[]): Result<Question> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { sequence: { type: 'string' }, 'unit-paths': { type: 'string' } },
    });
    const [file, ...others] = positionals;
    if (file === undefined || others.length > 0) return failure('usage', '');
    return success({ file, sequence: values.sequence ?? '1', unitPaths: values['unit-paths'] });
  } catch {
    return failure('usage', '');
  }
}

function textOf(file: string): Result<string> {
  try {
    const descriptor = file === '-' ? 0 : openSync(file, 'r');
    try {
      // At most 3 bytes of UTF-8 a character of the text.
      const bytes = bytesOf(descriptor, 3 * limits.textLength);
      if (bytes === null) {
        return failure('text-too-long', '', { max: String(limits.textLength) });
      }
      return decodeText(bytes, (all) => new TextDecoder('utf-8', { fatal: true }).decode(all));
    } finally {
      if (file !== '-') closeSync(descriptor);
    }
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? '';
    return failure('file', '', { file, reason });
  }
}

/** All of a file, a pipe or a device; null as soon as there are more than `most` bytes: some have no end. */
function bytesOf(descriptor: number, most: number): Buffer | null {
  const parts: Buffer[] = [];
  for (let length = 0; length <= most; ) {
    const part = Buffer.allocUnsafe(1 << 16);
    const read = readPart(descriptor, part);
    if (read === 0) return Buffer.concat(parts);
    parts.push(part.subarray(0, read));
    length += read;
  }
  return null;
}

/** Bytes read into `part`; 0 at the end. A pipe that has nothing yet is asked again. */
function readPart(descriptor: number, part: Buffer): number {
  for (;;) {
    try {
      return readSync(descriptor, part, 0, part.length, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

function sequenceOf(text: string, experiment: Experiment): Result<number> {
  const count = experiment.data.sequences.length;
  const number = /^\d+$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= count) return success(number);
  return failure('sequence', '--sequence', { actual: text, count });
}

function traceText(
  experiment: Experiment,
  sequence: number,
  options: TraceDocumentOptions,
): Result<string> {
  try {
    const trace = runSequence(experiment, sequence);
    if (options.unitPaths && !unitChainsFit(trace, 5)) {
      return failure('unit-paths-too-large', '--unit-paths');
    }
    return success(writeJson(traceDocument(trace, options)));
  } catch (error) {
    if (error instanceof EngineFault) return { ok: false, fault: error.fault };
    throw error;
  }
}
