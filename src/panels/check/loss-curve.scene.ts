// The loss around one weight: the sampled curve, the tangent whose slope is the gradient, and the nudge between them.

import { extent, range } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { formatTick } from '#base/format.ts';
import type { Point } from '#marks/curve.ts';

/** Losses at w + offset for every offset, in order; not finite where a run overflows. */
export interface Samples {
  readonly offsets: readonly number[];
  readonly losses: ArrayLike<number>;
}

export interface Nudge {
  /** L(w) and ∂L/∂w; the gradient is null while it is not computed yet. */
  readonly loss: number;
  readonly gradient: number | null;
  readonly epsilon: number;
  /** L(w + ε); null while it is being computed. */
  readonly moved: number | null;
}

export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** In px, the origin at the top left. */
export interface LossCurve {
  readonly width: number;
  readonly height: number;
  /** The plot without the room for its ticks. */
  readonly plot: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly curve: string;
  /** From the left edge to the right one; null without a gradient. */
  readonly tangent: string | null;
  /** (w, L), the predicted and the real point of the nudge. */
  readonly here: Point;
  readonly predicted: Point | null;
  readonly moved: Point | null;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  /** From a place across to ε, within the sampled offsets. */
  epsilonAt(x: number): number;
}

/** Sample points −radius … radius, zero among them. */
export function offsetsWithin(radius: number, half = 20): readonly number[] {
  return range(-half, half + 1).map((i) => (i / half) * radius);
}

const margin = { left: 44, right: 10, top: 8, bottom: 22 };

export function buildLossCurve(
  { offsets, losses }: Samples,
  nudge: Nudge,
  { width, height }: { readonly width: number; readonly height: number },
): LossCurve {
  const points = offsets.flatMap((offset, i): readonly (readonly [number, number])[] => {
    const loss = losses[i];
    return loss !== undefined && Number.isFinite(loss) ? [[offset, loss]] : [];
  });
  const plot = {
    left: margin.left,
    right: width - margin.right,
    top: margin.top,
    bottom: height - margin.bottom,
  };
  const radius = Math.max(...offsets.map(Math.abs));
  const x = scaleLinear([-radius, radius], [plot.left, plot.right]);
  const y = scaleLinear(lossDomain([...points.map(([, loss]) => loss), nudge.loss]), [
    plot.bottom,
    plot.top,
  ]);
  const at = (offset: number, loss: number): Point => ({ x: x(offset), y: y(loss) });
  const onTangent = (offset: number, slope: number): number => nudge.loss + slope * offset;
  const { gradient, epsilon, moved } = nudge;
  const path = line<readonly [number, number]>()
    .x(([offset]) => x(offset))
    .y(([, loss]) => y(loss));
  return {
    width,
    height,
    plot,
    curve: path(points) ?? '',
    tangent:
      gradient === null
        ? null
        : path([-radius, radius].map((offset) => [offset, onTangent(offset, gradient)])),
    here: at(0, nudge.loss),
    predicted: gradient === null ? null : at(epsilon, onTangent(epsilon, gradient)),
    moved: moved === null || !Number.isFinite(moved) ? null : at(epsilon, moved),
    xTicks: x.ticks(5).map((tick) => ({ at: x(tick), text: formatTick(tick) })),
    yTicks: y.ticks(4).map((tick) => ({ at: y(tick), text: formatTick(tick) })),
    epsilonAt: (place) => Math.min(radius, Math.max(-radius, x.invert(place))),
  };
}

/** A little more than the losses span; a flat curve stands in the middle. */
function lossDomain(losses: readonly number[]): [number, number] {
  const [low = 0, high = 0] = extent(losses);
  const room = high > low ? 0.12 * (high - low) : Math.max(1e-12, Math.abs(high) * 0.1);
  return [low - room, high + room];
}
