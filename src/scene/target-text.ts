// The target of a step as the picture writes it.

import { formatNumber } from '#base/format.ts';
import type { Experiment } from '#config/experiment.ts';

/** The label where there is one, else the number(s); empty where the step has no target. */
export function targetText(experiment: Experiment, sequence: number, t: number): string {
  const target = experiment.data.sequences[sequence - 1]?.targets[t - 1] ?? null;
  if (target === null) return '';
  if (typeof target === 'string') return target;
  if (typeof target !== 'number') return target.map((value) => formatNumber(value)).join(', ');
  const { labels } = experiment.data;
  const { head, outputSize } = experiment.model;
  const named = head === 'softmax' || (head === 'sigmoid' && outputSize === 1);
  return (named ? labels?.[target] : undefined) ?? formatNumber(target);
}
