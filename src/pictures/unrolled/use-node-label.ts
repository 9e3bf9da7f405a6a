// What a screen reader says of a node: its name, its step, its numbers.

import { formatNumber } from '#base/format.ts';
import { letteringText, symbolOf } from '#marks/symbol.ts';
import type { Presence } from '#playback/presence.ts';
import { shareUsed } from '#trace/derived/used-gradient.ts';
import { gradientAt } from '#trace/record/source-value.ts';
import { usePicture } from '#ui/picture/picture-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import type { NodeScene } from './graph.scene.ts';
import { valuesAt } from './graph.scene.ts';

/** Longer vectors are told by their length. */
const mostSpoken = 8;

export interface NodeLabels {
  /** Of the value, and of the gradient below it; empty where there is none. */
  readonly label: string;
  readonly gradientLabel: string;
}

export function useNodeLabel(): (node: NodeScene) => NodeLabels {
  const translate = useTranslate();
  const { moment, notation } = usePicture();
  const { trace } = moment;
  return (node) => {
    const { t, strip, gradient } = node;
    const name = letteringText(symbolOf(notation, node.name, null));
    const loss = letteringText(symbolOf(notation, 'loss', null));
    const values = valuesText(strip.presence, () => valuesAt(trace, node.name, t));
    const label = translate(node.idle ? 'view.node.idle' : 'view.node', { name, t, values });
    if (gradient === null) return { label, gradientLabel: '' };
    const parts = valuesText(gradient.presence, () => gradientAt(trace, node.name, t));
    const dropped = shareUsed(trace, t) === 'dropped' ? 'yes' : 'no';
    const told = { name, loss, t, values: parts, dropped };
    return { label, gradientLabel: translate('view.node.gradient', told) };
  };

  function valuesText(presence: Presence, read: () => Float64Array): string {
    if (presence === 'unknown') return translate('ui.notComputedYet');
    const values = read();
    if (values.length > mostSpoken) return translate('view.units', { count: values.length });
    return Array.from(values, (value) => formatNumber(value)).join(', ');
  }
}
