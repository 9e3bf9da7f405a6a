// The ways of every value through the picture inside a column, from its strip to the operations that use it.

import type { Point } from '#marks/curve.ts';
import type { Source } from '#model/declaration.ts';
import type { Model } from '#model/model.ts';
import { roadsOf } from '#trace/derived/roads.ts';
import {
  type Badge,
  type Branch,
  between,
  branching,
  type Circuit,
  type CircuitWire,
  jointOf,
  type Operation,
  type Return,
  type Signal,
  type Spot,
  spotOf,
  unique,
} from './circuit.scene.ts';
import { beyond, type Grid, keyOf, type Place, placeOf } from './grid.scene.ts';
import { buildOperations, type Sink, stripSpot } from './operations.scene.ts';
import { lossSize } from './sizes.scene.ts';

type Lines = Pick<Circuit, 'wires' | 'joints'>;

export function buildCircuit(model: Model, grid: Grid): Circuit {
  const { operations, wires, sinks } = buildOperations(model, grid);
  const lines = [...grid.places.values()].map((place) =>
    linesFrom(
      model,
      grid,
      place,
      sinks.filter((sink) => keyOf(sink.source) === keyOf(place.source)),
    ),
  );
  const head = headLines(model, grid);
  return {
    operations: [...operations, ...head.operations],
    wires: [...lines.flatMap((l) => l.wires), ...wires, ...head.wires],
    joints: lines.flatMap((l) => l.joints),
    badges: sinks.flatMap((sink) => badgeOf(model, sink)),
  };
}

function linesFrom(model: Model, grid: Grid, place: Place, sinks: readonly Sink[]): Lines {
  const { quantity, at } = place.source;
  if (quantity === 'x') return fromInput(grid, place, sinks);
  if (at === 'before') return fromBefore(grid, place, sinks);
  if (model.cell.states.includes(quantity)) return fromState(model, grid, place, sinks);
  return fromSlot(place, sinks);
}

function signalOf(source: Source): Signal {
  return { kind: 'source', source };
}

function backOf({ source, edge }: Sink): readonly Return[] {
  return source.quantity === 'x' ? [] : [{ kind: 'edge', edge }];
}

function branchTo(sink: Sink, joint: Point, ...onwards: readonly Point[]): Branch {
  return { joint, onwards, to: [sink.edge.to], back: backOf(sink), enters: sink.spot.isStrip };
}

/** From a bus into the operation above it, or below it. */
function fromBus(sink: Sink, bus: number): Branch {
  const { x, y, half } = sink.spot;
  return branchTo(sink, { x, y: bus }, { x, y: y + Math.sign(bus - y) * half.y });
}

function byX(a: Sink, b: Sink): number {
  return a.spot.x - b.spot.x;
}

/** Up to a bus, and along it to both sides. */
function fromInput(grid: Grid, place: Place, sinks: readonly Sink[]): Lines {
  const signal = signalOf(place.source);
  const bus = grid.down.busOf.get('x') ?? place.y;
  const { x, y, half } = stripSpot(place);
  const start = { x, y: y - half.y };
  const [only] = sinks;
  if (only && sinks.length === 1) {
    const turn = { x, y: bus };
    const onwards = [
      { x: only.spot.x, y: bus },
      { x: only.spot.x, y: only.spot.y + only.spot.half.y },
    ];
    return branching('x', [start], [branchTo(only, turn, ...onwards)], signal);
  }
  const joint = { x, y: bus };
  const to = unique(sinks.map((sink) => sink.edge.to));
  const rise = {
    key: 'x <',
    corners: [start, joint],
    to,
    signal,
    back: [],
    leaves: true,
    enters: false,
  };
  const above = sinks.filter((sink) => Math.abs(sink.spot.x - x) < 1);
  const left = sinks
    .filter((sink) => sink.spot.x <= x - 1)
    .toSorted(byX)
    .toReversed();
  const right = sinks.filter((sink) => sink.spot.x >= x + 1).toSorted(byX);
  const lines = [above, left, right].map((side, i) =>
    branching(
      `x ${i}`,
      [joint],
      side.map((sink) => fromBus(sink, bus)),
      signal,
      false,
    ),
  );
  return {
    wires: [rise, ...lines.flatMap((l) => l.wires)],
    joints: [jointOf(joint, joint, joint, rise), ...lines.flatMap((l) => l.joints)],
  };
}

/** Straight along the road; and down to a bus where it is used elsewhere too. */
function fromBefore(grid: Grid, place: Place, sinks: readonly Sink[]): Lines {
  const key = keyOf(place.source);
  const signal = signalOf(place.source);
  const { x, y, half } = stripSpot(place);
  const start = { x: x + half.x, y };
  const level = sinks.filter((sink) => Math.abs(sink.spot.y - y) < 1);
  const spread = sinks.filter((sink) => !level.includes(sink)).toSorted(byX);
  const along = level.map((sink) => branchTo(sink, { x: sink.spot.x - sink.spot.half.x, y }));
  const bus = grid.down.busOf.get(place.source.quantity) ?? y;
  const down = spread.map((sink) => fromBus(sink, bus));
  if (along.length === 0) return branching(key, [start], down, signal);
  if (down.length === 0) return branching(key, [start], along, signal);
  const joint = { x: grid.across.trunkOf.get(place.source.quantity) ?? x + half.x + 12, y };
  const to = unique(sinks.map((sink) => sink.edge.to));
  const first: CircuitWire = {
    key: `${key} <`,
    corners: [start, joint],
    to,
    signal,
    back: sinks.flatMap(backOf),
    leaves: true,
    enters: false,
  };
  const road = branching(`${key} road`, [joint], along, signal, false);
  const below = branching(`${key} bus`, [joint, { x: joint.x, y: bus }], down, signal, false);
  return {
    wires: [first, ...road.wires, ...below.wires],
    joints: [jointOf(start, joint, { x: joint.x, y: bus }, first), ...road.joints, ...below.joints],
  };
}

