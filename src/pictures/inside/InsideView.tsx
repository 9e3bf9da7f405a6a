// The operations inside one column, from the declaration of the cell: the way there in grey, the way back over it.

import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { gradientId } from '#model/quantity-id.ts';
import { columnOf } from '#store/focus.ts';
import { followColumn } from '#ui/behaviours/follow-column.ts';
import { watchMore } from '#ui/behaviours/more-cue.ts';
import { isKnown } from '#ui/moment.ts';
import { usePicture } from '#ui/picture/picture-context.tsx';
import { useRoom } from '#ui/picture/use-room.ts';
import { useStudio } from '#ui/studio-context.tsx';
import { buildInsideScene, type InsideScene, layoutInside } from './inside.scene.ts';
import { jacobianGroups, roadGroups } from './road-list.scene.ts';
import './inside.css';
import './circuit.css';
import './roads.css';
import { CircuitView } from './CircuitView.tsx';
import { ColumnBar, type Parts } from './ColumnBar.tsx';
import { RoadList } from './RoadList.tsx';

/** A scroll bar below the picture, in px. */
const barRoom = 12;
const unmeasured = { width: 0, height: 0 };

export function InsideView(): ReactNode {
  const { moment, room: whole } = usePicture();
  const { trace, beat } = moment;
  const { model } = trace;
  const chosen = useStudio((s) => s.column);
  const t = columnOf({ column: chosen }, beat, trace);
  const tokens = trace.experiment.data.sequences[trace.sequence - 1]?.tokens ?? null;
  const hasTokens = tokens !== null;
  const scroller = useRef<HTMLDivElement>(null);
  const room = useRoom(scroller);
  const inside = useMemo(
    () => layoutInside(model, room ?? unmeasured, hasTokens),
    [model, room, hasTokens],
  );
  const scene = useMemo(
    () => buildInsideScene(trace, moment, inside, t),
    [trace, moment, inside, t],
  );
  const [parts, setParts] = useState<Parts>('gradient');
  const groups = useMemo(() => {
    const groupsAt = parts === 'gradient' ? roadGroups : jacobianGroups;
    return groupsAt(trace, moment, Math.max(2, t));
  }, [parts, trace, moment, t]);
  useSight(scroller, scene);
  const isMeasured = room !== null;
  useEffect(
    () => (scroller.current && isMeasured ? watchMore(scroller.current) : undefined),
    [isMeasured],
  );
  const begun = isKnown(moment, gradientId(model.cell.output, t));
  return (
    <div className="inside" style={{ minHeight: whole.height }}>
      <ColumnBar t={t} steps={trace.steps} tokens={tokens} parts={parts} onParts={setParts} />
      <div
        ref={scroller}
        className="inside-scroller"
        style={{ minHeight: inside.grid.leastHeight + barRoom }}
      >
        {room && <CircuitView scene={scene} begun={begun} token={tokens?.[t - 1] ?? null} />}
      </div>
      {trace.steps > 1 && <RoadList groups={groups} t={Math.max(2, t)} isFirst={t === 1} />}
    </div>
  );
}

/** Where the picture scrolls, what this beat computes is kept in sight. */
function useSight(scroller: React.RefObject<HTMLElement | null>, scene: InsideScene): void {
  const places = scene.operations.filter((o) => o.isCurrent).map((o) => o.at.x);
  const left = Math.min(...places) - 70;
  const width = Math.max(...places) + 70 - left;
  useLayoutEffect(() => {
    if (scroller.current && Number.isFinite(width)) followColumn(scroller.current, { left, width });
  }, [scroller, left, width]);
}
