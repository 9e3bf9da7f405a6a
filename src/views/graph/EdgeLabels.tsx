// The size of the gradient on the edges from column to column: written on those of this beat, and on all where there is room.

import type { ReactNode } from 'react';
import { formatNumber } from '#base/format.ts';
import type { BackwardEdge } from '#scene/edges.ts';
import type { GraphLayout } from '#scene/layout.ts';

export function EdgeLabels(props: {
  readonly edges: readonly BackwardEdge[];
  readonly layout: GraphLayout;
}): ReactNode {
  const { edges } = props;
  return (
    <g className="edge-labels">
      {edges
        .filter((edge) => edge.carries && edge.share !== null)
        .map((edge) => (
          <text
            key={edge.key}
            className={edge.presence}
            x={edge.labelAt.x}
            y={edge.labelAt.y}
            data-quantity={edge.ids[0]}
          >
            {formatNumber(edge.share?.norm ?? 0, 2)}
          </text>
        ))}
    </g>
  );
}
