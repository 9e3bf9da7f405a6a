// What one mounted app holds. Four slices, kept apart because they live differently.

import type { Fault } from '#base/result.ts';
import type { Experiment, Initialization, Target, Training } from '#config/experiment.ts';
import type { MapName } from '#model/declaration.ts';
import type { NotationChoice } from '#model/notations.ts';
import type { QuantityId } from '#model/quantity-id.ts';
import type { Beat } from '#playback/beat.ts';
import type { Grain } from '#playback/position.ts';
import type { Reveals } from '#playback/reveal.ts';
import type { PathScope } from '#trace/derived/path-measure.ts';
import type { Trace } from '#trace/record/trace.ts';
import type { Client } from '#worker/protocol.ts';

/** What is computed: undoable, and all that a link or a file has to say. */
export interface SetupState {
  readonly experiment: Experiment;
  /** The sequence on screen, from 1. */
  readonly sequence: number;
  /** The preset the experiment started from; null for a file. Stays through edits (`edited` tells). */
  readonly preset: string | null;
  readonly edited: boolean;
  /** Of the experiment, or the last there was: new parameters of an explicit experiment are drawn from it. */
  readonly initialization: Initialization;
  /** Edits change nothing: the page is a figure in somebody else's. */
  readonly readOnly: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** What is opened in place of everything before it. */
export type Opening = Pick<SetupState, 'experiment' | 'sequence' | 'preset' | 'edited'>;

export type RunStatus =
  | { readonly kind: 'running' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly fault: Fault };

/** An edit whose effect is still told: until the next move on the timeline, or the next edit. */
export interface FreshEdit {
  readonly kind: 'edited' | 'taken back';
  /** What it changed, where edits of the same thing can follow in a row. */
  readonly key: string | null;
  /** The run on screen before it: of edits of one thing in a row, before the first of them. */
  readonly before: Trace;
}

/** What came out. While a run goes on, the trace before it stays on screen until the new one can be shown. */
export interface RunState {
  readonly status: RunStatus;
  readonly trace: Trace | null;
  readonly beats: readonly Beat[];
  readonly reveals: Reveals;
  /** null where the run on screen comes from no edit, or one has moved since. */
  readonly freshEdit: FreshEdit | null;
}

export type { Grain };

export interface PlaybackState {
  /** Index of the beat on screen; −1 stands before the first beat: nothing is computed yet. */
  readonly position: number;
  readonly playing: boolean;
  readonly grain: Grain;
  /** Beats a second at fine grain are 1.25 × speed. */
  readonly speed: number;
  /** Each beat asks for its result before it shows it. */
  readonly predict: boolean;
  /** While one predicts, the last beat whose result has been shown; −1: none. */
  readonly revealed: number;
}

/** One entry of a shared parameter, from 1. */
export interface WeightChoice {
  readonly parameter: string;
  readonly row: number;
  readonly column: number;
}

/** How deep the picture goes: one cell and its loop, a column a step, inside one column, every single unit. */
export const depths = ['folded', 'unrolled', 'inside', 'units'] as const;
export type Depth = (typeof depths)[number];

/** What the lower part of the side panel looks at. */
export const lenses = ['paths', 'time', 'limits', 'check', 'cells'] as const;
export type Lens = (typeof lenses)[number];

/** How the paths of the weight are laid out: one below the other, as the triangle of losses by uses, down to single units. */
export const pathViews = ['list', 'triangle', 'units'] as const;
export type PathView = (typeof pathViews)[number];

/** Steps from … to, both from 1 and both included. */
export interface StepRange {
  readonly from: number;
  readonly to: number;
}

export interface FocusState {
  readonly depth: Depth;
  readonly lens: Lens;
  /** The column that the depths `folded` and `inside` show; null: that of the beat (see `columnOf`). */
  readonly column: number | null;
  /** The steps that the graph shows of a run too long to show whole; null: those around the beat. */
  readonly window: StepRange | null;
  /** τ: the loss that the lenses look back from; null: the last one (see `lossStepOf`). */
  readonly lossStep: number | null;
  /** Losses (τ) and uses (t) that are switched off as a whole, beside single paths. */
  readonly hiddenLosses: ReadonlySet<number>;
  readonly hiddenUses: ReadonlySet<number>;
  /** Under the pointer or the keyboard focus: lit everywhere. */
  readonly pointed: QuantityId | null;
  /** Clicked: explained in the inspector. */
  readonly selected: QuantityId | null;
  /** The weight whose paths are shown. */
  readonly weight: WeightChoice | null;
  /** How much of the weight's parameter the paths are counted for: the entry, its row, the whole of it. */
  readonly pathScope: PathScope;
  /** null: the list for a run with one loss, the triangle for several (see `pathViewOf`). */
  readonly pathView: PathView | null;
  /** Paths switched off, as path ids. */
  readonly hiddenPaths: ReadonlySet<QuantityId>;
  /** One polite sentence for the user (a refused file, a restarted worker); null when dismissed. */
  readonly notice: Fault | null;
  /** The letters that the reader has chosen; null: those that the experiment names. */
  readonly notation: NotationChoice | null;
  /** Step of the guided start, from 0; null once left. */
  readonly tour: number | null;
}

/** Every edit is one undo step and starts a run; the beat is kept where it makes sense. */
export interface SetupActions {
  /** Opens what a link or a message describes, at its beat once that is computed. */
  open(opening: Opening, position: number): void;
  loadPreset(id: string): void;
  loadExperiment(experiment: Experiment): void;
  chooseSequence(sequence: number): void;
  /** Several edits of the same entry in a row (arrow keys, typing) are one undo step. */
  setWeight(choice: WeightChoice, value: number): void;
  setToken(step: number, token: string): void;
  setInput(step: number, unit: number, value: number): void;
  setTarget(step: number, target: Target): void;
  setHiddenSize(size: number): void;
  setLength(steps: number): void;
  setCell(cell: string): void;
  setActivation(activation: MapName): void;
  setTraining(change: Partial<Training>): void;
  /** New random parameters from this seed. */
  setSeed(seed: number): void;
  /** Rescales every recurrent matrix to this spectral radius; several in a row are one undo step. */
  setSpectralRadius(radius: number): void;
  /** Takes the parameters after the update as the new ones; the next update goes on from what the optimizer remembers. */
  applyUpdate(): void;
  /** The next update is the first again. */
  forgetUpdates(): void;
  undo(): void;
  redo(): void;
}

/**
 * Moves stop where the run has been computed. A move by hand ends playing. Who predicts gets the result of a beat by the
 * move after the one to it.
 */
export interface PlaybackActions {
  goTo(position: number): void;
  next(): void;
  previous(): void;
  first(): void;
  last(): void;
  play(): void;
  pause(): void;
  setGrain(grain: Grain): void;
  setSpeed(speed: number): void;
  /** The result on screen stays; the next beat is the first that asks. */
  setPredict(predict: boolean): void;
  /** Shows the result that the beat on screen withholds. */
  reveal(): void;
}

export interface FocusActions {
  point(id: QuantityId | null): void;
  select(id: QuantityId | null): void;
  chooseWeight(choice: WeightChoice | null): void;
  setPathScope(scope: PathScope): void;
  setPathView(view: PathView): void;
  /** Switches paths off or on; one whose loss or use is off as a whole comes back without the others of it. */
  hidePaths(ids: readonly QuantityId[], hidden: boolean): void;
  /** Switches losses, or uses, off and on; all paths from (or to) them go with them. */
  hideLosses(range: StepRange, hidden: boolean): void;
  hideUses(range: StepRange, hidden: boolean): void;
  /** Every path, loss and use is on again. */
  showAllPaths(): void;
  setDepth(depth: Depth, column?: number): void;
  setLens(lens: Lens): void;
  setWindow(window: StepRange | null): void;
  setLossStep(step: number | null): void;
  notify(fault: Fault | null): void;
  setTour(step: number | null): void;
  setNotation(choice: NotationChoice): void;
}

/** Work of the engine beside the run on screen. */
export interface TaskActions {
  /** The newest of a key wins; the promise always settles. See `trace/tasks/tasks.ts`. */
  ask: Client['ask'];
  /** Ends the work of that key that is under way; it settles as superseded. */
  stopAsking: Client['stopAsking'];
}

export interface StudioActions extends SetupActions, PlaybackActions, FocusActions, TaskActions {
  /** Ends the run in flight and lets the worker go. */
  dispose(): void;
}

export type StudioState = SetupState & RunState & PlaybackState & FocusState & StudioActions;

/** How the slices reach the store they are part of. */
export interface Access {
  get(): StudioState;
  set(part: Partial<StudioState>): void;
}
