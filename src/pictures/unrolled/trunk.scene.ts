// How the gradient of a state gathers on its way back to the step before: branches, growing sums, the total.
//
//   from a_o ──┐            each branch with its own part,
//   from a_f ──┤            each piece of the trunk with the sum of the parts that have joined below it,
//   from a_i ──┘  into h    the last piece, with the head, with all that is carried to h at t − 1

import { present } from '#base/exhaustive.ts';
import type { Point } from '#marks/curve.ts';
import type { GraphLayout } from '#marks/graph-layout.ts';
import { columnAt, departure, rowNamed, trunkAt, wayOf } from '#marks/routes.ts';
import { reverseWay, type Way } from '#marks/way.ts';
import { type Wire, wire } from '#marks/wire.ts';
import type { Connection } from '#marks/wiring.ts';
import type { Trace } from '#trace/record/trace.ts';
import { connectionFlow } from './connection-flow.scene.ts';

/** Asked for only once it is known: a run may still be streaming in. */
type Flow = () => Float64Array;

/** One piece of the way back, and the part of the gradient that it carries. */
export interface GatheredPiece {
  readonly key: string;
  readonly way: Way;
  readonly flow: Flow;
  /** The last piece, which arrives at the state. */
  readonly arrives: boolean;
}

interface Branch {
  readonly connection: Connection;
  readonly flow: Flow;
  /** From the user to the trunk. */
  readonly end: Point;
}

/** The pieces on which the gradient of `state` comes back out of step t; without a trunk one piece a connection. */
export function gatherState(
  trace: Trace,
  layout: GraphLayout,
  connections: readonly Connection[],
  t: number,
): readonly GatheredPiece[] {
  const first = connections.find(({ course }) => course.kind === 'trunk');
  if (first?.course.kind !== 'trunk') {
    return connections.map((connection) => ({
      key: keyOf(connection),
      way: reverseWay(wayOf(layout, connection, t, 'backward')),
      flow: () => connectionFlow(trace, connection, t),
      arrives: true,
    }));
  }
  const name = first.from.quantity;
  const into = departure(layout, rowNamed(layout, name), t, 'backward');
  const x = trunkAt(layout, columnAt(layout, t), first.course.trunk, 'backward');
  const branches = connections.map((connection): Branch => {
    const way = wayOf(layout, connection, t, 'backward');
    const end = 'corners' in way ? way.corners.at(-1) : way.end;
    const flow: Flow = () => connectionFlow(trace, connection, t);
    return { connection, flow, end: present(end, 'end') };
  });
  return join(name, branches, x, into);
}

/** Arms come from below, from above and level; where there is more than one, they meet before the state. */
function join(
  name: string,
  branches: readonly Branch[],
  x: number,
  into: Point,
): readonly GatheredPiece[] {
  const arms = [
    branches.filter((b) => b.end.y > into.y + 0.5).toSorted((a, b) => b.end.y - a.end.y),
    branches.filter((b) => b.end.y < into.y - 0.5).toSorted((a, b) => a.end.y - b.end.y),
    branches.filter((b) => Math.abs(b.end.y - into.y) <= 0.5),
  ].filter((arm) => arm.length > 0);
  const meet = arms.length > 1;
  const pieces = arms.flatMap((arm) => gatherArm(name, arm, x, into, meet));
  if (!meet) return pieces;
  const flow = sumOf(branches.map((b) => b.flow));
  const last = { key: `${name}<`, way: wire({ x, y: into.y }, into), flow, arrives: true };
  return [...pieces, last];
}

function gatherArm(
  name: string,
  arm: readonly Branch[],
  x: number,
  into: Point,
  meet: boolean,
): readonly GatheredPiece[] {
  return arm.flatMap(({ connection, flow, end }, i): GatheredPiece[] => {
    const key = keyOf(connection);
    const joint = { x, y: end.y };
    const next = arm[i + 1];
    const onwards: Wire['corners'] = next
      ? [{ x, y: next.end.y }]
      : [{ x, y: into.y }, ...(meet ? [] : [into])];
    const arrives = !next && !meet;
    if (i === 0) return [{ key, way: wire(end, joint, ...onwards), flow, arrives }];
    const sum = sumOf(arm.slice(0, i + 1).map((b) => b.flow));
    return [
      { key, way: wire(end, joint), flow, arrives: false },
      { key: `${name}<${key}`, way: wire(joint, ...onwards), flow: sum, arrives },
    ];
  });
}

export function keyOf({ from, to }: Connection): string {
  return `${from.quantity}${from.at === 'before' ? '₋' : ''}>${to}`;
}

function sumOf(flows: readonly Flow[]): Flow {
  return () => {
    const [first, ...others] = flows.map((flow) => flow());
    const sum = new Float64Array(first ?? []);
    for (const other of others) {
      other.forEach((value, i) => {
        sum[i] = (sum[i] ?? 0) + value;
      });
    }
    return sum;
  };
}
