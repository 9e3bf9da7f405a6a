// One quantity at one step: its letter and its strip, a target for the pointer and the keyboard.

import { memo, type ReactNode } from 'react';
import type { Notation } from '#model/notation.ts';
import type { Point } from '#scene/curve.ts';
import type { NodeScene } from '#scene/graph-scene.ts';
import type { GraphLayout } from '#scene/layout.ts';
import { rowNamed } from '#scene/routes.ts';
import type { Box } from '#scene/strip.ts';
import { type Lettering, symbolOf } from '#scene/symbol.ts';
import { sameContent } from '#views/same-content.ts';
import { StripMarks } from './StripMarks.tsx';
import { SymbolSpans } from './SymbolText.tsx';

interface NodeProps {
  readonly node: NodeScene;
  readonly notation: Notation;
  /** What a screen reader says. */
  readonly label: string;
  /** The graph's one tab stop. */
  readonly reachable: boolean;
  /** It stands on the band of the present step. */
  readonly current: boolean;
  readonly layout: GraphLayout;
}

const least = 24;

interface LetterProps {
  /** What answers to the pointer. */
  readonly reach: Box;
  readonly at: Point;
  readonly symbol: Lettering;
}

/** What of a node stays while its numbers change. */
const Letter = memo(
  ({ reach, at, symbol }: LetterProps): ReactNode => (
    <>
      <rect className="reach" {...reach} rx={4} />
      <text className="label" x={at.x} y={at.y}>
        <SymbolSpans symbol={symbol} />
      </text>
    </>
  ),
  sameContent,
);

export const NodeView = memo(
  ({ node, notation, label, reachable, current, layout }: NodeProps): ReactNode => {
    const { strip } = node;
    const height = Math.max(least, strip.height);
    const before = rowNamed(layout, node.name).labelWidth;
    return (
      // biome-ignore lint/a11y/useSemanticElements: SVG has no button element.
      <g
        className={current ? 'node current' : 'node'}
        role="button"
        tabIndex={reachable ? 0 : -1}
        aria-label={label}
        data-quantity={node.id}
        data-node={`${node.t},${node.row}`}
      >
        <Letter
          reach={{
            x: strip.x - before,
            y: strip.y + (strip.height - height) / 2,
            width: strip.width + before + 2,
            height,
          }}
          at={node.labelAt}
          symbol={symbolOf(notation, node.name, node.t)}
        />
        <StripMarks strip={strip} />
      </g>
    );
  },
  sameContent,
);
