// The setup as it is edited: what is computed now, what undo returns to, and what is known to run.

import type { Experiment, Initialization } from '#config/experiment.ts';
import { presetOf } from '#config/presets.ts';
import { beforeFirst } from '#playback/position.ts';
import { fallbackInitialization } from './edits/model.ts';
import { sameExperiment } from './edits/same-experiment.ts';
import {
  emptyHistory,
  type History,
  remember,
  startOfRow,
  stepBack,
  stepForward,
} from './history.ts';
import { createRunner, type Running } from './runner.ts';
import type { Access, Opening } from './state.ts';

/** What an undo step holds. */
interface Step extends Opening {
  /** What it is an edit of, where that is known: back there it is unedited. */
  readonly origin: Experiment | null;
  /** The last initialization there was: explicit parameters that grow draw their new entries from it. */
  readonly initialization: Initialization;
  /** The beat on screen when the step was left. */
  readonly position: number;
}

export interface Journal {
  /** What is computed now. */
  current(): Opening & { readonly initialization: Initialization };
  /** The first run, to open at a beat. */
  begin(position: number): void;
  /** An undo step. A null position keeps the beat on screen where it makes sense. */
  open(opening: Opening, position: number | null): void;
  /** Edits the experiment; nothing where it says the same as before. Edits with the same key, one after the other, are
   * one undo step, and none where they end where they began. */
  edit(experiment: Experiment, key?: string | null): void;
  undo(): void;
  redo(): void;
}

export function createJournal(access: Access, running: Running, opening: Opening): Journal {
  let step = stepOf(opening, null);
  let history: History<Step> = emptyHistory();
  // The last setup whose run came on screen: where a refused edit returns to.
  let proven = { step, history };
  const runner = createRunner(access, running, {
    shown: () => {
      proven = { step, history };
    },
    failed: () => {
      ({ step, history } = proven);
      publish();
    },
  });

  function publish(): void {
    const { experiment, sequence, preset, edited, initialization } = step;
    const canUndo = history.past.length > 0;
    const canRedo = history.future.length > 0;
    access.set({ experiment, sequence, preset, edited, initialization, canUndo, canRedo });
  }

  function go(to: Step, after: History<Step>, position: number | null): void {
    step = to;
    history = after;
    publish();
    runner.start(step.experiment, step.sequence, position);
  }

  const here = (): Step => ({ ...step, position: access.get().position });

  function change(to: Opening, position: number | null, key: string | null): void {
    go(stepOf(to, step), remember(history, here(), key), position);
  }

  /** Back at the beat that was on screen, unless the user has moved since. */
  function travel(move: ReturnType<typeof stepBack<Step>>): void {
    if (move === null) return;
    const moved = access.get().position !== runner.openedAt();
    go(move.to, move.history, moved ? null : move.to.position);
  }

  return {
    current: () => step,
    begin: (position) => runner.start(step.experiment, step.sequence, position),
    open: (to, position) => change(to, position, null),
    edit(experiment, key = null) {
      if (sameExperiment(experiment, step.experiment)) return;
      const start = startOfRow(history, key);
      if (start !== null && sameExperiment(experiment, start.experiment)) {
        const past = history.past.slice(0, -1);
        go(start, { past, future: [], joining: null }, null);
        return;
      }
      const { origin } = step;
      const isOrigin = origin !== null && sameExperiment(experiment, origin);
      change({ ...step, experiment: isOrigin ? origin : experiment, edited: !isOrigin }, null, key);
    },
    undo: () => travel(stepBack(history, here())),
    redo: () => travel(stepForward(history, here())),
  };
}

function stepOf(opening: Opening, before: Step | null): Step {
  const { experiment, sequence, preset, edited } = opening;
  const initialization =
    experiment.initialization ?? before?.initialization ?? fallbackInitialization;
  const origin = edited ? originOf(preset, before) : experiment;
  return { experiment, sequence, preset, edited, origin, initialization, position: beforeFirst };
}

/** Of an edited experiment: what the step before was an edit of, or the preset that it names. */
function originOf(preset: string | null, before: Step | null): Experiment | null {
  if (before !== null && before.preset === preset) return before.origin;
  return (preset === null ? undefined : presetOf(preset)?.experiment) ?? null;
}
