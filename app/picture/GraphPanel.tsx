// The hero: shared weights at the side, the unrolled graph with its strips beside them, what flows between over both.

import { Table } from 'lucide-react';
import {
  type ReactNode,
  Suspense,
  useCallback,
  useDeferredValue,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { StripLabels } from '#pictures/strips/StripLabels.tsx';
import { describeGraph } from '#pictures/unrolled/describe-graph.words.ts';
import { SharedWeightsView } from '#pictures/weights/SharedWeightsView.tsx';
import { isWindowed } from '#playback/window.ts';
import type { Depth } from '#store/state.ts';
import { followColumn } from '#ui/behaviours/follow-column.ts';
import { createLighting, type Lighting } from '#ui/behaviours/lighting.ts';
import { watchMore } from '#ui/behaviours/more-cue.ts';
import { onceChanged } from '#ui/behaviours/once-changed.ts';
import { useDepthMotion } from '#ui/behaviours/use-depth-motion.ts';
import { FigureButton } from '#ui/figure/FigureButton.tsx';
import { Behind } from '#ui/later/Behind.tsx';
import { Later } from '#ui/later/Later.tsx';
import { lazyView } from '#ui/lazy-view.tsx';
import { useStudio } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { DepthPicture } from './DepthPicture.tsx';
import { DepthSwitch } from './DepthSwitch.tsx';
import '#ui/picture/colours.css';
import './picture.css';
import '#ui/picture/nodes.css';
import '#ui/picture/losses.css';
import '#ui/picture/edges.css';
import '#ui/picture/lit.css';
import './foot.css';
import { useIdleWays } from '#pictures/unrolled/use-idle-ways.ts';
import { Legend } from '#ui/picture/Legend.tsx';
import { PictureProvider, usePicture } from '#ui/picture/picture-context.tsx';
import { useRoom } from '#ui/picture/use-room.ts';
import { LegendButton } from './LegendButton.tsx';
import { useRibbons } from './use-ribbons.ts';

const OverviewView = lazyView(
  () => import('#pictures/overview/OverviewView.tsx').then((m) => m.OverviewView),
  ['depths'],
);

const GraphTable = lazyView(
  () => import('#pictures/unrolled/GraphTable.tsx').then((m) => m.GraphTable),
  ['beats', 'depths'],
);

export function GraphPanel(): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const room = useRoom(frame);
  const footed =
    room !== null && room.height >= roomForLegend.height && room.width >= roomForLegend.width;
  const { begun, long } = useStudio(({ trace }) => ({
    begun: trace !== null,
    long: trace !== null && isWindowed(trace.steps),
  }));
  // The same object as long as the size is the same: the layout is made for it.
  const above = useMemo(() => {
    const taken = headHeight + (footed ? footHeight : 0) + (long ? overviewRoom : 0);
    return room && { ...room, height: Math.max(lowest, room.height - taken) };
  }, [room, footed, long]);
  return (
    <div ref={frame} className="graph-panel" aria-busy={!begun}>
      {above && begun && (
        <PictureProvider room={above}>
          <Picture footed={footed} />
        </PictureProvider>
      )}
    </div>
  );
}

/** What the choice of depth takes above the picture, in px; the style sheet says the same. */
const headHeight = 36;
/** What the line with the legend takes below the picture, in px; the style sheet says the same. */
const footHeight = 28;
/** What the whole of a long run takes above its picture, in px; the style sheet says the same. */
const overviewRoom = 96;
/** The least that is seen of the picture, in px. */
const lowest = 120;
/** A panel smaller than this has its legend behind a button. */
const roomForLegend = { width: 900, height: 540 } as const;

