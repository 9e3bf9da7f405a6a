// The hero: shared weights at the side, the unrolled graph with its strips beside them, what flows between over both.

import {
  lazy,
  type ReactNode,
  Suspense,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { buildRibbons } from '#scene/ribbons.ts';
import { followColumn } from '#views/behaviours/follow-column.ts';
import { followWeight } from '#views/behaviours/follow-weight.ts';
import { createLighting, type Lighting } from '#views/behaviours/lighting.ts';
import { watchMore } from '#views/behaviours/more-cue.ts';
import { createRibbons, type Ribbons } from '#views/behaviours/ribbons.ts';
import { DepthSwitch } from '#views/depths/DepthSwitch.tsx';
import { StripLabels } from '#views/strips/StripLabels.tsx';
import { StripsView } from '#views/strips/StripsView.tsx';
import { useStudio } from '#views/studio-context.tsx';
import { useTranslate } from '#views/translate-context.tsx';
import { SharedWeightsView } from '#views/weights/SharedWeightsView.tsx';
import { describeGraph } from '#words/describe-graph.ts';
import './colours.css';
import './graph.css';
import './edges.css';
import './lit.css';
import './foot.css';
import { GraphTable } from './GraphTable.tsx';
import { GraphView } from './GraphView.tsx';
import { Legend } from './Legend.tsx';
import { PictureProvider, usePicture } from './picture.tsx';
import { useRoom } from './use-room.ts';

const FoldedView = lazy(() =>
  import('#views/depths/folded/FoldedView.tsx').then((m) => ({ default: m.FoldedView })),
);
const InsideView = lazy(() =>
  import('#views/depths/inside/InsideView.tsx').then((m) => ({ default: m.InsideView })),
);
const UnitsView = lazy(() =>
  import('#views/depths/units/UnitsView.tsx').then((m) => ({ default: m.UnitsView })),
);
const deeper = { folded: FoldedView, inside: InsideView, units: UnitsView };

export function GraphPanel(): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const room = useRoom(frame);
  const begun = useStudio((state) => state.trace !== null);
  // The same object as long as the size is the same: the layout is made for it.
  const above = useMemo(
    () => room && { ...room, height: room.height - footHeight - headHeight },
    [room],
  );
  return (
    <div ref={frame} className="graph-panel" aria-busy={!begun}>
      {above && begun && (
        <PictureProvider room={above}>
          <Picture frame={frame} />
        </PictureProvider>
      )}
    </div>
  );
}

/** What the choice of depth takes above the picture, in px. */
const headHeight = 36;
/** What the line with the legend takes below the picture, in px. */
const footHeight = 44;

function Picture(props: { readonly frame: React.RefObject<HTMLDivElement | null> }): ReactNode {
  const { frame } = props;
  const { layout, strips, narrow, moment } = usePicture();
  const translate = useTranslate();
  const depth = useStudio((s) => s.depth);
  const Deeper = depth === 'unrolled' ? null : deeper[depth];
  const [table, setTable] = useState(false);
  const panel = useRef<HTMLDivElement>(null);
  const overlay = useRef<SVGSVGElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const side = useRef<HTMLDivElement>(null);
  const tableId = useId();
  useLighting(panel);
  useRibbons(overlay, panel);
  const column = layout.columns.find((c) => c.t === moment.beat?.t);
  useLayoutEffect(() => {
    // What concerns all steps (the total loss, sums, the update) stands at the end, under L.
    const place = column ?? (moment.beat && { left: layout.width - 1, width: 1 });
    if (scroller.current && place) followColumn(scroller.current, place);
  }, [column, layout, moment.beat]);
  useMoreCues(frame, side, scroller);
  return (
    <>
      <DepthSwitch />
      <div ref={panel} className={`picture ${narrow ? 'narrow' : 'wide'}`} hidden={table}>
        <div className="side">
          <div ref={side} className="side-weights" style={narrow ? {} : { height: layout.height }}>
            <SharedWeightsView />
          </div>
          {!narrow && !Deeper && <StripLabels />}
        </div>
        <div ref={scroller} className="scroller">
          {!Deeper && column && (
            <div
              className="band"
              style={{
                left: column.left,
                width: column.width,
                height: layout.height + strips.height,
              }}
            />
          )}
          {Deeper ? (
            <Suspense>
              <Deeper />
            </Suspense>
          ) : (
            <>
              <GraphView />
              <StripsView />
            </>
          )}
        </div>
        <svg ref={overlay} className="ribbons" aria-hidden="true" />
      </div>
      <section
        id={tableId}
        className={table ? 'graph-table' : 'unseen'}
        aria-label={translate('view.table.caption')}
        // It scrolls, so the keyboard must reach it.
        tabIndex={table ? 0 : undefined}
      >
        {table && <GraphTable />}
      </section>
      <div className="graph-foot">
        <Legend />
        <button
          type="button"
          className="quiet"
          aria-expanded={table}
          aria-controls={tableId}
          onClick={() => setTable(!table)}
        >
          {translate(table ? 'view.table.hide' : 'view.table.show')}
        </button>
      </div>
      <p id="graph-shows" className="unseen">
        {describeGraph(moment.trace, moment.beat, translate)}
      </p>
      <p id="graph-keys" className="unseen">
        {translate('view.graph.keys')}
      </p>
    </>
  );
}

/** A soft edge wherever a frame has more than it shows. */
function useMoreCues(...frames: readonly React.RefObject<HTMLElement | null>[]): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the frames are the same elements for good.
  useLayoutEffect(() => {
    const ends = frames.flatMap(({ current }) => (current ? [watchMore(current)] : []));
    return () => {
      for (const end of ends) end();
    };
  }, []);
}

function useLighting(panel: React.RefObject<HTMLDivElement | null>): void {
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
  useLayoutEffect(() => {
    const parameter = weight?.parameter ?? null;
    lighting.current?.update(moment.trace.model, { pointed, selected, parameter });
  }, [moment, weight, pointed, selected]);
}

function useRibbons(
  overlay: React.RefObject<SVGSVGElement | null>,
  panel: React.RefObject<HTMLDivElement | null>,
): void {
  const { moment, layout } = usePicture();
  const ribbons = useRef<Ribbons | null>(null);
  useLayoutEffect(() => {
    if (!overlay.current || !panel.current) return;
    const made = createRibbons(overlay.current, panel.current);
    ribbons.current = made;
    return () => made.destroy();
  }, [overlay, panel]);
  useLayoutEffect(() => {
    let current = true;
    ribbons.current?.update(buildRibbons(moment.trace, moment, layout));
    // Once the whole page has changed, and still before it is painted: measuring it earlier would lay it out twice.
    queueMicrotask(() => {
      if (!current || !panel.current) return;
      followWeight(panel.current);
      ribbons.current?.settle();
    });
    return () => {
      current = false;
    };
  }, [moment, layout, panel]);
}
