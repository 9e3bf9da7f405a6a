// The picture as a whole in words, for who cannot see it.

import type { Beat } from '#playback/beat.ts';
import type { Trace } from '#trace/record/trace.ts';
import { isMessageId } from '#words/messages.ts';
import { listed, saying } from '#words/speaker.ts';
import type { Translate } from '#words/translate.ts';

/** What the graph shows and how far the run has come. `beat` null: before the first beat. */
export function describeGraph(trace: Trace, beat: Beat | null, translate: Translate): string {
  const { cell, specification } = trace.model;
  const sequence = trace.experiment.data.sequences[trace.sequence - 1];
  const net = saying('graph.net', {
    cell: cellName(cell.id, translate),
    steps: trace.steps,
    hidden: specification.hiddenSize,
    inputs: specification.inputSize,
  });
  const tokens = sequence?.tokens
    ? translate('graph.reads', { tokens: sequence.tokens.join(' ') })
    : '';
  const losses = translate('graph.losses', {
    count: trace.lossSteps.length,
    steps: listed(translate, trace.lossSteps.slice(0, 8).map(String)),
  });
  const now = beat ? translate(`phase.${beat.phase}.what`) : translate('graph.before');
  const gradients = translate('graph.gradients');
  return [translate(net.id, net.values), tokens, losses, gradients, now]
    .filter((part) => part !== '')
    .join(' ');
}

function cellName(cell: string, translate: Translate): string {
  const id = `graph.cell.${cell}`;
  return translate(isMessageId(id) ? id : 'graph.cell.other');
}
