// What the command says to its arguments: the text of a trace, or the first mistake.

import { readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { failure, type Result, success } from '#base/result.ts';
import type { Experiment } from '#config/experiment.ts';
import { limits } from '#config/limits.ts';
import { readExperiment } from '#config/parse-experiment.ts';
import { writeJson } from '#config/write-experiment.ts';
import { EngineFault } from '#engine/fault.ts';
import { runSequence } from '#engine/run.ts';
import { buildModel } from '#model/model.ts';
import { type TraceDocumentOptions, traceDocument } from '#trace/document.ts';
import { parseUnitPaths } from '#trace/parse-unit-paths.ts';
import { unitChainsFit } from '#trace/unit-chains.ts';

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
    // A file of at most 3 bytes a character; longer ones are refused before they are read.
    if (file !== '-' && statSync(file).size > 3 * limits.textLength) {
      return failure('text-too-long', '', { max: String(limits.textLength) });
    }
    return success(readFileSync(file === '-' ? 0 : file, 'utf8'));
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? '';
    return failure('file', '', { file, reason });
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
