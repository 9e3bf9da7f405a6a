// One quantity at one step: its letter, its value, and below it the gradient; each a target for the pointer and the keyboard.

import { memo, type ReactNode } from 'react';
import type { Point } from '#marks/curve.ts';
import type { GraphLayout } from '#marks/graph-layout.ts';
import { rowNamed } from '#marks/routes.ts';
import type { Box, Strip } from '#marks/strip.ts';
import { gradientText, type Lettering, symbolOf } from '#marks/symbol.ts';
import type { Notation } from '#model/notation.ts';
import { StripMarks } from '#ui/picture/StripMarks.tsx';
import { SymbolSpans } from '#ui/picture/SymbolText.tsx';
import { stopKey } from '#ui/picture/use-stop-keys.ts';
import { sameContent } from '#ui/same-content.ts';
import type { NodeScene } from './graph.scene.ts';
import { gradientStop } from './graph-stops.ts';

interface NodeProps {
  readonly node: NodeScene;
  readonly notation: Notation;
  /** What a screen reader says of the value, and of its gradient. */
  readonly label: string;
  readonly gradientLabel: string;
  /** `t,row` of the graph's one tab stop, where it is the value or the gradient. */
  readonly reachable: string | null;
  /** It stands on the band of the present step. */
  readonly current: boolean;
  /** Truncation lets nothing of its gradient into the update. */
  readonly dropped: boolean;
  readonly layout: GraphLayout;
}

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

export const NodeView = memo((props: NodeProps): ReactNode => {
  const { node, notation, label, gradientLabel, reachable, current, layout } = props;
  const { strip, gradient, idle } = node;
  const before = rowNamed(layout, node.name).labelWidth;
  const symbol = symbolOf(notation, node.name, node.t);
  const look = `${current ? 'current' : ''} ${idle ? 'idle' : ''}`;
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: SVG has no button element. */}
      <g
        className={`node ${look}`}
        role="button"
        tabIndex={stopKey(node) === reachable ? 0 : -1}
        aria-label={label}
        data-quantity={node.id}
        data-node={stopKey(node)}
      >
        <Letter
          reach={{
            x: strip.x - before,
            y: strip.y,
            width: strip.width + before + 2,
            height: strip.height,
          }}
          at={node.labelAt}
          symbol={symbol}
        />
        <StripMarks strip={strip} />
      </g>
      {gradient && (
        <GradientMark
          strip={gradient}
          name={gradientText(notation, symbol)}
          label={gradientLabel}
          stop={stopKey(gradientStop(node))}
          reachable={stopKey(gradientStop(node)) === reachable}
          dropped={props.dropped}
        />
      )}
    </>
  );
}, sameContent);

interface GradientProps {
  readonly strip: Strip;
  /** What the pointer is told. */
  readonly name: string;
  readonly label: string;
  readonly stop: string;
  readonly reachable: boolean;
  readonly dropped: boolean;
}

const GradientMark = memo(
  ({ strip, name, label, stop, reachable, dropped }: GradientProps): ReactNode => (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no button element.
    <g
      className="node gradient"
      role="button"
      tabIndex={reachable ? 0 : -1}
      aria-label={label}
      data-quantity={strip.id}
      data-node={stop}
      data-dropped={dropped || undefined}
    >
      <title>{name}</title>
      <rect
        className="reach"
        x={strip.x}
        y={strip.y}
        width={strip.width}
        height={strip.height}
        rx={4}
      />
      <StripMarks strip={strip} />
    </g>
  ),
  sameContent,
);
