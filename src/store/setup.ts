// The setup slice: what the user can change, each as an edit of the journal.

import type { Experiment, Training } from '#config/experiment.ts';
import { withOptimizerState } from '#config/optimizer-state.ts';
import { presetOf } from '#config/presets.ts';
import { beforeFirst } from '#playback/position.ts';
import { withActivation, withCell, withHiddenSize, withTraining } from './edits/model.ts';
import {
  withInitialization,
  withSpectralRadius,
  withUpdate,
  withWeight,
} from './edits/parameters.ts';
import { withInput, withLength, withTarget, withToken } from './edits/sequence.ts';
import type { Journal } from './journal.ts';
import type { Access, SetupActions } from './state.ts';

type Opens = 'open' | 'loadPreset' | 'loadExperiment' | 'chooseSequence';
type Travels = 'undo' | 'redo';

export function createSetup(access: Access, journal: Journal): SetupActions {
  return {
    ...openings(access, journal),
    ...edits(access, journal),
    undo: journal.undo,
    redo: journal.redo,
  };
}

function openings({ set }: Access, journal: Journal): Pick<SetupActions, Opens> {
  // A tour is of the net it began with.
  const open: SetupActions['open'] = (opening, position) => {
    set({ tour: null });
    journal.open(opening, position);
  };
  return {
    open,
    loadPreset(id) {
      const preset = presetOf(id);
      if (preset === undefined) {
        set({ notice: { code: 'unknown-preset', path: 'preset', values: { value: id } } });
        return;
      }
      const { experiment } = preset;
      open({ experiment, sequence: 1, preset: id, edited: false }, beforeFirst);
    },
    loadExperiment: (experiment) =>
      open({ experiment, sequence: 1, preset: null, edited: false }, beforeFirst),
    chooseSequence(sequence) {
      const now = journal.current();
      const exists = now.experiment.data.sequences[sequence - 1] !== undefined;
      if (exists && sequence !== now.sequence) journal.open({ ...now, sequence }, null);
    },
  };
}

function edits({ get }: Access, journal: Journal): Omit<SetupActions, Opens | Travels> {
  const { current } = journal;
  const experiment = (): Experiment => current().experiment;
  const edit: Journal['edit'] = (to, key) => {
    if (!get().readOnly) journal.edit(to, key);
  };
  return {
    setWeight(at, value) {
      const key = `weight ${at.parameter} ${at.row} ${at.column}`;
      edit(withWeight(experiment(), at, value), key);
    },
    setInput(step, unit, value) {
      const { sequence } = current();
      const key = `input ${sequence} ${step} ${unit}`;
      edit(withInput(experiment(), sequence, step, unit, value), key);
    },
    setToken: (step, token) => edit(withToken(experiment(), current().sequence, step, token)),
    setTarget: (step, target) => edit(withTarget(experiment(), current().sequence, step, target)),
    setLength: (steps) => edit(withLength(experiment(), current().sequence, steps)),
    setHiddenSize: (size) => edit(withHiddenSize(experiment(), size, current().initialization)),
    setCell: (cell) => edit(withCell(experiment(), cell, current().initialization)),
    setActivation: (activation) => edit(withActivation(experiment(), activation)),
    setTraining(change) {
      edit(withTraining(experiment(), change), `training ${changeKey(change)}`);
    },
    forgetUpdates: () => edit(withOptimizerState(experiment(), undefined)),
    setSeed(seed) {
      edit(withInitialization(experiment(), { ...current().initialization, seed }));
    },
    setSpectralRadius(radius) {
      edit(withSpectralRadius(experiment(), radius), 'spectral radius');
    },
    applyUpdate() {
      const { trace } = get();
      // Only the update of what is on the screen, not of a run before the newest edit.
      if (!trace?.update || trace.experiment !== experiment()) return;
      edit(withUpdate(experiment(), trace.model, trace.update));
    },
  };
}

/** The same for changes of a number, another for a choice: each choice is an undo step of its own. */
function changeKey(change: Partial<Training>): string {
  const kindOf = (value: unknown) =>
    typeof value === 'object' && value !== null && 'kind' in value ? value.kind : value === null;
  return Object.entries(change)
    .map(([name, value]) => `${name} ${kindOf(value)}`)
    .join(' ');
}
