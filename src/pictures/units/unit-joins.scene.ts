// Which units are joined to which, from the declaration alone: input to state, state to state, state to prediction.
//
// Where one matrix is all that lies between (W_hh from h₋ to h of the vanilla cell), an edge is an entry of that
// matrix. Where several ways lead through gates, an edge is an entry of the Jacobian, and only the way is drawn.

import { oncePer } from '#base/memo.ts';
import { before, now, type Source } from '#model/declaration.ts';
import {
  type Edge,
  edgesFrom,
  type Model,
  type ParameterShape,
  parameterOf,
} from '#model/model.ts';

export interface UnitJoin {
  readonly kind: 'input' | 'state' | 'output';
  readonly from: Source;
  /** A state, or `logits`. */
  readonly to: string;
  /** The matrix whose entries the edges are; null where they are entries of a Jacobian. */
  readonly weight: ParameterShape | null;
  /** Each unit is joined to the unit of the same place only. */
  readonly diagonal: boolean;
}

/** Every join of a step, kept for the life of the model. */
export const unitJoins = oncePer((model: Model): readonly UnitJoin[] => {
  const { states, output } = model.cell;
  return [
    ...states.flatMap((to) => joinOf(model, 'input', now('x'), to)),
    ...states.flatMap((from) => states.flatMap((to) => joinOf(model, 'state', before(from), to))),
    ...joinOf(model, 'output', now(output), 'logits'),
  ];
});

function joinOf(
  model: Model,
  kind: UnitJoin['kind'],
  from: Source,
  to: string,
): readonly UnitJoin[] {
  const ways = waysBetween(model, from, to);
  if (ways.length === 0) return [];
  const matrices = new Set(ways.flat().filter((edge) => edge.kind === 'matrix'));
  const first = ways[0]?.[0];
  const single = matrices.size === 1 && ways.every((way) => way[0] === first);
  const weight = single && first?.weight !== undefined ? parameterOf(model, first.weight) : null;
  return [{ kind, from, to, weight, diagonal: matrices.size === 0 }];
}

/** Every way from a source to a quantity of the same step, as its edges in order. */
function waysBetween(model: Model, from: Source, to: string): readonly (readonly Edge[])[] {
  return edgesFrom(model, from.quantity, from.at).flatMap((edge): (readonly Edge[])[] => {
    if (edge.to === to) return [[edge]];
    return waysBetween(model, now(edge.to), to).map((way) => [edge, ...way]);
  });
}
