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
import { createRunner, type Running, type WantedRun } from './runner.ts';
import type { Access, FreshEdit, Opening } from './state.ts';

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

  function go(
    to: Step,
    after: History<Step>,
    { position, freshEdit }: Pick<WantedRun, 'position' | 'freshEdit'>,
  ): void {
    step = to;
    history = after;
    publish();
    runner.start({ experiment: step.experiment, sequence: step.sequence, position, freshEdit });
  }

  /** What the reader sees now is what an edit is measured against; of edits in a row, what was seen before the first. */
  function fresh(kind: FreshEdit['kind'], key: string | null): FreshEdit | null {
    const { trace, freshEdit } = access.get();
    const isInRow = key !== null && key === history.joining;
    if (isInRow && freshEdit?.kind === kind && freshEdit.key === key) return freshEdit;
    return trace && { kind, key, before: trace };
  }

  const here = (): Step => ({ ...step, position: access.get().position });

  /** Back at the beat that was on screen, unless the user has moved since. */
  function travel(move: ReturnType<typeof stepBack<Step>>, kind: FreshEdit['kind']): void {
    if (move === null) return;
    const moved = access.get().position !== runner.openedAt();
    const freshEdit = isEdit(step, move.to) ? fresh(kind, null) : null;
    go(move.to, move.history, { position: moved ? null : move.to.position, freshEdit });
  }

  return {
    current: () => step,
    begin: (position) => go(step, history, { position, freshEdit: null }),
    open(to, position) {
      go(stepOf(to, step), remember(history, here(), null), { position, freshEdit: null });
    },
    edit(experiment, key = null) {
      const edit = afterEdit({ step, history, here: here() }, experiment, key);
      if (edit === null) return;
      const freshEdit = fresh(edit.kind, edit.kind === 'edited' ? key : null);
      go(edit.to, edit.history, { position: null, freshEdit });
    },
    undo: () => travel(stepBack(history, here()), 'taken back'),
    redo: () => travel(stepForward(history, here()), 'edited'),
  };
}

/** What an edit leads to, and whether it takes back what edits in a row have done; null where it changes nothing. */
function afterEdit(
  { step, history, here }: Readonly<{ step: Step; history: History<Step>; here: Step }>,
  experiment: Experiment,
  key: string | null,
): { to: Step; history: History<Step>; kind: FreshEdit['kind'] } | null {
  if (sameExperiment(experiment, step.experiment)) return null;
  const start = startOfRow(history, key);
  if (start !== null && sameExperiment(experiment, start.experiment)) {
    const past = history.past.slice(0, -1);
    return { to: start, history: { past, future: [], joining: null }, kind: 'taken back' };
  }
  const { origin } = step;
  const isOrigin = origin !== null && sameExperiment(experiment, origin);
  const to = { ...step, experiment: isOrigin ? origin : experiment, edited: !isOrigin };
  return { to: stepOf(to, step), history: remember(history, here, key), kind: 'edited' };
}

/** Do the two differ by edits, and not by what was opened? */
function isEdit(a: Step, b: Step): boolean {
  return a.origin === b.origin && a.sequence === b.sequence;
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
