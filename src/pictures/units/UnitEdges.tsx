// The edges between units: thin on the way forward, as wide as the gradient that flows back once it is known.

import { memo, type ReactNode, type RefObject, useRef } from 'react';
import { usePicture } from '#ui/picture/picture-context.tsx';
import { sameContent } from '#ui/same-content.ts';
import { useStudio } from '#ui/studio-context.tsx';
import type { UnitEdge } from './unit-edges.scene.ts';
import type { UnitsScene } from './units.scene.ts';
import { useEdgeText } from './use-edge-text.ts';
import { usePlainSymbol } from './use-unit-name.ts';

/** More edges than this answer to the pointer on their own line only. */
const mostReached = 420;
/** More new edges than this come in without a mark travelling along each. */
const mostMoving = 80;

export function UnitEdges({ scene }: { readonly scene: UnitsScene }): ReactNode {
  const { moment } = usePicture();
  const weight = useStudio((s) => s.weight);
  const chosen = weight && `${weight.parameter} ${weight.row} ${weight.column}`;
  const text = useEdgeText(usePlainSymbol());
  // An edge that stays as it is keeps its text, so that a beat writes those of its own edges only.
  const textOf = useRef(text);
  textOf.current = text;
  const { edges } = scene;
  const moving = edges.filter((edge) => edge.fresh).length <= mostMoving;
  return (
    <g className="unit-edges">
      {edges.map((edge) => (
        <EdgeMark
          key={edge.key}
          edge={edge}
          textOf={textOf}
          current={edge.t === moment.beat?.t}
          chosen={weightOf(edge) === chosen}
          moving={moving}
          reach={edges.length <= mostReached}
        />
      ))}
    </g>
  );
}

/** Parameter, row and column of an edge that is a weight, as one word for `data-weight`. */
function weightOf({ join, from, to }: UnitEdge): string | undefined {
  return join.weight ? `${join.weight.name} ${to.unit} ${from.unit}` : undefined;
}

interface MarkProps {
  readonly edge: UnitEdge;
  readonly textOf: RefObject<(edge: UnitEdge) => string>;
  readonly current: boolean;
  readonly chosen: boolean;
  readonly moving: boolean;
  readonly reach: boolean;
}

const EdgeMark = memo(({ edge, textOf, current, chosen, moving, reach }: MarkProps): ReactNode => {
  const { look, shows, fresh, path, width } = edge;
  const line = look === 'unknown' ? 'ghost' : look;
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no button element.
    <g
      className={`unit-edge ${look} ${shows === 'flow' ? 'backward' : 'forward'} ${current ? 'current' : ''} ${chosen ? 'chosen' : ''}`}
      role="button"
      tabIndex={-1}
      aria-label={textOf.current(edge)}
      data-quantity={edge.id}
      data-also={edge.also.join(' ') || undefined}
      data-edge={edge.key}
      data-weight={weightOf(edge)}
      data-fresh={(fresh && moving) || undefined}
    >
      {reach && <path className="reach" d={shows === 'flow' ? edge.back : path} />}
      <path className={`line ${line}`} d={path} style={{ strokeWidth: width }} />
    </g>
  );
}, sameContent);
