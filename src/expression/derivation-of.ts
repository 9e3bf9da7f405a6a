// The formula of a beat: which lines each operation has.

import { exhausted } from '#base/exhaustive.ts';
import type { Notation } from '#model/notation.ts';
import type { Beat } from '#playback/beat.ts';
import type { Trace } from '#trace/record/trace.ts';
import {
  carryLines,
  contributionLines,
  gradientLines,
  localLines,
  outputGradientLines,
} from './backward-lines.ts';
import { type Derivation, type LineDraft, printContext } from './derivation.ts';
import { derivationFrom, type FormulaRoom } from './fit.ts';
import { computeLines, lossLines, readLines, totalLossLines } from './forward-lines.ts';
import {
  batchLines,
  clipLines,
  lossAfterLines,
  normLines,
  sumLines,
  truncateLines,
  updateLines,
} from './update-lines.ts';

/** The lines for a beat of this trace, printed in the letters of the notation and fitted into the room, if any is given. */
export function derivationOf(
  trace: Trace,
  beat: Beat,
  notation: Notation,
  room?: FormulaRoom,
): Derivation {
  return derivationFrom(linesOf(trace, beat), printContext(trace, notation), room);
}

function linesOf(trace: Trace, beat: Beat): readonly LineDraft[] {
  const { operation } = beat;
  const t = beat.t ?? 1;
  switch (operation.kind) {
    case 'read':
      return readLines(t);
    case 'compute':
      return computeLines(trace, operation.quantity, t);
    case 'loss':
      return lossLines(trace, t);
    case 'total loss':
      return totalLossLines(trace);
    case 'output gradient':
      return outputGradientLines(trace, t);
    case 'local gradient':
      return localLines(trace, t);
    case 'meet':
      return gradientLines(trace, trace.model.cell.output, t);
    case 'gradient':
      return gradientLines(trace, operation.quantity, t);
    case 'contribution':
      return contributionLines(trace, operation.quantity, t);
    case 'carry':
      return carryLines(trace, operation.state, t);
    default:
      return totalsOf(trace, operation);
  }
}

type TotalsOperation = Extract<
  Beat['operation'],
  { kind: 'sum' | 'norm' | 'truncate' | 'batch' | 'clip' | 'update' | 'loss after' }
>;

function totalsOf(trace: Trace, operation: TotalsOperation): readonly LineDraft[] {
  switch (operation.kind) {
    case 'sum':
      return sumLines(trace, operation.parameter);
    case 'norm':
      return normLines(trace);
    case 'truncate':
      return truncateLines(trace);
    case 'batch':
      return batchLines(trace);
    case 'clip':
      return clipLines(trace);
    case 'update':
      return updateLines(trace, operation.parameter);
    case 'loss after':
      return lossAfterLines(trace);
    default:
      return exhausted(operation);
  }
}
