// The guided start: five steps that act on the real figure. Data only; a view shows it, and anything may leave it.

import { exhausted } from '#base/exhaustive.ts';
import { type Beat, type Operation, type Phase, phases } from '#playback/beat.ts';
import type { MessageId } from '#words/messages.ts';

/** When a step of the tour is done. */
export type TourCondition =
  | { readonly kind: 'position at least'; readonly position: number }
  | { readonly kind: 'phase reached'; readonly phase: Phase }
  /** A beat of this operation has been shown, in this run of the tour or before. */
  | { readonly kind: 'operation reached'; readonly operation: Operation['kind'] }
  | { readonly kind: 'weight edited' };

export interface TourStep {
  readonly id: string;
  readonly title: MessageId;
  readonly text: MessageId;
  readonly done: TourCondition;
}

export const tour: readonly TourStep[] = [
  {
    id: 'read',
    title: 'tour.read.title',
    text: 'tour.read.text',
    done: { kind: 'position at least', position: 2 },
  },
  {
    id: 'forward',
    title: 'tour.forward.title',
    text: 'tour.forward.text',
    done: { kind: 'phase reached', phase: 'loss' },
  },
  {
    id: 'backward',
    title: 'tour.backward.title',
    text: 'tour.backward.text',
    done: { kind: 'operation reached', operation: 'carry' },
  },
  {
    id: 'sum',
    title: 'tour.sum.title',
    text: 'tour.sum.text',
    done: { kind: 'phase reached', phase: 'sum' },
  },
  {
    id: 'change',
    title: 'tour.change.title',
    text: 'tour.change.text',
    done: { kind: 'weight edited' },
  },
];

/** What the tour looks at: where the user is, and whether a weight has been changed since the tour began. */
export interface TourMoment {
  readonly beats: readonly Beat[];
  readonly position: number;
  readonly weightEdited: boolean;
}

/** The step that follows at this moment: the same one, the next one, or null where the tour is over. */
export function tourAfter(
  step: number,
  moment: TourMoment & {
    /** The reader has stepped since this step of the tour began. */
    readonly hasMoved: boolean;
  },
): number | null {
  const invitation = tour[step];
  if (!invitation) return moment.hasMoved ? null : step;
  return isTourStepDone(invitation, moment) ? step + 1 : step;
}

/** Is the step's condition met at this moment? */
export function isTourStepDone(step: TourStep, moment: TourMoment): boolean {
  const { done } = step;
  const seen = moment.beats.slice(0, moment.position + 1);
  switch (done.kind) {
    case 'position at least':
      return moment.position >= done.position;
    case 'phase reached': {
      const wanted = phases.indexOf(done.phase);
      return seen.some((beat) => phases.indexOf(beat.phase) >= wanted);
    }
    case 'operation reached':
      return seen.some((beat) => beat.operation.kind === done.operation);
    case 'weight edited':
      return moment.weightEdited;
    default:
      return exhausted(done);
  }
}
