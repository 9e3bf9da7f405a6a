// What the comparison of gradients with central differences comes to, parameter by parameter.

import { type Model, type ParameterShape, parameterOf } from '#model/model.ts';
import type { GradientCheck } from './tasks.ts';

/** One entry of a shared parameter, row and column from 1. */
export interface EntryPlace {
  readonly parameter: string;
  readonly row: number;
  readonly column: number;
}

export interface CheckedParameter {
  readonly shape: ParameterShape;
  readonly worst: EntryPlace & { readonly error: number };
}

/** An error below this is the rounding of the differences, not a wrong gradient. */
export const agreement = 1e-5;

/** Place of an entry in the flat parameters. */
export function flatPlace(model: Model, { parameter, row, column }: EntryPlace): number {
  const { offset, columns } = parameterOf(model, parameter);
  return offset + (row - 1) * columns + column - 1;
}

/** The worst entry of each parameter, in the order of the model. */
export function checkedParameters(model: Model, check: GradientCheck): readonly CheckedParameter[] {
  return model.parameters.map((shape) => {
    const { name, offset, rows, columns } = shape;
    const errors = check.errors.subarray(offset, offset + rows * columns);
    let place = 0;
    errors.forEach((error, i) => {
      if (error > (errors[place] as number)) place = i;
    });
    const row = Math.floor(place / columns) + 1;
    const column = (place % columns) + 1;
    return { shape, worst: { parameter: name, row, column, error: errors[place] as number } };
  });
}

/** A corner, where a difference and a derivative may disagree though both are right: some map of the cell is ReLU. */
export function hasCorner(model: Model): boolean {
  return model.quantities.some(({ terms }) =>
    terms.some((term) => term.kind === 'product' && term.factors.some(({ map }) => map === 'relu')),
  );
}

/** A nudge of one weight by ε: what its gradient predicts for the loss, and what happens. */
export interface NudgeOutcome {
  /** ε · ∂L/∂w. */
  readonly predicted: number;
  /** L(w + ε) − L(w). */
  readonly real: number;
  /** |real − predicted| / max(|real|, |predicted|); null where both are zero. */
  readonly gap: number | null;
}

export function nudgeOutcome(
  epsilon: number,
  gradient: number,
  loss: number,
  moved: number,
): NudgeOutcome {
  const predicted = epsilon * gradient;
  const real = moved - loss;
  const size = Math.max(Math.abs(real), Math.abs(predicted));
  return { predicted, real, gap: size === 0 ? null : Math.abs(real - predicted) / size };
}
