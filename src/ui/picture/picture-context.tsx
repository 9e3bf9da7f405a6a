// What the parts of the graph panel share: the run, the moment, and the layout for the room there is.

import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { present } from '#base/exhaustive.ts';
import {
  columnsWithin,
  comfortableHeight,
  type GraphLayout,
  layoutGraph,
  outputStrip,
  type Room,
  shapeOf,
} from '#marks/graph-layout.ts';
import { layoutStrips, type StripsLayout, slopeEdge } from '#marks/strips-layout.ts';
import type { Notation } from '#model/notation.ts';
import { type StepWindow, windowOf } from '#playback/window.ts';
import type { Trace } from '#trace/record/trace.ts';
import { type Moment, usePresentMoment } from '#ui/moment.ts';
import { useNotation } from '#ui/notation-context.tsx';
import { useStudio } from '#ui/studio-context.tsx';

export interface Picture {
  readonly moment: Moment;
  readonly layout: GraphLayout;
  readonly strips: StripsLayout;
  /** What is seen at once beside the shared weights, in px; what takes more scrolls in it. */
  readonly room: Room;
  /** A phone: the weights stand below, the strips carry their labels above. */
  readonly narrow: boolean;
  readonly notation: Notation;
}

const PictureContext = createContext<Picture | null>(null);

/** Below this width of the whole panel everything stands in one column. */
const narrowest = 620;
/** What the shared weights take at the side, in px. */
const sideWidth = 232;

export function usePicture(): Picture {
  return present(useContext(PictureContext), 'PictureProvider above this view');
}

/** `room`: the size of the whole panel, in px. */
export function PictureProvider(props: {
  readonly room: Room;
  readonly children: ReactNode;
}): ReactNode {
  const { room, children } = props;
  const moment = usePresentMoment();
  const { trace } = moment;
  const narrow = room.width < narrowest;
  const { model, steps } = trace;
  const notation = useNotation();
  const tokens = hasTokens(trace);
  const { from, to } = useShownWindow(moment, tokens, widthOf(room, narrow));
  const picture = useMemo(
    () => layoutPicture({ model, steps, notation }, tokens, { from, to }, room, narrow),
    [model, steps, notation, tokens, from, to, room, narrow],
  );
  const value = useMemo(
    () => ({ ...picture, moment, narrow, notation }),
    [picture, moment, narrow, notation],
  );
  return <PictureContext value={value}>{children}</PictureContext>;
}

/** The chosen steps of a long run, or those around the beat; the last ones where it concerns all steps. */
function useShownWindow({ trace, beat }: Moment, tokens: boolean, width: number): StepWindow {
  const { model, steps } = trace;
  const chosen = useStudio((state) => state.window);
  const room = useMemo(
    () => columnsWithin(shapeOf(model, steps, tokens), width),
    [model, steps, tokens, width],
  );
  return windowOf(steps, room, chosen, beat === null ? 1 : (beat.t ?? steps));
}

/** Of the graph, in px. */
function widthOf(room: Room, narrow: boolean): number {
  return narrow ? room.width : room.width - sideWidth;
}

function hasTokens({ experiment, sequence }: Trace): boolean {
  return experiment.data.sequences[sequence - 1]?.tokens !== undefined;
}

function layoutPicture(
  net: Pick<Trace, 'model' | 'steps'> & Pick<Picture, 'notation'>,
  tokens: boolean,
  window: StepWindow,
  room: Room,
  narrow: boolean,
): Pick<Picture, 'layout' | 'strips' | 'room'> {
  const shape = shapeOf(net.model, net.steps, tokens, window, net.notation);
  const { height } = room;
  const width = widthOf(room, narrow);
  const strip = slopeEdge(net.model) && outputStrip(shape, width);
  const left = height - comfortableHeight(shape, width);
  const strips = layoutStrips(strip, narrow, left);
  const all = { width, height };
  return { layout: layoutGraph(shape, all, strips.height), strips, room: all };
}
