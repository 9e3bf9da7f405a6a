// The letters that formulas and labels use: the reader's choice, else what the experiment's file names.

import type { Experiment } from '#config/experiment.ts';
import type { Model } from '#model/model.ts';
import type { Notation } from '#model/notation.ts';
import {
  collisionIn,
  type NotationChoice,
  namesOf,
  notationFor,
  type OwnNotation,
} from '#model/notations.ts';
import type { StudioState } from './state.ts';

type Chosen = Pick<StudioState, 'notation' | 'experiment'>;

/** What is chosen, whether or not it can be used in this net. */
export function notationChoiceOf({ notation, experiment }: Chosen): NotationChoice {
  return notation ?? experiment.notation ?? 'standard';
}

/** The experiment with what is chosen, as its file says it. */
export function experimentWithNotation(state: Chosen): Experiment {
  const { notation, experiment } = state;
  if (notation === null) return experiment;
  const { notation: _, title, ...rest } = experiment;
  return { title, ...(notation !== 'standard' && { notation }), ...rest };
}

/** Of the run on screen; the standard letters where those chosen would give two of its quantities the same one. */
export function notationOf(state: Chosen & Pick<StudioState, 'trace'>): Notation {
  const choice = notationChoiceOf(state);
  const { trace, experiment } = state;
  const cell = trace?.model.cell.id ?? experiment.model.cell;
  const collides = typeof choice !== 'string' && trace && collidesIn(choice, trace.model);
  return notationFor(collides ? 'standard' : choice, cell);
}

/** Asked with every change of the state. */
const collisions = new WeakMap<Model, WeakMap<OwnNotation, boolean>>();

function collidesIn(choice: OwnNotation, model: Model): boolean {
  const ofModel = collisions.get(model) ?? new WeakMap<OwnNotation, boolean>();
  collisions.set(model, ofModel);
  const collides =
    ofModel.get(choice) ?? collisionIn(choice, model.cell.id, namesOf(model)) !== null;
  ofModel.set(choice, collides);
  return collides;
}
