// The circuit as SVG: strips of numbers, round operations, and wires that carry values forward and gradients back.

import { type ReactNode, useMemo, useRef } from 'react';
import type { InsideScene } from '#scene/inside/inside-scene.ts';
import { shortened } from '#scene/shortened.ts';
import type { Box } from '#scene/strip.ts';
import { useRevealMotion } from '#views/behaviours/reveal-motion.ts';
import { usePicture } from '#views/graph/picture.tsx';
import { usePointing } from '#views/graph/use-pointing.ts';
import { useTranslate } from '#views/translate-context.tsx';
import { LossMark } from './LossMark.tsx';
import { OperationMark } from './OperationMark.tsx';
import { StripNode } from './StripNode.tsx';
import { stopsOf, useNearest } from './use-nearest.ts';
import { WireLabels, WireMarks } from './wires-view.tsx';

/** The type of a token, in px; the style sheet says the same in rem. */
const tokenType = 16;
const tokenRoom = 140;

export function CircuitView(props: {
  readonly scene: InsideScene;
  /** The gradient has come to this column: what is still to come is shown as ghosts. */
  readonly begun: boolean;
  readonly token: string | null;
}): ReactNode {
  const { scene, begun, token } = props;
  const { grid, t } = scene;
  const { moment } = usePicture();
  const translate = useTranslate();
  const root = useRef<SVGSVGElement>(null);
  const pointing = usePointing();
  const stops = useMemo(() => stopsOf(scene), [scene]);
  const nearest = useNearest(stops, root);
  useRevealMotion(root, moment.position);
  const { left, end, head } = grid.across;
  const { top, bottom, loss, tokenBaseline } = grid.down;
  const box = { x: left, y: top, width: end - left, height: bottom - top };
  const x = scene.nodes.find((node) => node.name === 'x')?.strip;
  return (
    // biome-ignore lint/a11y/useSemanticElements: an SVG that groups its nodes; a fieldset cannot hold it.
    <svg
      ref={root}
      className="circuit"
      role="group"
      aria-label={translate('view.inside', { t })}
      aria-describedby="graph-shows graph-keys"
      width={grid.width}
      height={grid.height}
      {...pointing}
      onFocus={(event) => {
        pointing.onFocus(event);
        nearest.onFocus(event);
      }}
      onKeyDown={nearest.onKeyDown}
    >
      <rect className="cell-frame" {...box} rx={14} />
      <Before scene={scene} />
      <WireMarks scene={scene} begun={begun} />
      {scene.operations.map((operation) => (
        <OperationMark
          key={operation.key}
          operation={operation}
          reachable={operation.key === nearest.reachable}
        />
      ))}
      {scene.nodes.map((node) => (
        <StripNode
          key={`${node.t} ${node.name}`}
          node={node}
          reachable={node.id === nearest.reachable}
        />
      ))}
      {!scene.loss && (
        <text className="no-loss" x={head} y={loss}>
          {translate('view.inside.noLoss')}
        </text>
      )}
      {scene.loss && (
        <LossMark loss={scene.loss} t={t} reachable={scene.loss.id === nearest.reachable} />
      )}
      <WireLabels scene={scene} begun={begun} />
      {token !== null && x && (
        <text className="token" x={middleOf(x)} y={tokenBaseline}>
          {shortened(token, tokenRoom, tokenType)}
          <title>{token}</title>
        </text>
      )}
      <g className="motion" />
    </svg>
  );
}

function middleOf({ x, width }: Box): number {
  return x + width / 2;
}

/** The column before, as far as it shows: its states stand there. */
function Before({ scene }: { readonly scene: InsideScene }): ReactNode {
  const { grid, t } = scene;
  const { top, bottom } = grid.down;
  const states = scene.nodes.filter((node) => node.isState && node.t < t);
  const from = Math.min(...states.map((node) => node.strip.x)) - 5;
  const width = grid.across.left - 7 - from;
  return (
    <g className="ghosts">
      <rect x={from} y={top} width={width} height={bottom - top} rx={10} />
      <text x={from + width / 2} y={(top + bottom) / 2}>{`t = ${t - 1}`}</text>
    </g>
  );
}
