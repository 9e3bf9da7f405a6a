// The whole of a long run above its graph: what is known of it, where the beat is, and which steps the graph shows.

import { type ReactNode, type RefObject, useLayoutEffect, useMemo, useRef } from 'react';
import { symbolOf } from '#marks/symbol.ts';
import { positionAtStep } from '#playback/position.ts';
import type { StepWindow } from '#playback/window.ts';
import type { Trace } from '#trace/record/trace.ts';
import { Later } from '#ui/later/Later.tsx';
import { usePresentMoment } from '#ui/moment.ts';
import { usePicture } from '#ui/picture/picture-context.tsx';
import { GradientOf, SymbolText } from '#ui/picture/SymbolText.tsx';
import { useStudioActions, useStudioStore } from '#ui/studio-context.tsx';
import { useTheme } from '#ui/theme/use-theme.ts';
import { useTranslate } from '#ui/translate-context.tsx';
import { Brush } from './Brush.tsx';
import {
  isClearOfRange,
  type OverviewKnown,
  overviewHeight,
  overviewKnown,
  overviewTicks,
  overviewX,
} from './overview.scene.ts';
import { createOverviewCanvas, type OverviewCanvas } from './overview-canvas.ts';
import './overview.css';

/** Beside the strip, where the edge of a window is taken hold of, in px; the style sheet says the same. */
const aside = 12;

export function OverviewView(): ReactNode {
  const { moment, layout, room, narrow } = usePicture();
  const { trace, beat } = moment;
  const { steps } = trace;
  const translate = useTranslate();
  const studio = useStudioStore();
  const { goTo, setWindow } = useStudioActions();
  const width = room.width - (narrow ? 2 : 1) * aside;
  return (
    <section
      className={`overview ${narrow ? 'narrow' : 'wide'}`}
      aria-label={translate('view.overview')}
    >
      <OverviewLabels />
      <div className="overview-track" style={{ width, height: overviewHeight }}>
        <Later>
          <Strip width={width} />
        </Later>
        {beat?.t != null && (
          <span className="overview-beat" style={{ left: overviewX(steps, width, beat.t + 0.5) }} />
        )}
        <Brush
          window={layout.window}
          steps={steps}
          width={width}
          onWindow={setWindow}
          onStep={(t) => {
            const { beats, position } = studio.getState();
            goTo(positionAtStep(beats, position, t));
          }}
        />
        <OverviewAxis window={layout.window} steps={steps} width={width} />
      </div>
    </section>
  );
}

/** Painted behind the frame: its size and place are there at once. */
function Strip({ width }: { readonly width: number }): ReactNode {
  const moment = usePresentMoment();
  const { trace } = moment;
  const translate = useTranslate();
  const canvas = useRef<HTMLCanvasElement>(null);
  const known = useMemo(() => overviewKnown(trace, moment), [trace, moment]);
  usePainted(canvas, trace, known, width);
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={translate('view.overview.state', {
        steps: trace.steps,
        states: known.states,
        gradients: trace.steps - known.gradients + 1,
      })}
      style={{ width, height: overviewHeight }}
    />
  );
}

function usePainted(
  canvas: RefObject<HTMLCanvasElement | null>,
  trace: Trace,
  known: OverviewKnown,
  width: number,
): void {
  const painter = useRef<OverviewCanvas | null>(null);
  const theme = useTheme();
  useLayoutEffect(() => {
    if (!canvas.current) return;
    painter.current ??= createOverviewCanvas(canvas.current);
    painter.current.update(trace, known, width, theme);
  }, [canvas, trace, known, width, theme]);
}

function OverviewLabels(): ReactNode {
  const { moment, notation } = usePicture();
  const translate = useTranslate();
  const { output } = moment.trace.model.cell;
  const letter = <SymbolText symbol={symbolOf(notation, output, null)} />;
  return (
    <div className="overview-labels">
      <p>
        <b>{letter}</b> <span>{translate('view.overview.units')}</span>
      </p>
      <p>
        <b>
          ‖<GradientOf>{letter}</GradientOf>‖
        </b>{' '}
        <span>{translate('view.overview.norm')}</span>
      </p>
      <p>
        <b>
          <SymbolText symbol={symbolOf(notation, 'loss', null)} />
        </b>{' '}
        <span>{translate('view.overview.losses')}</span>
      </p>
    </div>
  );
}

/** What a number takes of the axis at its end, in px. */
const besideEnd = 18;

function OverviewAxis(props: {
  readonly window: StepWindow;
  readonly steps: number;
  readonly width: number;
}): ReactNode {
  const { window, steps, width } = props;
  const ticks = overviewTicks(steps, width)
    .filter((t) => isClearOfRange(steps, width, window, t))
    .map((t) => ({ t, x: overviewX(steps, width, t + 0.5) }));
  return (
    <div className="overview-axis" aria-hidden="true">
      {ticks.map(({ t, x }) => (
        <span key={t} style={{ left: Math.min(Math.max(x, besideEnd / 3), width - besideEnd) }}>
          {t}
        </span>
      ))}
    </div>
  );
}
