// The operations of every quantity, and what has to be led into them: read off the terms of the declaration.

import type { Point } from '#marks/curve.ts';
import type { MapName, Source, Term } from '#model/declaration.ts';
import { type Edge, type Model, quantityOf } from '#model/model.ts';
import { roadTerm } from '#model/order-of-use.ts';
import { isFedFromBelow } from './across-layout.scene.ts';
import { cellPlanOf } from './cell-plan.scene.ts';
import {
  between,
  type CircuitWire,
  type Operation,
  type OperationKind,
  type Return,
  type Signal,
  type Spot,
  spotOf,
} from './circuit.scene.ts';
import { isSum } from './downward-layout.scene.ts';
import { type Grid, type Place, placeOf } from './grid.scene.ts';
import { pillSize, roundSize, sideTrack, tapStep } from './sizes.scene.ts';

/** Where the value of a source is led to. */
export interface Sink {
  readonly source: Source;
  readonly spot: Spot;
  readonly edge: Edge;
}

export interface Operations {
  readonly operations: readonly Operation[];
  /** Between operations, and from the last one into the strip. */
  readonly wires: readonly CircuitWire[];
  readonly sinks: readonly Sink[];
}

/** Where the operations of one quantity stand. */
interface Sites {
  /** The last one: the sum, or the only term's own. */
  readonly last: Point;
  /** What each term ends in, by its place in the declaration. */
  readonly terms: ReadonlyMap<number, Point>;
  readonly bias: Point;
  /** Where the map of a factor stands, given where its product does. */
  readonly map: (source: Source, product: Point) => Point;
}

export function buildOperations(model: Model, grid: Grid): Operations {
  const parts = model.quantities.map(({ name }) =>
    operationsOf(
      model,
      name,
      sitesOf(model, grid, name),
      stripSpot(placeOf(grid, { quantity: name, at: 'now' })),
    ),
  );
  return {
    operations: parts.flatMap((p) => p.operations),
    wires: parts.flatMap((p) => p.wires),
    sinks: parts.flatMap((p) => p.sinks),
  };
}

export function stripSpot({ x, y, layout }: Place): Spot {
  return { x, y, half: { x: layout.width / 2 + 1, y: layout.height / 2 + 1 }, isStrip: true };
}

function operationsOf(model: Model, name: string, sites: Sites, strip: Spot): Operations {
  const { terms } = quantityOf(model, name);
  const sheet = sheetOf(name);
  const value: Signal = { kind: 'source', source: { quantity: name, at: 'now' } };
  const whole: Return = { kind: 'whole', quantity: name };
  const added = isSum(model, name);
  // A term that is a quantity as it is goes straight into the sum.
  const bare = model.edges.filter((edge) => edge.to === name && isBare(terms[edge.term]));
  const end = added ? sheet.add('plus', sites.last, '', null, bare) : strip;
  if (added) sheet.lead(end, strip, value, whole);
  terms.forEach((term, i) => {
    if (term.kind === 'bias') {
      sheet.add('bias', sites.bias, term.bias, term.bias);
      return;
    }
    const at = added ? (sites.terms.get(i) ?? sites.last) : sites.last;
    const head = headOf(term);
    const edges = model.edges.filter((e) => e.to === name && e.term === i);
    const own = head === null ? end : sheet.add(head.kind, at, String(i), head.weight, edges);
    if (head !== null) {
      sheet.lead(own, end, added ? { kind: 'term', to: name, term: i } : value, whole);
    }
    for (const edge of edges) {
      const map = term.kind === 'product' ? term.factors[edge.factor]?.map : undefined;
      const isMapped = map !== undefined && map !== 'identity' && head?.kind === 'times';
      const spot = isMapped
        ? sheet.add(map, sites.map(edge.from, at), `${i},${edge.factor}`, null, [edge])
        : own;
      if (isMapped) sheet.lead(spot, own, { kind: 'factor', edge }, { kind: 'factor', edge });
      sheet.sinks.push({ source: edge.from, spot, edge });
    }
  });
  return sheet;
}

