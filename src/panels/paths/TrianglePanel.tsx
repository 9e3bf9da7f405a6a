// Losses by uses: every path of a weight as a cell of a table whose rows, columns and total add up to the gradient.

import { type MouseEvent, type ReactNode, useCallback, useLayoutEffect, useRef } from 'react';
import { strengthScaleOf } from '#marks/strength.ts';
import { knownFrom } from '#playback/known-uses.ts';
import { windowOf } from '#playback/window.ts';
import { type Triangle, triangleOf } from '#trace/derived/triangle.ts';
import { createLighting } from '#ui/behaviours/lighting.ts';
import { FigureButton } from '#ui/figure/FigureButton.tsx';
import type { Moment } from '#ui/moment.ts';
import { usePointing } from '#ui/picture/use-pointing.ts';
import { useStudio } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { UsedTotal } from './PathsTotal.tsx';
import { aboutPaths, type PathChoice } from './path-rows.ts';
import { TriangleTable } from './TriangleTable.tsx';
import { TriangleTools } from './TriangleTools.tsx';
import { type PieceWork, usePieces } from './use-pieces.ts';
import { useSwitching } from './use-switching.ts';
import './triangle.css';

/** Rows and columns that are shown of a longer run. */
const mostShown = 24;

interface TriangleProps {
  readonly moment: Moment;
  readonly choice: PathChoice;
}

export function TrianglePanel({ moment, choice }: TriangleProps): ReactNode {
  const { trace } = moment;
  const { result: triangle, busy } = useTriangle({ moment, choice });
  const t = useTranslate();
  const root = useRef<HTMLDivElement>(null);
  useLit(root, moment, choice.subject.parameter);
  const { onPointerOver, onPointerLeave, onFocus, onBlur } = usePointing();
  const switching = useSwitching(triangle);
  if (triangle?.uses.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its buttons take the keys; it only hears their clicks
    // biome-ignore lint/a11y/useKeyWithClickEvents: a button's click is made by keys too
    <div
      ref={root}
      className="triangle"
      aria-busy={busy}
      {...{ onPointerOver, onPointerLeave, onFocus, onBlur }}
      onClick={(event: MouseEvent) => switching(event)}
    >
      {triangle && (
        <TriangleTable
          triangle={triangle}
          switches={choice.switches}
          steps={trace.steps}
          parameter={choice.subject.parameter}
          scale={strengthScaleOf(trace)}
          at={moment.beat?.t ?? null}
        />
      )}
      <UsedTotal {...{ moment, choice }} />
      <TriangleTools trace={trace} switches={choice.switches} />
      <FigureButton of=".triangle" name={t('figure.name.triangle')} />
    </div>
  );
}

function useTriangle({ moment, choice }: TriangleProps): PieceWork<Triangle> {
  const { trace, beat } = moment;
  const { subject, switches } = choice;
  const chosen = useStudio((s) => s.window);
  const from = knownFrom(moment, subject.parameter);
  const uses = windowOf(trace.steps, mostShown, chosen, beat?.t ?? trace.steps);
  const begin = useCallback(
    () =>
      triangleOf(trace, {
        subject,
        ...switches,
        from,
        uses: { from: uses.from, to: uses.to },
        mostLosses: uses.to - uses.from + 1,
      }),
    [trace, subject, switches, from, uses.from, uses.to],
  );
  return usePieces(begin, aboutPaths(trace, choice));
}

/** Marks what is pointed at, here and elsewhere, without rendering the table again. */
function useLit(
  root: React.RefObject<HTMLDivElement | null>,
  { trace }: Moment,
  parameter: string,
): void {
  const pointed = useStudio((s) => s.pointed);
  useLayoutEffect(() => {
    if (!root.current) return;
    const lighting = createLighting(root.current);
    lighting.update(trace.model, { pointed, selected: null, parameter });
  });
}
