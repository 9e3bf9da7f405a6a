// Work of the engine beside the run on screen: what each kind is asked, what it tells on its way, and what it answers.
// Who asks gives it a key: several of a kind live side by side, and the newest of a key takes the place of the one before.
//
// One table for all sides: the engine carries tasks out (engine/tasks.ts), worker and store pass them on, views ask.

import type { Result } from '#base/result.ts';
import type { Experiment } from '#config/experiment.ts';
import type { StateProducts } from '#trace/derived/state-products.ts';
import type { RunChunk } from '#trace/record/chunk.ts';

/** One sequence (from 1) of an experiment. */
export interface SequenceChoice {
  readonly experiment: Experiment;
  readonly sequence: number;
}

/** How much of a long task is done: 0 ≤ done ≤ all. */
export interface Counted {
  readonly done: number;
  readonly all: number;
}

export interface Tasks {
  /** The loss with one parameter replaced by each of the values: the curve that a nudge moves along. */
  readonly probe: {
    readonly question: SequenceChoice & {
      /** Place in the flat parameters. */
      readonly place: number;
      readonly values: readonly number[];
    };
    /** Values tried. */
    readonly progress: Counted;
    /** One loss for each value; not finite where the run overflows. */
    readonly answer: { readonly losses: Float64Array };
  };
  /** Every parameter's gradient against central differences. */
  readonly check: {
    readonly question: SequenceChoice;
    /** Parameters compared. */
    readonly progress: Counted;
    readonly answer: GradientCheck;
  };
  /** The same data through other nets: for each experiment the pieces of a run of the sequence, or why it is refused. */
  readonly runs: {
    readonly question: { readonly experiments: readonly Experiment[]; readonly sequence: number };
    /** Runs that are done. */
    readonly progress: Counted;
    readonly answer: { readonly runs: readonly Result<readonly RunChunk[]>[] };
  };
  /** The products of the Jacobians from step `last` back, where they are too many for the page. */
  readonly products: {
    readonly question: SequenceChoice & { readonly last: number };
    /** Products of Jacobians. */
    readonly progress: Counted;
    readonly answer: StateProducts;
  };
}

export type TaskKind = keyof Tasks;

/** What is asked, by a key of the asker's own: the same key again takes the place of what was asked by it before. */
export interface TaskOrder<K extends TaskKind> {
  readonly key: string;
  readonly kind: K;
  readonly question: Tasks[K]['question'];
}

/** Tasks in pieces; what one yields is told on the way, or nothing (`null`). */
export type TaskTable = {
  readonly [K in TaskKind]: (
    question: Tasks[K]['question'],
  ) => Generator<Tasks[K]['progress'] | null, Tasks[K]['answer']>;
};

/** What the comparison with central differences found. */
export interface GradientCheck {
  /** Parameters compared. */
  readonly count: number;
  /** The largest relative error, |gradient − difference| / max(|gradient|, |difference|, floor), and its place. */
  readonly worst: { readonly place: number; readonly error: number };
  /** For each parameter the central difference and the relative error, flat like the parameters. */
  readonly differences: Float64Array;
  readonly errors: Float64Array;
}
