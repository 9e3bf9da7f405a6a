// The picture inside a column as a circuit: operations, and the wires between them, with what each carries both ways.

import type { Point } from '#marks/curve.ts';
import type { MapName, Source } from '#model/declaration.ts';
import type { Edge } from '#model/model.ts';
import { pillSize, roundSize } from './sizes.scene.ts';

/** `squash` is what turns the scores into the prediction, as the head has it. */
export type OperationKind = 'matrix' | 'bias' | 'plus' | 'times' | 'squash' | MapName;

export interface Operation {
  readonly key: string;
  readonly kind: OperationKind;
  readonly at: Point;
  /** The quantity that it helps to compute. */
  readonly to: string;
  /** The shared parameter of a matrix or a bias. */
  readonly weight: string | null;
  /** What it takes part in carrying back; a sum passes all on as it is. */
  readonly edges: readonly Edge[];
}

/** What a wire carries forward. */
export type Signal =
  | { readonly kind: 'source'; readonly source: Source }
  /** A factor after its map. */
  | { readonly kind: 'factor'; readonly edge: Edge }
  | { readonly kind: 'term'; readonly to: string; readonly term: number };

/** What comes back over a wire; parts that run together add up. */
export type Return =
  /** Through the whole of an edge, to its source. */
  | { readonly kind: 'edge'; readonly edge: Edge }
  /** The same before the map of the edge's factor. */
  | { readonly kind: 'factor'; readonly edge: Edge }
  /** ∂L/∂q_t as it is. */
  | { readonly kind: 'whole'; readonly quantity: string }
  /** What arrives at a state from the next step. */
  | { readonly kind: 'carried'; readonly state: string };

export interface CircuitWire {
  readonly key: string;
  /** In the forward direction. */
  readonly corners: readonly Point[];
  /** The quantities that it leads to; `loss`, and `next` for what goes on to the next step. */
  readonly to: readonly string[];
  readonly signal: Signal;
  readonly back: readonly Return[];
  /** It starts at a strip, where the gradient arrives; it ends at one. */
  readonly leaves: boolean;
  readonly enters: boolean;
}

/** Where a road of the gradient has its number. */
export interface Badge {
  readonly road: number;
  readonly at: Point;
}

/** Where wires branch. */
export interface Joint extends Point {
  readonly to: readonly string[];
  /** To the right of both ways that meet here; nothing where no gradient comes back. */
  readonly aside: Point;
}

export interface Circuit {
  readonly operations: readonly Operation[];
  readonly wires: readonly CircuitWire[];
  readonly joints: readonly Joint[];
  readonly badges: readonly Badge[];
}

/** What a wire can end at: a middle and half its size. */
export interface Spot extends Point {
  readonly half: Point;
  readonly isStrip: boolean;
}

export function spotOf({ at, kind }: Pick<Operation, 'at' | 'kind'>): Spot {
  const half = kind === 'matrix' ? pillSize : { x: roundSize, y: roundSize };
  return { ...at, half, isStrip: false };
}

/** From the edge of one thing to the edge of another: upright first, then level. */
export function between(from: Spot, to: Spot): readonly Point[] {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  if (Math.abs(dx) < 1) {
    const down = Math.sign(dy);
    return [
      { x: from.x, y: from.y + down * from.half.y },
      { x: from.x, y: to.y - down * to.half.y },
    ];
  }
  const across = Math.sign(dx);
  const end = { x: to.x - across * to.half.x, y: to.y };
  if (Math.abs(dy) < 1) return [{ x: from.x + across * from.half.x, y: from.y }, end];
  const down = Math.sign(dy);
  return [{ x: from.x, y: from.y + down * from.half.y }, { x: from.x, y: to.y }, end];
}

/** One end of a line that branches: where it leaves the line, and how it goes on from there. */
export interface Branch {
  readonly joint: Point;
  readonly onwards: readonly Point[];
  readonly to: readonly string[];
  readonly back: readonly Return[];
  readonly enters: boolean;
}

/** The wires of a line with branches in the order in which it meets them; what comes back adds up at every joint. */
export function branching(
  key: string,
  start: readonly Point[],
  branches: readonly Branch[],
  signal: Signal,
  leaves = true,
): Pick<Circuit, 'wires' | 'joints'> {
  const wires: CircuitWire[] = [];
  const joints: Joint[] = [];
  let from = start;
  branches.forEach((branch, i) => {
    const { joint, onwards, to, back, enters } = branch;
    const own = { signal, to, back, enters };
    const rest = branches.slice(i);
    const starts = leaves && i === 0;
    if (rest.length === 1) {
      wires.push({
        key: `${key} ${i}`,
        corners: [...from, joint, ...onwards],
        ...own,
        leaves: starts,
      });
      return;
    }
    const carried = { to: unique(rest.flatMap((b) => b.to)), back: rest.flatMap((b) => b.back) };
    const corners = [...from, joint];
    wires.push({ key: `${key} ${i}<`, corners, signal, ...carried, leaves: starts, enters: false });
    wires.push({ key: `${key} ${i}`, corners: [joint, ...onwards], ...own, leaves: false });
    const turn = onwards[0] ?? joint;
    joints.push(jointOf(from.at(-1) ?? joint, joint, turn, carried));
    from = [joint];
  });
  return { wires, joints };
}

/** The joint of a line that comes from one point and a branch that goes on to another. */
export function jointOf(
  from: Point,
  joint: Point,
  turn: Point,
  { to, back }: Pick<CircuitWire, 'to' | 'back'>,
): Joint {
  const isTwoWay = back.length > 0;
  const sides = isTwoWay ? [rightOf(from, joint), rightOf(joint, turn)] : [];
  const aside = { x: sides.reduce((s, p) => s + p.x, 0), y: sides.reduce((s, p) => s + p.y, 0) };
  return { ...joint, to, aside };
}

/** Unit vector to the right of a level or upright way. */
function rightOf(a: Point, b: Point): Point {
  return { x: Math.sign(a.y - b.y) + 0, y: Math.sign(b.x - a.x) + 0 };
}

export function unique<T>(list: readonly T[]): readonly T[] {
  return [...new Set(list)];
}
