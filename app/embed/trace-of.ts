// The trace of any sequence of what is open: the one on screen as it is, another one from a run beside it.

import { failure, type Result, success } from '#base/result.ts';
import type { UnitPathsWish, Wish } from '#embed/messages.ts';
import type { Studio } from '#store/create-studio.ts';
import { unitChainsFit } from '#trace/derived/unit-chains.ts';
import {
  type TraceDocumentOptions,
  type TraceJson,
  traceDocument,
} from '#trace/document/document.ts';
import { parseUnitPaths } from '#trace/document/parse-unit-paths.ts';
import type { Trace } from '#trace/record/trace.ts';
import { tracesOf } from '#trace/tasks/traces-of.ts';

export async function traceOf(studio: Studio, wish: Wish<'getTrace'>): Promise<Result<TraceJson>> {
  const { experiment, sequence: shown } = studio.getState();
  const { sequence = shown } = wish;
  const count = experiment.data.sequences.length;
  if (sequence > count) return failure('sequence', 'sequence', { actual: sequence, count });
  const trace = await wholeTrace(studio, sequence);
  if (!trace.ok) return trace;
  if (wish.unitPaths === undefined) return success(traceDocument(trace.value));
  const options = unitPathsOf(wish.unitPaths, trace.value);
  return options.ok ? success(traceDocument(trace.value, options.value)) : options;
}

async function wholeTrace(studio: Studio, sequence: number): Promise<Result<Trace>> {
  const { experiment, trace, ask } = studio.getState();
  const isShown = trace?.experiment === experiment && trace.sequence === sequence;
  if (isShown && trace.progress.complete) return success(trace);
  const question = { experiments: [experiment], sequence };
  const outcome = await ask({ key: `frame trace ${sequence}`, kind: 'runs', question });
  if (outcome.kind === 'failed') return { ok: false, fault: outcome.fault };
  if (outcome.kind !== 'done') return failure('frame-not-ready', '');
  for (const run of tracesOf(question, outcome.result)) return run;
  return failure('frame-not-ready', '');
}

/** As the command line takes it, `W_hh,1,3`, or with names. */
function unitPathsOf(wish: UnitPathsWish | string, trace: Trace): Result<TraceDocumentOptions> {
  const text =
    typeof wish === 'string'
      ? wish
      : [wish.parameter, wish.row, ...(wish.column === undefined ? [] : [wish.column])].join(',');
  const entry = parseUnitPaths(text, trace.model);
  if (!entry.ok) return entry;
  const top = typeof wish === 'string' ? undefined : wish.top;
  if (!unitChainsFit(trace, top ?? 5)) return failure('unit-paths-too-large', 'unitPaths');
  return success({ unitPaths: { ...entry.value, ...(top !== undefined && { top }) } });
}
