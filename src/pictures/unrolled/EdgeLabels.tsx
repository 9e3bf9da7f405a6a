// The length of what is carried back from column to column: written where there is room, and on the edges of this beat.

import type { ReactNode } from 'react';
import { formatNumber } from '#base/format.ts';
import type { BackwardEdge } from '#marks/drawn-edge.ts';
import { plainLettering, symbolOf } from '#marks/symbol.ts';
import { usePicture } from '#ui/picture/picture-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';

/** The gap between two columns that holds a number, and one that holds the word before it, in px. */
const forNumber = 36;
const forWord = 84;

export function EdgeLabels({ edges }: { readonly edges: readonly BackwardEdge[] }): ReactNode {
  return (
    <g className="edge-labels">
      {edges.map((edge) => (
        <EdgeLabel key={edge.key} edge={edge} />
      ))}
    </g>
  );
}

function EdgeLabel({ edge }: { readonly edge: BackwardEdge }): ReactNode {
  const translate = useTranslate();
  const { notation } = usePicture();
  const { label, share, presence } = edge;
  if (!label || !share) return null;
  if (presence !== 'fresh' && (!label.free || label.room < forNumber)) return null;
  const value = formatNumber(share.norm, 2);
  const state = plainLettering(symbolOf(notation, label.state, label.t));
  return (
    <text className={presence} x={label.at.x} y={label.at.y} data-quantity={edge.ids[0]}>
      <title>
        {translate('view.edge.carried', {
          state,
          next: label.t + 1,
          value: formatNumber(share.norm),
        })}
      </title>
      {label.room < forWord ? value : translate('view.edge.length', { value })}
    </text>
  );
}
