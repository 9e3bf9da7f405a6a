// The places of the unrolled graph that the keyboard reaches.

import { valueId } from '#model/quantity-id.ts';
import { type Stop, stepRow } from '#ui/picture/use-stop-keys.ts';
import type { GraphScene } from './graph.scene.ts';

/** The gradient stands between its value and the row below. */
export function gradientStop({ t, row }: Pick<Stop, 't' | 'row'>): Pick<Stop, 't' | 'row'> {
  return { t, row: row - 0.5 };
}

/** Every stop: the nodes and their gradients, the steps below and the losses above them, the total above the last. */
export function stopsOf({ columns, nodes, losses, total, layout }: GraphScene): readonly Stop[] {
  const row = layout.rows.length;
  return [
    ...nodes,
    ...nodes.flatMap((node) =>
      node.gradient ? [{ id: node.gradient.id, ...gradientStop(node) }] : [],
    ),
    ...columns.map(({ t }) => ({ id: valueId('x', t), t, row: stepRow })),
    ...losses.map(({ id, t }) => ({ id, t, row })),
    { id: total.id, t: layout.window.to, row: row + 1 },
  ];
}
