// The folded net: one cell and its loops at one step, and below it the row of all its uses.

import { type ReactNode, useMemo, useRef } from 'react';
import { columnOf } from '#store/focus.ts';
import { useRevealMotion } from '#ui/behaviours/use-reveal-motion.ts';
import { BackwardEdges, ForwardEdges } from '#ui/picture/edges-view.tsx';
import { usePicture } from '#ui/picture/picture-context.tsx';
import { useNearKeys } from '#ui/picture/use-near-keys.ts';
import { usePointing } from '#ui/picture/use-pointing.ts';
import { useRoom } from '#ui/picture/use-room.ts';
import { useStudio, useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { buildFoldedScene } from './folded.scene.ts';
import { foldedShape, layoutFolded } from './layout.scene.ts';
import './folded.css';
import { CellFrame, DelayMarks } from './CellFrame.tsx';
import { FoldedLabels } from './FoldedLabels.tsx';
import { FoldedNodes, nodeKeys } from './FoldedNodes.tsx';
import { StepRow } from './StepRow.tsx';

/** What the sentence above and the row of steps below take, in px. */
const around = 106;

export function FoldedView(): ReactNode {
  const { moment, layout, strips, room: whole, narrow } = usePicture();
  const { trace, beat } = moment;
  const { setDepth } = useStudioActions();
  const translate = useTranslate();
  const frame = useRef<HTMLDivElement>(null);
  const room = useRoom(frame);
  const column = useStudio((s) => s.column);
  const t = columnOf({ column }, beat, trace);
  const width = room?.width ?? 0;
  // As tall as the unrolled net, so that nothing below it moves from depth to depth; but no taller than what is seen.
  const unrolled = layout.height + strips.height;
  const height = Math.min(unrolled, whole.height) - around;
  return (
    <div ref={frame} className={narrow ? 'folded-view narrow' : 'folded-view'}>
      <p className="folded-caption">
        <span>{translate('view.folded.caption', { steps: trace.steps })}</span>
        <button
          type="button"
          className="quiet"
          data-figure="no"
          onClick={() => setDepth('unrolled')}
        >
          {translate('view.folded.unfold')}
        </button>
      </p>
      {width > 0 && <Loop width={width} height={height} t={t} crowded={layout.crowded} />}
      {width > 0 && <StepRow width={width} t={t} />}
    </div>
  );
}

function Loop(props: {
  readonly width: number;
  readonly height: number;
  readonly t: number;
  readonly crowded: boolean;
}): ReactNode {
  const { width, height, t, crowded } = props;
  const { moment, notation } = usePicture();
  const { trace } = moment;
  const { model, steps } = trace;
  const translate = useTranslate();
  const root = useRef<SVGSVGElement>(null);
  const tokens = trace.experiment.data.sequences[trace.sequence - 1]?.tokens !== undefined;
  const shape = useMemo(() => foldedShape(model, steps, tokens), [model, steps, tokens]);
  const layout = useMemo(
    () => layoutFolded(shape, { width, height }, crowded),
    [shape, width, height, crowded],
  );
  const scene = useMemo(
    () => buildFoldedScene(trace, moment, shape, layout, t),
    [trace, moment, shape, layout, t],
  );
  const keys = useMemo(() => nodeKeys(scene), [scene]);
  const pointing = usePointing();
  const roving = useNearKeys(keys, root);
  useRevealMotion(root, moment.position);
  const begun = scene.backward.some((edge) => edge.presence !== 'unknown') || isOnTheWayBack();
  return (
    // biome-ignore lint/a11y/useSemanticElements: an SVG that groups its nodes; a fieldset cannot hold it.
    <svg
      ref={root}
      className="folded"
      role="group"
      aria-label={translate('view.folded', { t })}
      aria-describedby="graph-shows graph-keys"
      width={layout.width * layout.scale}
      height={layout.height * layout.scale}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      {...pointing}
      onFocus={(event) => {
        pointing.onFocus(event);
        const key = event.target.getAttribute('data-node');
        if (key !== null) roving.onFocusMark(key);
      }}
      onKeyDown={roving.onKeyDown}
    >
      <CellFrame scene={scene} shape={shape} layout={layout} />
      <ForwardEdges edges={scene.forward} />
      <BackwardEdges edges={scene.backward} begun={begun} />
      <DelayMarks layout={layout} begun={begun} />
      <FoldedLabels scene={scene} layout={layout} notation={notation} />
      <FoldedNodes scene={scene} notation={notation} reachable={roving.reachable} />
      <g className="motion" />
    </svg>
  );

  /** From the first backward beat on, the ways still to go are shown as ghosts. */
  function isOnTheWayBack(): boolean {
    const phase = moment.beat?.phase;
    return phase === 'backward' || phase === 'sum' || phase === 'update';
  }
}
