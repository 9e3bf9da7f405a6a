// Short lines that name what is open: the sequence on screen and the net.

import { present } from '#base/exhaustive.ts';
import { legible } from '#base/legible.ts';
import { type Experiment, lossStepsOf, type Target } from '#config/experiment.ts';
import { cellOf } from '#model/cells/all.ts';
import type { ModelSpecification } from '#model/model.ts';
import type { Translate } from '#words/translate.ts';

/** More targets or words than this are counted instead of listed. */
const maxListed = 12;

/** What the name of a sequence is made of. */
type Named = Pick<Experiment, 'model' | 'data'>;

/** `cat mat rat → positive`; sequences of vectors are named by their number. `sequence` counts from 1. */
export function sequenceTitle(experiment: Named, sequence: number, t: Translate): string {
  const { tokens, targets } = present(experiment.data.sequences[sequence - 1], 'sequence');
  const start = tokens && tokens.length <= maxListed ? legible(tokens.join(' ')) : null;
  const input = start ?? t('studio.sequence.numbered', { sequence, steps: targets.length });
  const wanted = lossStepsOf({ targets }).map((step) => targets[step - 1] ?? null);
  if (wanted.length === 0) return input;
  const output =
    wanted.length <= maxListed
      ? wanted.map((target) => targetName(experiment, target)).join(' ')
      : t('studio.sequence.targets', { count: wanted.length });
  return `${input} → ${output}`;
}

function targetName(experiment: Named, target: Target): string {
  const { labels } = experiment.data;
  if (typeof target === 'number' && experiment.model.head !== 'linear') {
    const binary = experiment.model.head === 'sigmoid';
    if (!binary || labels?.length === 2) return legible(labels?.[target] ?? String(target));
  }
  return Array.isArray(target) ? `(${target.join(', ')})` : legible(String(target));
}

/** `3 inputs · 3 hidden · tanh · sigmoid`. */
export function netTitle(model: ModelSpecification, t: Translate): string {
  const activation = model.activation ?? cellOf(model.cell).activations[0];
  const middle = activation === undefined ? model.cell.toUpperCase() : activation;
  return t('studio.net', {
    inputs: model.inputSize,
    hidden: model.hiddenSize,
    cell: middle,
    head: model.head,
  });
}
