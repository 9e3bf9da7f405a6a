// Which names a net may give to its quantities and parameters, and which the net itself keeps.

/** Names of what every net has beside the quantities of its cell: input, scores, prediction, and the output's weights. */
export const ownNames = {
  input: 'x',
  logits: 'logits',
  prediction: 'prediction',
  outputWeights: 'W_hy',
  outputBias: 'b_y',
} as const;

const kept: ReadonlySet<string> = new Set(Object.values(ownNames));

/** Letters (Latin, Greek), digits and `_`; the first is a letter. */
const legal = /^[\p{Script=Latin}\p{Script=Greek}][\p{Script=Latin}\p{Script=Greek}\d_]*$/u;

/** May a cell give this name to a quantity or a parameter? */
export function isLegalName(name: string): boolean {
  return legal.test(name) && !kept.has(name);
}
