// What flows from a column to a shared weight: where it starts and how wide it is; it ends where the weight is on screen.

import type { QuantityId } from '#model/quantity-id.ts';
import type { Presence } from '#playback/presence.ts';
import type { Point } from './curve.ts';

export interface RibbonScene {
  readonly id: QuantityId;
  readonly parameter: string;
  readonly t: number;
  /** Of the palette of time, 1 … 12. */
  readonly colour: number;
  readonly presence: Presence;
  readonly from: Point;
  /** 0 for a contribution that is exactly zero, or that truncation drops. */
  readonly width: number;
}
