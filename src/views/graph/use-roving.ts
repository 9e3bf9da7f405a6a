// One tab stop for the whole graph: arrow keys move among its nodes, Enter selects. Elsewhere arrows step the timeline.

import { type KeyboardEvent, type RefObject, useState } from 'react';
import type { NodeScene } from '#scene/graph-scene.ts';
import { useStudioActions } from '#views/studio-context.tsx';

export interface Roving {
  /** `t,row` of the node that Tab reaches. */
  readonly reachable: string;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** To be called when a node takes the focus by other means. */
  readonly onFocusNode: (key: string) => void;
}

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

export function nodeKey(node: Pick<NodeScene, 't' | 'row'>): string {
  return `${node.t},${node.row}`;
}

export function useRoving(
  nodes: readonly NodeScene[],
  root: RefObject<SVGSVGElement | null>,
): Roving {
  const { select } = useStudioActions();
  const [last, setLast] = useState('');
  const first = nodes[0];
  const exists = nodes.some((node) => nodeKey(node) === last);
  const reachable = exists ? last : first ? nodeKey(first) : '';
  return {
    reachable,
    onFocusNode: setLast,
    onKeyDown: (event) => {
      const key = event.target instanceof Element ? event.target.getAttribute('data-node') : null;
      if (key === null || event.ctrlKey || event.metaKey || event.altKey) return;
      const [t = 0, row = 0] = key.split(',').map(Number);
      if (event.key === 'Enter' || event.key === ' ') {
        const node = nodes.find((n) => nodeKey(n) === key);
        if (node) select(node.id);
      } else {
        const move = moves[event.key];
        if (!move) return;
        const next = nodes.find((n) => n.t === t + move[0] && n.row === row + move[1]);
        const element = next && root.current?.querySelector(`[data-node="${nodeKey(next)}"]`);
        if (element instanceof SVGElement) element.focus();
      }
      // The page's own keys (arrows, space) stay out of it, also at the border of the graph.
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
