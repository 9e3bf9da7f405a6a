// The unrolled graph as SVG: one column a step, the forward net in grey, the gradient coming back over it.

import { memo, type ReactNode, useMemo, useRef } from 'react';
import type { Notation } from '#model/notation.ts';
import { gradientId } from '#model/quantity-id.ts';
import type { ColumnScene, GraphScene, NodeScene } from '#scene/graph-scene.ts';
import { buildGraphScene } from '#scene/graph-scene.ts';
import type { GraphLayout } from '#scene/layout.ts';
import { shortened } from '#scene/shortened.ts';
import { symbolOf } from '#scene/symbol.ts';
import { droppedSteps } from '#trace/limit-effects.ts';
import { useRevealMotion } from '#views/behaviours/reveal-motion.ts';
import { sameContent } from '#views/same-content.ts';
import { useTranslate } from '#views/translate-context.tsx';
import { CutsView } from './CutsView.tsx';
import { EdgeLabels } from './EdgeLabels.tsx';
import { BackwardEdges, ForwardEdges } from './edges-view.tsx';
import { LossesView } from './LossesView.tsx';
import { NodeView } from './NodeView.tsx';
import { usePicture } from './picture.tsx';
import { SymbolSpans } from './SymbolText.tsx';
import { useNodeLabel } from './use-node-label.ts';
import { usePointing } from './use-pointing.ts';
import { stopKey, stopsOf, useRoving } from './use-roving.ts';

export function GraphView(): ReactNode {
  const { moment, layout, notation } = usePicture();
  const translate = useTranslate();
  const scene = useMemo(
    () => buildGraphScene(moment.trace, moment, layout, moment.beat?.t ?? null),
    [moment, layout],
  );
  const stops = useMemo(() => stopsOf(scene), [scene]);
  const dropped = useMemo(() => new Set(droppedSteps(moment.trace)), [moment.trace]);
  const root = useRef<SVGSVGElement>(null);
  const pointing = usePointing();
  const roving = useRoving(stops, root);
  const label = useNodeLabel();
  useRevealMotion(root, moment.position);
  const begun = moment.beat?.phase === 'backward' || isPast(moment);
  return (
    // biome-ignore lint/a11y/useSemanticElements: an SVG that groups its nodes; a fieldset cannot hold it.
    <svg
      ref={root}
      className="graph"
      role="group"
      aria-label={translate('view.graph')}
      aria-describedby="graph-shows graph-keys"
      width={layout.width}
      height={layout.height}
      {...pointing}
      onFocus={(event) => {
        pointing.onFocus(event);
        const key = event.target.getAttribute('data-node');
        if (key !== null) roving.onFocusStop(key);
      }}
      onKeyDown={roving.onKeyDown}
    >
      <Columns columns={scene.columns} layout={layout} />
      <ForwardEdges edges={scene.forward} />
      <BackwardEdges edges={scene.backward} begun={begun} dropped={dropped} />
      <CutsView />
      <Initial scene={scene} notation={notation} />
      {scene.nodes.map((node: NodeScene) => (
        <NodeView
          key={node.id}
          node={node}
          notation={notation}
          label={label(node)}
          reachable={stopKey(node) === roving.reachable}
          current={node.t === moment.beat?.t}
          layout={layout}
        />
      ))}
      <LossesView
        scene={scene}
        notation={notation}
        row={layout.rows.length}
        reachable={roving.reachable}
      />
      <EdgeLabels edges={scene.backward} />
      <g className="motion" />
    </svg>
  );
}

/** From the first backward beat on, the ways still to go are shown as ghosts. */
function isPast(moment: {
  readonly position: number;
  readonly reveals: ReadonlyMap<string, number>;
  readonly trace: { readonly steps: number; readonly model: { readonly cell: { output: string } } };
}): boolean {
  const { trace, reveals, position } = moment;
  const first = reveals.get(gradientId(trace.model.cell.output, trace.steps));
  return first !== undefined && first <= position;
}

interface ColumnsProps {
  readonly columns: readonly ColumnScene[];
  readonly layout: GraphLayout;
}

/** The type of a token, in px; the style sheet says the same in rem. */
const tokenType = 16;

const Columns = memo(
  ({ columns, layout }: ColumnsProps): ReactNode => (
    <g className="columns">
      {columns.map((column) => (
        <g key={column.t}>
          {column.token !== null && (
            <text className="token" x={column.center} y={layout.tokenBaseline}>
              {shortened(column.token, layout.columnWidth - 8, tokenType)}
              <title>{column.token}</title>
            </text>
          )}
          <text className="step" x={column.center} y={layout.stepBaseline}>
            {`t = ${column.t}`}
          </text>
        </g>
      ))}
    </g>
  ),
  sameContent,
);

/** What the letter of an initial state takes with its zero, in px. */
const roomy = 44;

function Initial(props: { readonly scene: GraphScene; readonly notation: Notation }): ReactNode {
  const { layout } = props.scene;
  const tight = layout.initial.width < roomy;
  return (
    <g className="initial">
      {props.scene.initial.map((state) => (
        <text
          key={state.id}
          className={tight ? 'tight' : ''}
          x={layout.initial.width - 6}
          y={state.at.y}
          data-quantity={state.id}
        >
          <SymbolSpans symbol={symbolOf(props.notation, state.name, state.t)} />
          {state.zero && <tspan dy="-0.28em">{tight ? '=0' : ' = 0'}</tspan>}
        </text>
      ))}
    </g>
  );
}
