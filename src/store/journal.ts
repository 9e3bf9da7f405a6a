// The setup as it is edited: what is computed now, what undo returns to, and what is known to run.

import type { Experiment, Initialization } from '#config/experiment.ts';
import { beforeFirst } from '#playback/position.ts';
import { fallbackInitialization } from './edits/model.ts';
import { emptyHistory, type History, remember, stepBack, stepForward } from './history.ts';
import { createRunner, type Running } from './runner.ts';
import type { Access, Opening } from './state.ts';

/** What an undo step holds. */
interface Step extends Opening {
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
  /** Edits the experiment. Edits with the same key, one after the other, are one undo step. */
  edit(experiment: Experiment, key?: string): void;
  undo(): void;
  redo(): void;
}

export function createJournal(access: Access, running: Running, opening: Opening): Journal {
  let step = stepOf(opening, fallbackInitialization);
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
    go(stepOf(to, step.initialization), remember(history, here(), key), position);
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
    edit(experiment, key) {
      if (experiment === step.experiment) return;
      change({ ...step, experiment, edited: true }, null, key ?? null);
    },
    undo: () => travel(stepBack(history, here())),
    redo: () => travel(stepForward(history, here())),
  };
}

function stepOf(opening: Opening, before: Initialization): Step {
  const { experiment, sequence, preset, edited } = opening;
  const initialization = experiment.initialization ?? before;
  return { experiment, sequence, preset, edited, initialization, position: beforeFirst };
}
