// How the edges of a cell are wired in the picture: which share a trunk, which run in a lane of their own.
//
//   upwards   to the next row of the same column
//   lane      past rows of the same column, at its right side; lanes never overlap
//   input     from x to several rows: one trunk at the left side of the column
//   road      a state to itself, one step later: straight
//   sweep     the only edge to another row one step later: a curve
//   trunk     a state to several rows one step later: one trunk in the gap between the columns

import { oncePer } from '#base/memo.ts';
import type { Source } from '#model/declaration.ts';
import type { Edge, Model } from '#model/model.ts';

export type Course =
  | { readonly kind: 'upwards' | 'input' | 'road' | 'sweep' }
  /** From 0, the nearest to the strips. */
  | { readonly kind: 'lane'; readonly lane: number }
  /** From 0, the nearest to the strips. */
  | { readonly kind: 'trunk'; readonly trunk: number };

/** All edges from one quantity to another: they run the same way (z enters the h of a GRU twice). */
export interface Connection {
  readonly from: Source;
  readonly to: string;
  readonly edges: readonly Edge[];
  readonly course: Course;
}

export interface Wiring {
  readonly connections: readonly Connection[];
  /** How many lanes a column has, and how many trunks come in from the column before. */
  readonly lanes: number;
  readonly trunks: number;
  /** Whether x has a trunk. */
  readonly input: boolean;
}

type Joined = Omit<Connection, 'course'>;

/** From the bottom up: x, the cell's quantities in their order, logits, prediction. */
export function rowNames(model: Model): readonly string[] {
  return ['x', ...model.cell.quantities.map((q) => q.name), 'logits', 'prediction'];
}

/** Kept for the life of the model. */
export const wiringOf = oncePer(wire);

function wire(model: Model): Wiring {
  const rows = rowNames(model);
  const riseOf = ({ from, to }: Joined): number => rows.indexOf(to) - rows.indexOf(from.quantity);
  const joined = joinEdges(model.edges);
  const fromInput = joined.filter((c) => c.from.quantity === 'x');
  const input = fromInput.length > 1 && fromInput.some((c) => riseOf(c) > 1);
  const bypass = joined.filter(
    (c) => c.from.at === 'now' && riseOf(c) > 1 && !(input && c.from.quantity === 'x'),
  );
  const lanes = assignLanes(
    bypass.map((c) => [rows.indexOf(c.from.quantity), rows.indexOf(c.to)] as const),
  );
  const turning = joined.filter((c) => c.from.at === 'before' && riseOf(c) !== 0);
  const trunks =
    turning.length > 1 ? [...new Set(turning.map(({ from }) => from.quantity))].toReversed() : [];
  const courseOf = (c: Joined): Course => {
    if (c.from.at === 'before') {
      if (riseOf(c) === 0) return { kind: 'road' };
      const trunk = trunks.indexOf(c.from.quantity);
      return trunk < 0 ? { kind: 'sweep' } : { kind: 'trunk', trunk };
    }
    if (input && c.from.quantity === 'x') return { kind: 'input' };
    const lane = lanes[bypass.indexOf(c)];
    return lane === undefined ? { kind: 'upwards' } : { kind: 'lane', lane };
  };
  return {
    connections: joined.map((c) => ({ ...c, course: courseOf(c) })),
    lanes: Math.max(0, ...lanes.map((lane) => lane + 1)),
    trunks: trunks.length,
    input,
  };
}

function joinEdges(edges: readonly Edge[]): readonly Joined[] {
  const joined = new Map<string, Joined & { edges: Edge[] }>();
  for (const edge of edges) {
    const { from, to } = edge;
    const key = `${from.quantity} ${from.at} ${to}`;
    const known = joined.get(key);
    if (known) known.edges.push(edge);
    else joined.set(key, { from, to, edges: [edge] });
  }
  return [...joined.values()];
}

/**
 * The lane of every span of rows [from, to]: short spans inside, and no two spans of one lane share a row.
 * Spans that end at the same row nest without crossing.
 */
export function assignLanes(spans: readonly (readonly [number, number])[]): readonly number[] {
  const length = (i: number): number => Math.abs((spans[i]?.[1] ?? 0) - (spans[i]?.[0] ?? 0));
  const order = spans.map((_, i) => i).toSorted((a, b) => length(a) - length(b));
  const taken: (readonly [number, number])[][] = [];
  const lanes: number[] = spans.map(() => 0);
  for (const i of order) {
    const [a, b] = spans[i] ?? [0, 0];
    const [low, high] = [Math.min(a, b), Math.max(a, b)];
    const free = taken.findIndex((lane) => lane.every(([l, h]) => high < l || low > h));
    const lane = free < 0 ? taken.length : free;
    taken[lane] = [...(taken[lane] ?? []), [low, high]];
    lanes[i] = lane;
  }
  return lanes;
}
