// The unrolled graph as SVG: one column a step, the forward net in grey, the gradient coming back over it.

import { memo, type ReactNode, useMemo, useRef } from 'react';
import { symbolOf } from '#marks/symbol.ts';
import type { Notation } from '#model/notation.ts';
import { gradientId } from '#model/quantity-id.ts';
import { droppedSteps } from '#trace/derived/used-gradient.ts';
import { useRevealMotion } from '#ui/behaviours/use-reveal-motion.ts';
import { isKnown, type Moment } from '#ui/moment.ts';
import { BackwardEdges, ForwardEdges } from '#ui/picture/edges-view.tsx';
import { LossesView } from '#ui/picture/LossesView.tsx';
import { usePicture } from '#ui/picture/picture-context.tsx';
import { SymbolSpans } from '#ui/picture/SymbolText.tsx';
import { usePointing } from '#ui/picture/use-pointing.ts';
import { stopKey, useStopKeys } from '#ui/picture/use-stop-keys.ts';
import { sameContent } from '#ui/same-content.ts';
import { useTranslate } from '#ui/translate-context.tsx';
import { ColumnsView } from './ColumnsView.tsx';
import { CutsView } from './CutsView.tsx';
import { EdgeLabels } from './EdgeLabels.tsx';
import { buildGraphScene, type InitialScene, type NodeScene } from './graph.scene.ts';
import { gradientStop, stopsOf } from './graph-stops.ts';
import { NodeView } from './NodeView.tsx';
import { useNodeLabel } from './use-node-label.ts';

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
  const roving = useStopKeys(stops, root);
  const labels = useNodeLabel();
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
        roving.onFocus(event);
      }}
      onKeyDown={roving.onKeyDown}
      onDoubleClick={roving.onDoubleClick}
    >
      <ColumnsView
        columns={scene.columns}
        layout={layout}
        reachable={roving.reachable}
        onOpen={roving.open}
      />
      <ForwardEdges edges={scene.forward} />
      <BackwardEdges edges={scene.backward} begun={begun} dropped={dropped} />
      <CutsView />
      <Initial states={scene.initial} width={layout.initial.width} notation={notation} />
      {scene.nodes.map((node: NodeScene) => (
        <NodeView
          // By place and not by step: another window is drawn with the same elements.
          key={`${node.t - layout.window.from},${node.row}`}
          node={node}
          notation={notation}
          {...labels(node)}
          reachable={reachableAt(node, roving.reachable)}
          current={node.t === moment.beat?.t}
          dropped={dropped.has(node.t)}
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

/** The graph's one tab stop where it is this node or its gradient: another node is not drawn again. */
function reachableAt(node: NodeScene, reachable: string): string | null {
  const own = [stopKey(node), stopKey(gradientStop(node))];
  return own.includes(reachable) ? reachable : null;
}

/** From the first backward beat on, the ways still to go are shown as ghosts. */
function isPast(moment: Moment): boolean {
  const { model, steps } = moment.trace;
  return isKnown(moment, gradientId(model.cell.output, steps));
}

/** What the letter of an initial state takes with its zero, in px; with brackets around its step. */
const roomy = { subscript: 44, angle: 64, bracket: 64 } as const;

interface InitialProps {
  readonly states: readonly InitialScene[];
  /** What they have beside the first column, in px. */
  readonly width: number;
  readonly notation: Notation;
}

const Initial = memo(({ states, width, notation }: InitialProps): ReactNode => {
  const tight = width < roomy[notation.step];
  return (
    <g className="initial">
      {states.map((state) => (
        <text
          key={state.name}
          className={tight ? 'tight' : ''}
          x={width - 6}
          y={state.at.y}
          data-quantity={state.id}
        >
          <SymbolSpans symbol={symbolOf(notation, state.name, state.t)}>
            {state.zero ? (tight ? '=0' : ' = 0') : undefined}
          </SymbolSpans>
        </text>
      ))}
    </g>
  );
}, sameContent);
