// What a screen reader says of a node: its name, its step, its numbers.

import { formatNumber } from '#base/format.ts';
import type { NodeScene } from '#scene/graph-scene.ts';
import { valuesAt } from '#scene/graph-scene.ts';
import { symbolOf } from '#scene/symbol.ts';
import { useTranslate } from '#views/translate-context.tsx';
import { usePicture } from './picture.tsx';

/** Longer vectors are told by their length. */
const mostSpoken = 8;

export function useNodeLabel(): (node: NodeScene) => string {
  const translate = useTranslate();
  const { moment, notation } = usePicture();
  return (node) => {
    const { letter, index } = symbolOf(notation, node.name, null);
    const name = index === '' ? letter : `${letter} ${index}`;
    return translate('view.node', { name, t: node.t, values: valuesText(node) });
  };

  function valuesText(node: NodeScene): string {
    if (node.strip.presence === 'unknown') return translate('ui.notComputedYet');
    const values = valuesAt(moment.trace, node.name, node.t);
    if (values.length > mostSpoken) return translate('view.units', { count: values.length });
    return Array.from(values, (value) => formatNumber(value)).join(', ');
  }
}