/** Where the operations of one quantity are put down. */
interface Sheet extends Operations {
  readonly sinks: Sink[];
  readonly add: (
    kind: OperationKind,
    at: Point,
    place: string,
    weight?: string | null,
    edges?: readonly Edge[],
  ) => Spot;
  readonly lead: (from: Spot, to: Spot, signal: Signal, back: Return) => void;
}

function sheetOf(name: string): Sheet {
  const operations: Operation[] = [];
  const wires: CircuitWire[] = [];
  return {
    operations,
    wires,
    sinks: [],
    add(kind, at, place, weight = null, edges = []) {
      const operation = { key: `${name} ${kind} ${place}`, kind, at, to: name, weight, edges };
      operations.push(operation);
      return spotOf(operation);
    },
    lead(from, to, signal, back) {
      wires.push({
        key: `${name} ${signal.kind} ${from.x},${from.y}`,
        corners: between(from, to),
        to: [name],
        signal,
        back: [back],
        leaves: false,
        enters: to.isStrip,
      });
    },
  };
}

/** Above a sum, or beside a matrix that is no part of one. */
function biasSite(last: Point, added: boolean): Point {
  if (!added) return { x: last.x + pillSize.x + 2, y: last.y };
  return { x: last.x + 7, y: last.y - roundSize - 5 };
}

/** The operation that a term ends in; null where it is a quantity as it is. */
function headOf(
  term: Exclude<Term, { kind: 'bias' }>,
): { kind: OperationKind; weight: string | null } | null {
  if (term.kind === 'matrix') return { kind: 'matrix', weight: term.weight };
  if (term.factors.length > 1) return { kind: 'times', weight: null };
  const map: MapName = term.factors[0]?.map ?? 'identity';
  return map === 'identity' ? null : { kind: map, weight: null };
}

function isBare(term: Term | undefined): boolean {
  return term !== undefined && term.kind !== 'bias' && headOf(term) === null;
}

function sitesOf(model: Model, grid: Grid, name: string): Sites {
  if (name === 'logits') return headSites(model, grid);
  if (!model.cell.states.includes(name)) return slotSites(model, grid, name);
  const isRoad = cellPlanOf(model).roads.includes(name);
  return isRoad ? roadSites(model, grid, name) : lowSites(model, grid, name);
}

/** Below the strip: the sum, below it what is added up; what comes from far below passes at the right. */
function slotSites(model: Model, grid: Grid, name: string): Sites {
  const plan = cellPlanOf(model);
  const { x } = placeOf(grid, { quantity: name, at: 'now' });
  const ops = grid.down.opsOf.get(plan.layers.get(name) ?? 1) ?? { last: 0, feeding: 0 };
  const slot = plan.slots.find((members) => members.includes(name)) ?? [];
  const { terms } = quantityOf(model, name);
  const fed = terms.flatMap((term, i) => (isFedFromBelow(term) ? [i] : []));
  // What comes from the left, from the states, stands left.
  const order = fed.toSorted((a, b) => Number(isInput(terms[a])) - Number(isInput(terms[b])));
  const isLowest = slot[0] === name;
  const places = new Map<number, Point>();
  order.forEach((term, i) => {
    const width = grid.places.get(name)?.layout.width ?? 0;
    const beside = x + width / 2 + sideTrack + pillSize.x / 2 + i * tapStep;
    const tap = isLowest ? x + (i - (order.length - 1) / 2) * tapStep : beside;
    places.set(term, { x: tap, y: ops.feeding });
  });
  let inner = 0;
  terms.forEach((term, i) => {
    if (term.kind === 'bias' || places.has(i)) return;
    places.set(i, { x: x - inner * 3 * roundSize, y: ops.feeding });
    inner += 1;
  });
  const added = isSum(model, name);
  // A matrix that stands alone is level with those of the sums beside it.
  const last = { x, y: added || fed.length === 0 ? ops.last : ops.feeding };
  return {
    last,
    terms: places,
    bias: biasSite(last, added),
    map: (source, product) => mapBeside(grid, source, product),
  };
}

