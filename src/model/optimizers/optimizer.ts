// What an optimizer is: its settings with defaults, the state it keeps, its update rule in numbers and in symbols.

import {
  apply,
  constant,
  difference,
  type Expression,
  multiply,
  quotient,
  sum,
} from '#model/expression.ts';

/** One number that can be set besides the learning rate. */
export interface OptimizerSetting {
  readonly name: string;
  /** The letter formulas print, in TeX. */
  readonly letter: string;
  readonly default: number;
  /** Allowed: min ≤ value, and value < below where given. */
  readonly min: number;
  readonly below?: number;
}

export interface Optimizer {
  readonly id: string;
  /** The default α, PyTorch's. */
  readonly learningRate: number;
  readonly settings: readonly OptimizerSetting[];
  /** How many numbers it remembers for each parameter. */
  readonly slots: number;
  /**
   * Changes the parameters in place. `state` has `slots` arrays as long as the parameters, zero before step 1;
   * `step` counts from 1; `settings` has `learningRate` and every setting by name.
   */
  update(
    parameters: Float64Array,
    gradient: Float64Array,
    state: readonly Float64Array[],
    step: number,
    settings: Readonly<Record<string, number>>,
  ): void;
  /** W after the FIRST step (zero state), from W and g: what the update beat shows. */
  firstStep(
    weight: Expression,
    gradient: Expression,
    settings: Readonly<Record<string, number>>,
  ): Expression;
}

/** W − α·g/(√s + ε): the step of every optimizer that divides by a running size of the gradient. */
export function scaledStep(
  weight: Expression,
  gradient: Expression,
  square: Expression,
  settings: Readonly<Record<string, number>>,
): Expression {
  const size = sum(apply('sqrt', square), constant(settings.epsilon as number, '\\varepsilon'));
  const rate = constant(settings.learningRate as number, '\\alpha');
  return difference(weight, multiply(rate, quotient(gradient, size)));
}
