// The circuit as SVG: strips of numbers, round operations, and wires that carry values forward and gradients back.

import { type ReactNode, useMemo, useRef } from 'react';
import { shortened } from '#marks/shortened.ts';
import { useRevealMotion } from '#ui/behaviours/use-reveal-motion.ts';
import { usePicture } from '#ui/picture/picture-context.tsx';
import { useNearKeys } from '#ui/picture/use-near-keys.ts';
import { usePointing } from '#ui/picture/use-pointing.ts';
import { useTranslate } from '#ui/translate-context.tsx';
import type { InsideNode, InsideScene } from './inside.scene.ts';
import { LossMark } from './LossMark.tsx';
import { OperationMark } from './OperationMark.tsx';
import { StripNode } from './StripNode.tsx';
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
  const keys = useMemo(() => stopsOf(scene), [scene]);
  const roving = useNearKeys(keys, root);
  useRevealMotion(root, moment.position);
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
        const key = event.target.getAttribute('data-node');
        if (key !== null) roving.onFocusMark(key);
      }}
      onKeyDown={roving.onKeyDown}
    >
      <Frame scene={scene} />
      <WireMarks scene={scene} begun={begun} />
      {scene.operations.map((operation) => (
        <OperationMark
          key={operation.key}
          operation={operation}
          reachable={operation.key === roving.reachable}
        />
      ))}
      {scene.nodes.map((node) => (
        <StripNode
          key={`${node.t} ${node.name}`}
          node={node}
          reachable={stopOf(node) === roving.reachable}
        />
      ))}
      {!scene.loss && (
        <text className="no-loss" x={grid.across.head} y={grid.down.loss}>
          {translate('view.inside.noLoss')}
        </text>
      )}
      {scene.loss && (
        <LossMark
          loss={scene.loss}
          t={t}
          stop={lossStop(scene)}
          reachable={lossStop(scene) === roving.reachable}
        />
      )}
      <WireLabels scene={scene} begun={begun} />
      {token !== null && <Token token={token} scene={scene} />}
      <g className="motion" />
    </svg>
  );
}

/** Its place in the unrolled graph, which it shares with its like there. */
function stopOf({ t, row }: InsideNode): string {
  return `${t},${row}`;
}

/** Above all strips. */
function lossStop({ nodes, t }: InsideScene): string {
  return `${t},${1 + Math.max(...nodes.map((node) => node.row))}`;
}

/** The input first, then the other strips, the shared parameters, the loss. */
function stopsOf(scene: InsideScene): readonly string[] {
  const { nodes, operations, loss } = scene;
  const inputs = nodes.filter((node) => node.name === 'x');
  const others = nodes.filter((node) => node.name !== 'x');
  return [
    ...[...inputs, ...others].map(stopOf),
    ...operations.flatMap(({ key, weight }) => (weight === null ? [] : [key])),
    ...(loss ? [lossStop(scene)] : []),
  ];
}

function Token(props: { readonly token: string; readonly scene: InsideScene }): ReactNode {
  const { token, scene } = props;
  const { across, down } = scene.grid;
  return (
    <text className="token" x={across.input} y={down.tokenBaseline}>
      {shortened(token, tokenRoom, tokenType)}
      <title>{token}</title>
    </text>
  );
}

/** The cell, and the column before as far as it shows: its states stand there. */
function Frame({ scene }: { readonly scene: InsideScene }): ReactNode {
  const { grid, t } = scene;
  const { top, bottom } = grid.down;
  const { left, end } = grid.across;
  const states = scene.nodes.filter((node) => node.isState && node.t < t);
  const from = Math.min(...states.map((node) => node.strip.x)) - 5;
  const before = { x: from, y: top, width: left - 7 - from, height: bottom - top };
  return (
    <>
      <rect
        className="cell-frame"
        x={left}
        y={top}
        width={end - left}
        height={bottom - top}
        rx={14}
      />
      <g className="ghosts">
        <rect {...before} rx={10} />
        <text x={from + before.width / 2} y={(top + bottom) / 2}>{`t = ${t - 1}`}</text>
      </g>
    </>
  );
}
