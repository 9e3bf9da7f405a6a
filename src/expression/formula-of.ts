// What the formula panel shows at a position: the formula of its beat, or before the first beat the whole net.

import type { Notation } from '#model/notation.ts';
import type { Beat } from '#playback/beat.ts';
import type { Trace } from '#trace/record/trace.ts';
import type { Derivation } from './derivation.ts';
import { derivationOf } from './derivation-of.ts';
import type { FormulaRoom } from './fit.ts';
import { overviewOf } from './overview.ts';

/** `beat` null: before the first. Fitted into the room, if any is given. */
export function formulaOf(
  trace: Trace,
  beat: Beat | null,
  notation: Notation,
  room?: FormulaRoom,
): Derivation {
  return beat ? derivationOf(trace, beat, notation, room) : overviewOf(trace, notation, room);
}
