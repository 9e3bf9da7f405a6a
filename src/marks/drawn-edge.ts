// An edge of the declaration as it is drawn at a moment: the thin one of a value, and the strands of what comes back.

import type { QuantityId } from '#model/quantity-id.ts';
import type { Presence } from '#playback/presence.ts';
import type { Point } from './curve.ts';
import type { FlowMark } from './flow-mark.ts';
import type { Share } from './strength.ts';

export interface ForwardEdge {
  readonly key: string;
  /** What it is lit by: the first is what it speaks of. */
  readonly ids: readonly QuantityId[];
  readonly t: number;
  readonly presence: Presence;
  /** A state's straight way to itself, one step later. */
  readonly road: boolean;
  /** To an output that no loss sees. */
  readonly idle?: boolean;
  readonly path: string;
  readonly head: string;
}

export interface BackwardEdge extends FlowMark {
  readonly key: string;
  readonly ids: readonly QuantityId[];
  /** The step it starts from. */
  readonly t: number;
  /** The latest use of the weights that lies behind it: paths to this step and to those before run over it. */
  readonly use: number;
  readonly presence: Presence;
  /** null while unknown. */
  readonly share: Share | null;
  /** Where it brings all that is carried back to a state of the step before: its size is worth writing. */
  readonly label: CarriedLabel | null;
}

export interface CarriedLabel {
  /** The state that it reaches, and its step. */
  readonly state: string;
  readonly t: number;
  /** Middle of the baseline: in the gap between the columns, above the state's row. */
  readonly at: Point;
  /** Width of the gap, in px. */
  readonly room: number;
  /** Nothing else runs there. */
  readonly free: boolean;
}
