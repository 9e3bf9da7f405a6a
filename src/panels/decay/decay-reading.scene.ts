// The numbers of the decay: the lines beside those of the run, and all lines at one step.

import { formatPower } from '#base/format.ts';
import {
  jacobianId,
  jacobianStepsOf,
  pathId,
  pathStepsOf,
  type QuantityId,
} from '#model/quantity-id.ts';
import type { StateProducts } from '#trace/derived/state-products.ts';
import type { Trace } from '#trace/record/trace.ts';

/**
 * `bound`: the product of the norms of this run's Jacobians; `promise`: the bound by the weights alone;
 * `radius`: the power of the spectral radius, which is no bound.
 */
export type GuideKind = 'bound' | 'promise' | 'radius';

export interface GuidePowers {
  readonly kind: GuideKind;
  /** log₁₀ for t = first … τ. */
  readonly powers: readonly number[];
}

export function guidesOf({ first, last, bound, promise }: StateProducts): readonly GuidePowers[] {
  const straight = (power: number) =>
    Array.from({ length: last - first + 1 }, (_, i) => times(last - first - i, power));
  return [
    { kind: 'bound', powers: Array.from(bound) },
    ...(promise === null
      ? []
      : [
          { kind: 'promise' as const, powers: straight(promise.bound) },
          { kind: 'radius' as const, powers: straight(promise.radius) },
        ]),
  ];
}

/** The numbers of one step, as they are written. */
export interface DecayReading {
  readonly t: number;
  /** What lights up: the whole way from the loss at τ back to t, or where there is no such loss, the first Jacobian. */
  readonly id: QuantityId;
  readonly distance: number;
  readonly norms: readonly { readonly state: string; readonly text: string }[];
  readonly bound: string;
  /** ‖J_{t+1}‖₂, by which step t + 1 stretches at most; null for t = τ. */
  readonly factor: string | null;
  readonly promise: string | null;
  readonly radius: string | null;
}

/** The step of the chart that a quantity speaks of: the use of a path from τ, or where a Jacobian comes out. */
export function pointedStep(
  { first, last }: Pick<StateProducts, 'first' | 'last'>,
  id: QuantityId | null,
): number | null {
  const path = pathStepsOf(id ?? '');
  const derivative = jacobianStepsOf(id ?? '');
  const isOwn = path?.lossStep === last;
  const isFactor = derivative?.to === (derivative?.from ?? 0) + 1;
  const step = isOwn ? path.step : isFactor ? (derivative?.from ?? null) : null;
  return step !== null && step >= first && step <= last ? step : null;
}

/** The numbers at step t (first … last) of the products. */
export function readDecay(
  products: StateProducts,
  { model, lossSteps }: Pick<Trace, 'model' | 'lossSteps'>,
  t: number,
): DecayReading {
  const { first, last, decays, bound, factors, promise } = products;
  const { output } = model.cell;
  const place = t - first;
  const distance = last - t;
  return {
    t,
    id: lossSteps.includes(last)
      ? pathId(last, t)
      : jacobianId(output, Math.min(last, t + 1), output),
    distance,
    norms: decays.map(({ state, norms }) => ({ state, text: formatPower(norms[place] ?? 0) })),
    bound: formatPower(bound[place] ?? 0),
    factor: distance === 0 ? null : formatPower(factors[place + 1] ?? 0),
    promise: promise && formatPower(times(distance, promise.bound)),
    radius: promise && formatPower(times(distance, promise.radius)),
  };
}

/** Zero to the power of zero is 1. */
function times(distance: number, power: number): number {
  return distance === 0 ? 0 : distance * power;
}