function isInput(term: Term | undefined): boolean {
  return term?.kind === 'matrix' && term.source.quantity === 'x';
}

/** On the way to a product: above its source, or halfway across where that stands in another line. */
function mapBeside(grid: Grid, source: Source, product: Point): Point {
  const from = placeOf(grid, source);
  if (Math.abs(from.x - product.x) >= 1) {
    return { x: (from.x + product.x) / 2, y: product.y };
  }
  const edge = from.y + (Math.sign(product.y - from.y) * from.layout.height) / 2;
  return { x: product.x, y: (edge + product.y) / 2 };
}

/** On the road: the product with the state before, then the sum; other products hang below, over their last factor. */
function roadSites(model: Model, grid: Grid, name: string): Sites {
  const quantity = quantityOf(model, name);
  const { y } = placeOf(grid, { quantity: name, at: 'now' });
  const road = roadTerm(quantity);
  const terms = new Map<number, Point>();
  const overOf = (term: Term): number | null => {
    if (term.kind !== 'product') return null;
    const last = term.factors.findLast(({ source }) => source.at === 'now');
    return last ? placeOf(grid, last.source).x : null;
  };
  const first = (road && overOf(road)) ?? grid.across.left + 40;
  let sum = first;
  quantity.terms.forEach((term, i) => {
    if (term === road) terms.set(i, { x: first, y });
    else if (term.kind !== 'bias') {
      const x = Math.max(overOf(term) ?? sum + 4 * roundSize, first);
      sum = Math.max(sum, x);
      terms.set(i, { x, y: grid.down.hang });
    }
  });
  // Where all hangs over one gate, the sum still comes after the product.
  const last = { x: sum - first < 1 ? first + 5 * roundSize : sum, y };
  const added = isSum(model, name);
  return {
    last: added ? last : { x: first, y },
    terms,
    bias: biasSite(last, added),
    map: (source, product) => {
      const from = placeOf(grid, source);
      const isOnRoad = Math.abs(product.y - y) < 1 && Math.abs(from.x - product.x) < 1;
      return isOnRoad ? { x: product.x, y: grid.down.hang } : mapBeside(grid, source, product);
    },
  };
}

/** In the right column, level with what comes from the slots. */
function lowSites(model: Model, grid: Grid, name: string): Sites {
  const { terms } = quantityOf(model, name);
  const own = placeOf(grid, { quantity: name, at: 'now' });
  const levelOf = (term: Term): number | null => {
    const sources = term.kind === 'product' ? term.factors.map((f) => f.source) : [];
    const slot = sources.find(
      ({ quantity, at }) => at === 'now' && !model.cell.states.includes(quantity),
    );
    return slot ? placeOf(grid, slot).y : null;
  };
  const places = new Map<number, Point>();
  let y = 0;
  terms.forEach((term, i) => {
    y = Math.max(levelOf(term) ?? grid.down.top + 40, y + 3 * roundSize);
    if (term.kind !== 'bias') places.set(i, { x: own.x, y });
  });
  const added = isSum(model, name);
  const last = { x: own.x, y: added ? (y + own.y) / 2 : y };
  return {
    last,
    terms: places,
    bias: biasSite(last, added),
    map: (source, product) => mapBeside(grid, source, product),
  };
}

/** On the way from the output state to the scores. */
function headSites(model: Model, grid: Grid): Sites {
  const from = placeOf(grid, { quantity: model.cell.output, at: 'now' });
  const { y, layout } = placeOf(grid, { quantity: 'logits', at: 'now' });
  const matrix = {
    x: grid.across.head,
    y: Math.round((from.y + y + (Math.sign(from.y - y) * layout.height) / 2) / 2),
  };
  const terms = new Map([[0, matrix]]);
  return { last: matrix, terms, bias: biasSite(matrix, false), map: (_, product) => product };
}
