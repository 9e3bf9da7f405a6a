// The edges of the graph: thin grey arrows forward, and over them the gradient that comes back, split by sign.

import { memo, type ReactNode } from 'react';
import type { BackwardEdge, ForwardEdge } from '#marks/drawn-edge.ts';
import { sameContent } from '#ui/same-content.ts';

export const ForwardEdges = memo(
  ({ edges }: { readonly edges: readonly ForwardEdge[] }): ReactNode => (
    <g className="forward-edges">
      {edges.map((edge) => (
        <g
          key={edge.key}
          className={`forward ${edge.presence} ${edge.road ? 'road' : ''} ${edge.idle ? 'idle' : ''}`}
          data-quantity={edge.ids[0]}
          data-also={edge.ids.slice(1).join(' ') || undefined}
          data-fresh={edge.presence === 'fresh' || undefined}
        >
          <path className="reach" d={edge.path} />
          <path className="line" d={edge.path} />
          <path className="head" d={edge.head} />
        </g>
      ))}
    </g>
  ),
  sameContent,
);

/** `begun`: the backward pass is on; before it, what is still to come would only be noise. */
export function BackwardEdges(props: {
  readonly edges: readonly BackwardEdge[];
  readonly begun: boolean;
  /** Steps whose uses truncation cuts off from every loss: what runs only to them fades. */
  readonly dropped?: ReadonlySet<number>;
}): ReactNode {
  return (
    <g className="backward-edges">
      {props.edges
        .filter((edge) => props.begun || edge.presence !== 'unknown')
        .map((edge) => (
          <BackwardMark
            key={edge.key}
            edge={edge}
            dropped={props.dropped?.has(edge.use) ?? false}
          />
        ))}
    </g>
  );
}

interface BackwardProps {
  readonly edge: BackwardEdge;
  readonly dropped: boolean;
}

const BackwardMark = memo(({ edge, dropped }: BackwardProps): ReactNode => {
  const { ids, presence } = edge;
  const unknown = presence === 'unknown';
  return (
    <g
      className={`backward ${presence} ${edge.headSign}`}
      data-quantity={ids[0]}
      data-also={ids.slice(1).join(' ') || undefined}
      data-fresh={presence === 'fresh' || undefined}
      data-dropped={dropped || undefined}
    >
      <path className="reach" d={edge.path} />
      {edge.strands.length === 0 && (
        <path className={unknown ? 'line ghost' : 'line zero'} d={edge.path} data-route />
      )}
      {edge.strands.map(({ sign, width, path }) => (
        <path key={sign} className={`line ${sign}`} d={path} style={{ strokeWidth: width }} />
      ))}
      {!unknown && edge.head !== '' && <path className={`head ${edge.headSign}`} d={edge.head} />}
    </g>
  );
}, sameContent);
