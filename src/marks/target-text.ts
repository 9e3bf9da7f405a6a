// The token and the target of a step as the picture writes them.

import { formatNumber } from '#base/format.ts';
import { legible } from '#base/legible.ts';
import type { Experiment } from '#config/experiment.ts';

/** null where the inputs are no tokens. */
export function tokenText(experiment: Experiment, sequence: number, t: number): string | null {
  const token = experiment.data.sequences[sequence - 1]?.tokens?.[t - 1];
  return token === undefined ? null : legible(token);
}

/** The label where there is one, else the number(s); empty where the step has no target. */
export function targetText(experiment: Experiment, sequence: number, t: number): string {
  const target = experiment.data.sequences[sequence - 1]?.targets[t - 1] ?? null;
  if (target === null) return '';
  if (typeof target === 'string') return legible(target);
  if (typeof target !== 'number') return target.map((value) => formatNumber(value)).join(', ');
  const { labels } = experiment.data;
  const { head, outputSize } = experiment.model;
  const named = head === 'softmax' || (head === 'sigmoid' && outputSize === 1);
  const label = named ? labels?.[target] : undefined;
  return label === undefined ? formatNumber(target) : legible(label);
}
