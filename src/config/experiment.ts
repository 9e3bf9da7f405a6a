// An experiment as the program holds it: the file format with its defaults filled in.

import type { ModelSpecification } from '#model/model.ts';
import type { NotationChoice } from '#model/notations.ts';

export type Vector = readonly number[];
export type Matrix = readonly Vector[];
/** A bias is a list; a matrix a list of rows. */
export type ParameterValues = Readonly<Record<string, Vector | Matrix>>;

/** null: no loss at that step. sigmoid: 0/1 or a list of them; softmax: class index from 0 or label; linear: number(s). */
export type Target = null | number | string | Vector;

export interface Sequence {
  /** Either tokens of the vocabulary (one-hot inputs) or input vectors. */
  readonly tokens?: readonly string[] | undefined;
  readonly inputs?: Matrix | undefined;
  /** One entry per step. */
  readonly targets: readonly Target[];
}

export type InitializationScheme =
  | 'xavier-uniform'
  | 'xavier-normal'
  | 'he-uniform'
  | 'he-normal'
  | 'uniform'
  | 'normal'
  | 'orthogonal'
  | 'identity'
  | 'zeros';

export interface Initialization {
  readonly scheme: InitializationScheme;
  readonly seed: number;
  readonly gain: number;
  /** Where given, every recurrent matrix is rescaled to it. */
  readonly spectralRadius?: number | undefined;
}

export interface OptimizerSettings {
  readonly kind: string;
  readonly learningRate: number;
  /** The optimizer's other numbers (momentum, beta1, …), by name; defaults are the optimizer's own. */
  readonly [name: string]: number | string;
}

/** What the optimizer has remembered from the updates before, so that the next one goes on from it. */
export interface OptimizerState {
  /** How many updates there were, from 1. */
  readonly updates: number;
  /** By the optimizer's own names (`m`, `v`), each with the names and shapes of the parameters. */
  readonly kept: Readonly<Record<string, ParameterValues>>;
}

export type Clip = null | { readonly kind: 'norm' | 'value'; readonly max: number };
export type Truncation = null | { readonly kind: 'window' | 'chunk'; readonly steps: number };

export interface Training {
  readonly optimizer: OptimizerSettings;
  /** Absent: the next update is the first. */
  readonly optimizerState?: OptimizerState | undefined;
  readonly clip: Clip;
  readonly truncation: Truncation;
  /** A batch's loss is the mean of its sequences' losses. */
  readonly batchSize: number | 'all';
  readonly epochs: number;
}

export interface Experiment {
  readonly title: string;
  /** The letters it is shown in; where absent, those of the standard. */
  readonly notation?: NotationChoice | undefined;
  readonly model: ModelSpecification;
  /** Exactly one of the two is present. */
  readonly parameters?: ParameterValues | undefined;
  readonly initialization?: Initialization | undefined;
  /** Where absent, zero. */
  readonly initialState?: Readonly<Record<string, Vector>> | undefined;
  readonly data: {
    readonly vocabulary?: readonly string[] | undefined;
    readonly labels?: readonly string[] | undefined;
    readonly sequences: readonly Sequence[];
  };
  readonly training: Training;
}

/** Steps (from 1) that have a loss. */
export function lossStepsOf(sequence: Sequence): readonly number[] {
  return sequence.targets.flatMap((target, i) => (target === null ? [] : [i + 1]));
}

/** Sequences (from 1) of the batch that a sequence (from 1) falls into. */
export function batchOf(experiment: Experiment, sequence: number): readonly number[] {
  const count = experiment.data.sequences.length;
  const { batchSize } = experiment.training;
  const size = batchSize === 'all' ? count : Math.min(batchSize, count);
  const first = Math.floor((sequence - 1) / size) * size;
  return Array.from({ length: Math.min(size, count - first) }, (_, i) => first + i + 1);
}
