// The store of one mounted app: setup, run, playback and focus, put together from their slices.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { present } from '#base/exhaustive.ts';
import type { Experiment } from '#config/experiment.ts';
import { drawingWork } from '#config/initialize.ts';
import { resolveParameters } from '#config/parameters.ts';
import { presets } from '#config/presets.ts';
import { buildModel, type Model } from '#model/model.ts';
import { beforeFirst } from '#playback/position.ts';
import { startTrace } from '#trace/record/chunk.ts';
import type { Client } from '#worker/protocol.ts';
import { fallbackInitialization } from './edits/model.ts';
import { createFocus, keptFocus } from './focus.ts';
import { createJournal } from './journal.ts';
import { type Clock, createMoves } from './moves.ts';
import { createShapeMemo, type ShapeOf } from './run-shape.ts';
import type { NextFrame } from './runner.ts';
import { createSetup } from './setup.ts';
import type {
  Access,
  FocusState,
  Opening,
  PlaybackState,
  RunState,
  SetupState,
  StudioState,
} from './state.ts';

export type Studio = StoreApi<StudioState>;

export interface StudioOptions {
  readonly client: Client;
  /** Its ticks are the frames. Without one, `play` waits for ever: for tests and still pictures. */
  readonly clock?: Clock | undefined;
  /** What to open; without it, the first preset. */
  readonly opening?: Opening | undefined;
  /** The beat to open at, once it is computed; without it, before the first. */
  readonly position?: number | undefined;
  readonly focus?: Partial<FocusState> | undefined;
  /** Each beat asks for its result before it shows it. */
  readonly predict?: boolean | undefined;
  /** Nothing of the experiment can be edited; another one can be opened. */
  readonly readOnly?: boolean | undefined;
}

const noFocus: FocusState = {
  pointed: null,
  selected: null,
  weight: null,
  pathScope: 'entry',
  pathView: null,
  hiddenPaths: new Set(),
  depth: 'unrolled',
  lens: 'paths',
  column: null,
  window: null,
  lossStep: null,
  hiddenLosses: new Set(),
  hiddenUses: new Set(),
  notice: null,
  tour: null,
  notation: null,
};

const stillClock: Clock = { start: () => () => {} };

/** A new store; its first run is on its way. Nothing outlives `dispose`. */
export function createStudio(options: StudioOptions): Studio {
  const { client, clock = stillClock, position = beforeFirst } = options;
  const opening = options.opening ?? firstVisit();
  const shapeOf = createShapeMemo();
  const access: Access = { get: () => store.getState(), set: (part) => store.setState(part) };
  const nextFrame = options.clock ? nextTickOf(clock) : atOnce;
  const { actions: moves, caughtUp } = createMoves(access, clock);
  const running = { client, shapeOf, nextFrame, caughtUp };
  const journal = createJournal(access, running, opening);
  const store: Studio = createStore<StudioState>()(() => ({
    ...firstPicture(opening, options.focus ?? {}, shapeOf),
    predict: options.predict ?? false,
    readOnly: options.readOnly ?? false,
    ...createSetup(access, journal),
    ...moves,
    ...createFocus(access),
    ask: (order, onProgress) => client.ask(order, onProgress),
    stopAsking: (key) => client.stopAsking(key),
    dispose() {
      moves.pause();
      client.dispose();
    },
  }));
  journal.begin(position);
  return store;
}

function nextTickOf(clock: Clock): NextFrame {
  return (callback) => {
    const stop = clock.start(() => {
      stop();
      callback();
    });
    return stop;
  };
}

const atOnce: NextFrame = (callback) => {
  callback();
  return () => {};
};

function firstVisit(): Opening {
  const { id, experiment } = present(presets[0], 'the first preset');
  return { experiment, sequence: 1, preset: id, edited: false };
}

/** Multiplications that drawing weights may take before the page is there: some hundredths of a second. */
const drawnAtOnce = 2 ** 23;

/** Zeros where drawing takes long: the engine draws them, and they come with the first piece of the run. */
function firstParameters(experiment: Experiment, model: Model): Float64Array {
  const { initialization } = experiment;
  const isQuick = !initialization || drawingWork(initialization, model) <= drawnAtOnce;
  return isQuick ? resolveParameters(experiment, model) : new Float64Array(model.parameterCount);
}

/** The net before its first step, which needs no engine: the page opens on it, and the run fills it in. */
function firstPicture(
  opening: Opening,
  focus: Partial<FocusState>,
  shapeOf: ShapeOf,
): SetupState & RunState & PlaybackState & FocusState {
  const { experiment, sequence } = opening;
  const model = buildModel(experiment.model);
  const trace = startTrace(experiment, sequence, model, firstParameters(experiment, model));
  const wanted: FocusState = { ...noFocus, ...focus };
  return {
    ...opening,
    initialization: opening.experiment.initialization ?? fallbackInitialization,
    canUndo: false,
    canRedo: false,
    status: { kind: 'running' },
    freshEdit: null,
    trace,
    ...shapeOf(opening.experiment, opening.sequence),
    position: beforeFirst,
    playing: false,
    grain: 'fine',
    speed: 1,
    predict: false,
    readOnly: false,
    revealed: beforeFirst,
    ...wanted,
    // A link may name what is not there.
    ...keptFocus(wanted, trace),
  };
}