/** Upwards, with branches to the sides; straight to the right where it is level with its user. */
function fromSlot(place: Place, sinks: readonly Sink[]): Lines {
  const key = keyOf(place.source);
  const signal = signalOf(place.source);
  const { x, y, half } = stripSpot(place);
  const level = sinks.filter((sink) => Math.abs(sink.spot.y - y) < 1);
  const upwards = sinks
    .filter((sink) => !level.includes(sink))
    .toSorted((a, b) => b.spot.y - a.spot.y)
    .map((sink) => {
      const { spot } = sink;
      if (Math.abs(spot.x - x) < 1) return branchTo(sink, { x, y: spot.y + spot.half.y });
      const end = spot.x - Math.sign(spot.x - x) * spot.half.x;
      return branchTo(sink, { x, y: spot.y }, { x: end, y: spot.y });
    });
  const across = level.map((sink) => branchTo(sink, { x: sink.spot.x - sink.spot.half.x, y }));
  const lines = [
    branching(key, [{ x, y: y - half.y }], upwards, signal),
    branching(`${key} level`, [{ x: x + half.x, y }], across, signal),
  ];
  return { wires: lines.flatMap((l) => l.wires), joints: lines.flatMap((l) => l.joints) };
}

/** On to the next step, on the way up to the head; and to what else of this step uses it. */
function fromState(model: Model, grid: Grid, place: Place, sinks: readonly Sink[]): Lines {
  const { quantity } = place.source;
  const signal = signalOf(place.source);
  const { x, y, half } = stripSpot(place);
  const exit = { x: grid.across.exit, y };
  const out: Branch = {
    joint: exit,
    onwards: [],
    to: [beyond.next],
    back: [{ kind: 'carried', state: quantity }],
    enters: false,
  };
  const head = sinks.filter((sink) => sink.edge.to === 'logits');
  const up = head.map((sink) => fromBus(sink, y));
  const inner = sinks.filter((sink) => sink.edge.to !== 'logits');
  const outwards = branching(`${quantity} out`, [{ x: x + half.x, y }], [...up, out], signal);
  // Where its parts meet, the gradient of the state is known only once they have met.
  const isWhole = up.length > 0 && inner.length === 0;
  const whole: readonly Return[] = [{ kind: 'whole', quantity }];
  const lines = [
    {
      ...outwards,
      wires: outwards.wires.map((w, i) => (i === 0 && isWhole ? { ...w, back: whole } : w)),
    },
    ...inner.map((sink, i) => {
      const down = Math.sign(sink.spot.y - y) || 1;
      const start = { x, y: y + down * half.y };
      const isBelow = Math.abs(sink.spot.x - x) < 1;
      const end = isBelow
        ? [{ x, y: sink.spot.y - down * sink.spot.half.y }]
        : [
            { x, y: sink.spot.y },
            { x: sink.spot.x + sink.spot.half.x, y: sink.spot.y },
          ];
      const [joint = start, ...onwards] = end;
      return branching(`${quantity} in ${i}`, [start], [branchTo(sink, joint, ...onwards)], signal);
    }),
  ];
  // A cell whose head reads another of its quantities has no head to lead up to here.
  if (quantity !== model.cell.output && head.length > 0) return { wires: [], joints: [] };
  return { wires: lines.flatMap((l) => l.wires), joints: lines.flatMap((l) => l.joints) };
}

/** From the scores to the prediction to the loss; back in one, since the pair of the two is matched. */
function headLines(model: Model, grid: Grid): Pick<Circuit, 'operations' | 'wires'> {
  const x = grid.across.head;
  const scores = stripSpot(placeOf(grid, { quantity: 'logits', at: 'now' }));
  const prediction = stripSpot(placeOf(grid, { quantity: 'prediction', at: 'now' }));
  const loss: Spot = {
    x,
    y: grid.down.loss,
    half: { x: lossSize.x, y: lossSize.y + 1 },
    isStrip: true,
  };
  const lead = (from: Spot, to: Spot, quantity: string, target: string): CircuitWire => ({
    key: `head ${from.y}`,
    corners: between(from, to),
    to: [target],
    signal: signalOf({ quantity, at: 'now' }),
    back: [{ kind: 'whole', quantity: 'logits' }],
    leaves: from === scores,
    enters: to.isStrip,
  });
  const toLoss = lead(prediction, loss, 'prediction', beyond.loss);
  if (model.specification.head === 'linear') {
    return { operations: [], wires: [lead(scores, prediction, 'logits', 'prediction'), toLoss] };
  }
  const squash: Operation = {
    key: 'squash',
    kind: 'squash',
    at: { x, y: Math.round((scores.y + prediction.y) / 2) },
    to: 'prediction',
    weight: null,
    edges: [],
  };
  const spot = spotOf(squash);
  return {
    operations: [squash],
    wires: [
      lead(scores, spot, 'logits', 'prediction'),
      lead(spot, prediction, 'prediction', 'prediction'),
      toLoss,
    ],
  };
}

/** On the last stretch before the first operation of the road. */
function badgeOf(model: Model, { edge, spot }: Sink): readonly Badge[] {
  const road = roadsOf(model).find((r) => r.edge === edge && edge.from.at === 'before');
  if (!road) return [];
  const isLevel = road.passes.length === 0;
  const at = isLevel
    ? { x: spot.x - spot.half.x - 22, y: spot.y }
    : { x: spot.x, y: spot.y + spot.half.y + 13 };
  return [{ road: road.number, at }];
}
