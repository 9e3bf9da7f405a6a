// One quantity, one identity: the names by which graph, formula, sentence, table and beat speak of the same thing.
//
//   h@2            the hidden state at t = 2            h@2[3]     its third unit
//   dL/dh@2        ∂L/∂h_2, total                       local@2    its part from L_2 alone
//   carried:c@2    the part of ∂L/∂c_2 that arrives from t = 3
//   dh@3/dh@2      the Jacobian ∂h_3/∂h_2
//   W_hh           the shared matrix                    W_hh[1,3]  one of its entries
//   dL/dW_hh       its gradient                         dL/dW_hh@2 the contribution of its use at t = 2
//   loss@3, loss   L_3, L
//   own:loss@3     a quantity of the net that bears the name of one of these, here `loss`
//   W_hh'           W_hh after the update               W_hh:m, W_hh:m'  what the optimizer keeps for it, before and after
//   path:3>1       from the loss at 3 to the use at 1    chain:1:h/2,h/1   one chain of single units: h_1[2] → h_2[1]

export type QuantityId = string & { readonly brand?: 'QuantityId' };

/** A step as a number, or in a general formula as a letter: `t`, `t-1`, `T`. */
export type StepMark = number | string;

/** What ids say of every net; a name of the net that is one of these is written `own:loss`. */
const words: ReadonlySet<string> = new Set([
  'y',
  'local',
  'loss',
  'norm',
  'batch',
  'clipped',
  'truncated',
]);
const OWN = 'own:';
const written = (name: string): string => (words.has(name) ? OWN + name : name);

/** The name that an id writes for a quantity or a parameter of the net; null where it is one of the ids' own words. */
export function ownNameOf(text: string): string | null {
  if (text.startsWith(OWN)) {
    const name = text.slice(OWN.length);
    return words.has(name) ? name : null;
  }
  return words.has(text) ? null : text;
}

/** The value of a quantity at step t (from 1; 0 is the initial state). */
export const valueId = (quantity: string, t: StepMark): QuantityId => `${written(quantity)}@${t}`;
/** ∂L/∂q_t, of the whole loss. */
export const gradientId = (quantity: string, t: StepMark): QuantityId => `dL/d${quantity}@${t}`;
/** The part of ∂L/∂h_t that comes from this step's own loss. */
export const localId = (t: StepMark): QuantityId => `local@${t}`;
/** The part of ∂L/∂(state)_t that arrives from step t + 1. */
export const carriedId = (state: string, t: StepMark): QuantityId => `carried:${state}@${t}`;
/** The derivative of one quantity by another, each at its step. */
export const derivativeId = (to: string, t: StepMark, from: string, at: StepMark): QuantityId =>
  `d${to}@${t}/d${from}@${at}`;
/** ∂(to)_t/∂(from)_{t−1}. */
export const jacobianId = (to: string, t: StepMark, from: string): QuantityId =>
  derivativeId(to, t, from, stepBefore(t));
export const parameterId = (parameter: string): QuantityId => written(parameter);
/** The contribution of the use at step t of a shared parameter to its gradient. */
export const contributionId = (parameter: string, t: StepMark): QuantityId =>
  `dL/d${parameter}@${t}`;
/** The gradient of a parameter: the sum of its contributions. */
export const parameterGradientId = (parameter: string): QuantityId => `dL/d${parameter}`;
/** A parameter after the update. */
export const updatedId = (parameter: string): QuantityId => `${written(parameter)}'`;
export const targetId = (t: StepMark): QuantityId => `y@${t}`;
export const lossId = (t: StepMark): QuantityId => `loss@${t}`;
export const totalLossId: QuantityId = 'loss';
/** What an optimizer keeps or works out for a parameter (`m`, `mHat`), before the update or after it. */
export const optimizerId = (
  parameter: string,
  quantity: string,
  at: 'before' | 'after',
): QuantityId => `${parameterId(parameter)}:${quantity}${at === 'after' ? "'" : ''}`;
/** The loss after the update. */
export const lossAfterId: QuantityId = "loss'";
/** The global norm of the gradient; the gradient's mean over the batch; the gradient after clipping. */
export const gradientNormId: QuantityId = 'norm';
export const batchGradientId: QuantityId = 'batch';
export const clippedGradientId: QuantityId = 'clipped';
export const truncatedGradientId: QuantityId = 'truncated';
/** The part of a gradient over all parameters (batch, clipped, truncated, a path) that belongs to one of them. */
export const partId = (id: QuantityId, parameter: string): QuantityId => `${id}[${parameter}]`;
/** The path from the loss at step τ to the use at step t. */
export const pathId = (lossStep: number, step: number): QuantityId => `path:${lossStep}>${step}`;

/** One unit (from 1) of a state: what a chain of single units has at each step. */
export interface ChainNode {
  readonly state: string;
  readonly unit: number;
}

/** The chain of single units from the use at step t, one node a step, to the loss at the step of the last node. */
export const chainId = (step: number, nodes: readonly ChainNode[]): QuantityId =>
  `chain:${step}:${nodes.map(({ state, unit }) => `${state}/${unit}`).join(',')}`;

/** One entry of a vector (row only) or of a matrix; rows and columns count from 1. */
export function entryId(id: QuantityId, row: number, column?: number): QuantityId {
  return column === undefined ? `${id}[${row}]` : `${id}[${row},${column}]`;
}

/** One entry of what has the shape of a parameter: a bias is a vector, and has rows only. */
export function parameterEntryId(
  { kind }: { readonly kind: 'matrix' | 'bias' },
  id: QuantityId,
  row: number,
  column: number,
): QuantityId {
  return kind === 'bias' ? entryId(id, row) : entryId(id, row, column);
}

/** The whole that an entry belongs to: `h@2[3]` → `h@2`. */
export function wholeOf(id: QuantityId): QuantityId {
  const bracket = id.indexOf('[');
  return bracket < 0 ? id : id.slice(0, bracket);
}

/** Row and column (from 1) of an entry; null for a whole. */
export function entryOf(id: QuantityId): { row: number; column: number } | null {
  const match = /\[(\d+)(?:,(\d+))?\]$/.exec(id);
  return match ? { row: Number(match[1]), column: Number(match[2] ?? 1) } : null;
}

/** t − 1: 2 → 1, t → t-1, t+1 → t. */
export function stepBefore(t: StepMark): StepMark {
  if (typeof t === 'number') return t - 1;
  return t.endsWith('+1') ? t.slice(0, -2) : `${t}-1`;
}

/** The step a quantity belongs to; null for shared and total quantities. */
export function stepOf(id: QuantityId): number | null {
  const match = /@(\d+)/.exec(id);
  return match ? Number(match[1]) : null;
}

/** The steps of a path over all parameters: its loss, and its use. null for anything else. */
export function pathStepsOf(
  id: QuantityId,
): { readonly lossStep: number; readonly step: number } | null {
  const path = /^path:(\d+)>(\d+)$/.exec(id);
  return path ? { lossStep: Number(path[1]), step: Number(path[2]) } : null;
}

/** The steps of a Jacobian (or of an entry): of what changes, and of what is changed. null for anything else. */
export function jacobianStepsOf(
  id: QuantityId,
): { readonly to: number; readonly from: number } | null {
  const jacobian = /^d[^@/]+@(\d+)\/d[^@/]+@(\d+)/.exec(id);
  return jacobian ? { to: Number(jacobian[1]), from: Number(jacobian[2]) } : null;
}