/** `footed`: the legend stands below the picture. */
function Picture({ footed }: { readonly footed: boolean }): ReactNode {
  const { layout, strips, room, narrow, moment } = usePicture();
  const translate = useTranslate();
  // The depth before stays on screen until the next one is loaded.
  const depth = useDeferredValue(useStudio((s) => s.depth));
  const isUnrolled = depth === 'unrolled';
  const [table, setTable] = useState(false);
  const panel = useRef<HTMLDivElement>(null);
  const overlay = useRef<SVGSVGElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const side = useRef<HTMLDivElement>(null);
  const tableId = useId();
  const light = useLighting(panel);
  const follow = useRibbons(overlay, panel, isUnrolled);
  const fade = useIdleWays(panel, moment);
  const arrive = useDepthMotion(scroller);
  const onShown = useCallback(() => {
    light();
    arrive();
  }, [light, arrive]);
  const onWeightsShown = useCallback(() => {
    light();
    fade();
    follow();
  }, [light, fade, follow]);
  const column = layout.columns.find((c) => c.t === moment.beat?.t);
  const fits = layout.width <= room.width;
  useLayoutEffect(() => {
    if (fits) return;
    // What concerns all steps (the total loss, sums, the update) stands at the end, under L.
    const place = column ?? (moment.beat?.t === null && { left: layout.width - 1, width: 1 });
    const { current } = scroller;
    if (!current || !place || !isUnrolled) return;
    return onceChanged(() => followColumn(current, place));
  }, [column, layout, fits, moment.beat, isUnrolled]);
  useMoreCues(depth, frame, side, scroller);
  // Where strips stand below the graph, their labels stand below the weights.
  const sideRoom = strips.height > 0 ? layout.height : Math.max(layout.height, room.height);
  const sideHeight = Math.min(room.height, sideRoom);
  return (
    <>
      <div className="graph-head">
        <DepthSwitch />
        <div className="graph-tools">
          {!footed && <LegendButton narrow={narrow} />}
          {!narrow && !table && (
            <FigureButton of=".picture" name={translate('figure.name.picture')} />
          )}
          <TableButton table={table} tableId={tableId} narrow={narrow} onTable={setTable} />
        </div>
      </div>
      <OverviewRoom />
      <div ref={frame} className="picture-frame" hidden={table}>
        <div ref={panel} className={`picture ${narrow ? 'narrow' : 'wide'}`}>
          <div className="side">
            <div style={narrow ? {} : { height: sideRoom }}>
              <div ref={side} className="side-weights" style={narrow ? {} : { height: sideHeight }}>
                <Later first>
                  <SharedWeightsView onShown={onWeightsShown} />
                </Later>
              </div>
            </div>
            {!narrow && isUnrolled && <StripLabels />}
          </div>
          <div ref={scroller} className="scroller">
            <DepthPicture depth={depth} onShown={onShown} />
          </div>
          <svg ref={overlay} className="ribbons" aria-hidden="true" />
        </div>
      </div>
      <section
        id={tableId}
        className={table ? 'graph-table' : 'unseen'}
        aria-label={translate('view.table.caption')}
        // It scrolls, so the keyboard must reach it.
        tabIndex={table ? 0 : undefined}
      >
        <Suspense>{table && <GraphTable />}</Suspense>
      </section>
      {footed && (
        <div className="graph-foot">
          <Legend />
        </div>
      )}
      <p id="graph-shows" className="unseen">
        {describeGraph(moment.trace, moment.beat, translate)}
      </p>
      <p id="graph-keys" className="unseen">
        {translate('view.graph.keys')}
      </p>
    </>
  );
}

function TableButton(props: {
  readonly table: boolean;
  readonly tableId: string;
  readonly narrow: boolean;
  readonly onTable: (table: boolean) => void;
}): ReactNode {
  const { table, tableId, narrow, onTable } = props;
  const translate = useTranslate();
  const name = translate(table ? 'view.table.hide' : 'view.table.show');
  return (
    <button
      type="button"
      className="quiet"
      title={narrow ? name : undefined}
      aria-label={name}
      aria-expanded={table}
      aria-controls={tableId}
      onClick={() => onTable(!table)}
    >
      {narrow ? <Table aria-hidden="true" size={16} /> : name}
    </button>
  );
}

/** Where the whole of a long run stands; of short ones nothing is fetched. */
function OverviewRoom(): ReactNode {
  const { trace } = usePicture().moment;
  if (!isWindowed(trace.steps)) return null;
  return (
    <div className="overview-room">
      <Suspense>
        <Behind>
          <OverviewView />
        </Behind>
      </Suspense>
    </div>
  );
}

/** A soft edge wherever a frame has more than it shows. */
function useMoreCues(
  depth: Depth,
  ...frames: readonly React.RefObject<HTMLElement | null>[]
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the frames are the same for good, and hold another picture at every depth.
  useLayoutEffect(() => {
    const ends = frames.flatMap(({ current }) => (current ? [watchMore(current)] : []));
    return () => {
      for (const end of ends) end();
    };
  }, [depth]);
}

/** What comes back lights what has come to stand in the panel since. */
function useLighting(panel: React.RefObject<HTMLDivElement | null>): () => void {
  const { moment } = usePicture();
  const { pointed, selected, weight } = useStudio((state) => ({
    pointed: state.pointed,
    selected: state.selected,
    weight: state.weight,
  }));
  const lighting = useRef<Lighting | null>(null);
  useLayoutEffect(() => {
    if (!panel.current) return;
    const made = createLighting(panel.current);
    lighting.current = made;
    return () => made.destroy();
  }, [panel]);
  // A new moment or weight brings new marks to light.
  const light = useRef(() => {});
  useLayoutEffect(() => {
    const parameter = weight?.parameter ?? null;
    const lit = { pointed, selected, parameter, asked: moment.withheld };
    light.current = () => lighting.current?.update(moment.trace.model, lit);
    light.current();
  }, [moment, weight, pointed, selected]);
  return useCallback(() => light.current(), []);
}
