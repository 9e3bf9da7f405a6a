// From an edit to a new picture: asks the client for runs, and puts a trace on screen once it reaches the beat to be shown.

import type { Experiment } from '#config/experiment.ts';
import { beforeFirst, clampPosition, keepPosition, reachOf } from '#playback/position.ts';
import type { Trace } from '#trace/record/trace.ts';
import type { Client } from '#worker/protocol.ts';
import { keptFocus } from './focus.ts';
import type { Moves } from './moves.ts';
import type { RunShape, ShapeOf } from './run-shape.ts';
import type { Access, FreshEdit } from './state.ts';
import { revealedAfter } from './withheld.ts';

/** Calls back when the next frame is drawn, unless the returned function is called before. */
export type NextFrame = (callback: () => void) => () => void;

/** What runs need besides the store. */
export interface Running {
  readonly client: Client;
  readonly shapeOf: ShapeOf;
  readonly nextFrame: NextFrame;
  readonly caughtUp: Moves['caughtUp'];
}

export interface WantedRun {
  readonly experiment: Experiment;
  /** From 1. */
  readonly sequence: number;
  /** The beat to open at; null: the one on screen. */
  readonly position: number | null;
  /** The edit that it shows the effect of; null for what is opened. */
  readonly freshEdit: FreshEdit | null;
}

interface RunnerEvents {
  /** A run is on screen: its setup is one that works. */
  shown(): void;
  /** A run was refused or its engine is lost; the trace before it is still on screen. */
  failed(): void;
}

export interface Runner {
  start(wanted: WantedRun): void;
  /** Where the last trace was opened: while the position is still this one, the user has not moved. */
  openedAt(): number;
}

export function createRunner(
  access: Access,
  { client, shapeOf, nextFrame, caughtUp }: Running,
  events: RunnerEvents,
): Runner {
  let newest = 0;
  /** Ends the wait of a trace that has grown for the frame that shows it. */
  let stopWaiting: (() => void) | null = null;
  // A position to open at outlives the run that asked for it, until some trace is on screen.
  let wish: number | null = null;
  let openedAt = beforeFirst;

  /** Puts a growing trace on screen for the first time; false while it does not reach the beat to be shown. */
  function open(trace: Trace, { beats, reveals }: RunShape, freshEdit: FreshEdit | null): boolean {
    const state = access.get();
    const wanted = wish ?? keepPosition(state.beats, state.position, beats);
    const reach = reachOf(beats, trace);
    if (reach.limit < wanted && !reach.ended) return false;
    openedAt = clampPosition(reach, wanted);
    const focus = keptFocus(state, trace);
    const revealed = revealedAfter(state, wish !== null, openedAt);
    wish = null;
    const picture = { trace, beats, reveals, position: openedAt, revealed, freshEdit };
    access.set({ ...focus, ...picture, ...caughtUp(picture) });
    events.shown();
    return true;
  }

  const put = (trace: Trace): void =>
    access.set({ trace, ...caughtUp({ ...access.get(), trace }) });

  /** What a run has computed since is shown once a frame, however fast its pieces come. */
  function grow(trace: Trace): void {
    stopWaiting = nextFrame(() => put(trace));
  }

  return {
    start({ experiment, sequence, position, freshEdit }) {
      stopWaiting?.();
      newest += 1;
      const run = newest;
      wish = position ?? wish;
      const shape = shapeOf(experiment, sequence);
      let opened = false;
      const show = (trace: Trace): void => {
        if (run !== newest) return;
        const { complete } = trace.progress;
        stopWaiting?.();
        if (opened && complete) put(trace);
        else if (opened) grow(trace);
        else opened = open(trace, shape, freshEdit);
        if (complete) access.set({ status: { kind: 'ready' } });
      };
      access.set({ status: { kind: 'running' } });
      client.run({ experiment, sequence }, show).then((outcome) => {
        if (run !== newest) return;
        if (outcome.kind === 'complete') {
          if (access.get().trace !== outcome.trace) show(outcome.trace);
          return;
        }
        stopWaiting?.();
        if (outcome.kind !== 'failed') return;
        const { fault } = outcome;
        wish = null;
        access.set({ status: { kind: 'failed', fault }, notice: fault });
        events.failed();
      });
    },
    openedAt: () => openedAt,
  };
}
