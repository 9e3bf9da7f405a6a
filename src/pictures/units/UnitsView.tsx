// Every hidden unit a node, every weight an edge: the net unit by unit, with the strongest chains of the chosen weight.

import { type MouseEvent, type ReactNode, useMemo, useRef } from 'react';
import { buildLosses } from '#marks/losses.ts';
import { useRevealMotion } from '#ui/behaviours/use-reveal-motion.ts';
import { LossesView } from '#ui/picture/LossesView.tsx';
import { usePicture } from '#ui/picture/picture-context.tsx';
import { quantityAt, usePointing } from '#ui/picture/use-pointing.ts';
import { useStopKeys } from '#ui/picture/use-stop-keys.ts';
import { useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { ChainLabels, ChainLines } from './ChainLines.tsx';
import { UnitColumns, UnitLetters } from './UnitColumns.tsx';
import { UnitEdges } from './UnitEdges.tsx';
import { UnitNodes } from './UnitNodes.tsx';
import { UnitsLegend } from './UnitsLegend.tsx';
import { UnitsTable } from './UnitsTable.tsx';
import { layoutUnits, type UnitsLayout } from './unit-layout.scene.ts';
import { unitStops } from './unit-stops.ts';
import { buildUnitsScene, type UnitsScene } from './units.scene.ts';
import { type Chains, useChainPicture } from './use-chain-picture.ts';
import { useEdgeKeys } from './use-edge-keys.ts';
import './units.css';

/** What the lines below the picture take, in px; more where they break. */
const legendHeight = { roomy: 128, tight: 148 } as const;
const roomy = 560;
/** What a unit needs to be told from its neighbours, and what stands above and below the states, in px. */
const perUnit = 27;
const besideStates = 190;
/** Strips stand further from what is above and below them. */
const besideStrips = 60;
/** For so many units, and up to such a height in px, a lower panel scrolls rather than to make them smaller. */
const mostSingle = 24;
/** The least height of a state whose units close up to a strip. */
const perStrip = 64;
const mostHeight = 620;
/** On a phone the page scrolls: as much as is seen at once. */
const narrowHeight = 470;

export function UnitsView(): ReactNode {
  const { moment, layout: graph, room, narrow } = usePicture();
  const { trace } = moment;
  const { width } = room;
  const tokens = trace.experiment.data.sequences[trace.sequence - 1]?.tokens !== undefined;
  const states = trace.model.cell.states.length;
  const units = states * trace.model.specification.hiddenSize;
  const breaks = width < roomy || units > mostSingle;
  const free = room.height - legendHeight[breaks ? 'tight' : 'roomy'];
  const needed =
    besideStates +
    Math.min(
      units * perUnit,
      units > mostSingle ? besideStrips + states * perStrip : Number.POSITIVE_INFINITY,
    );
  const height = narrow ? narrowHeight : Math.max(free, Math.min(needed, mostHeight));
  const layout = useMemo(
    () => layoutUnits(trace, graph, tokens, { width, height }),
    [trace, graph, tokens, width, height],
  );
  const scene = useMemo(
    () => buildUnitsScene(trace, moment, layout, tokens),
    [trace, moment, layout, tokens],
  );
  return (
    <div className="units">
      <UnitsPicture layout={layout} scene={scene}>
        {(chains, svg) => <UnitsLegend chains={chains} scene={scene} svg={svg} width={width} />}
      </UnitsPicture>
    </div>
  );
}

interface PictureProps {
  readonly layout: UnitsLayout;
  readonly scene: UnitsScene;
  readonly children: (chains: Chains, svg: React.RefObject<SVGSVGElement | null>) => ReactNode;
}

function UnitsPicture({ layout, scene, children }: PictureProps): ReactNode {
  const { moment, notation } = usePicture();
  const translate = useTranslate();
  const root = useRef<SVGSVGElement>(null);
  const chains = useChainPicture(layout);
  const losses = useMemo(() => buildLosses(moment.trace, moment, layout.head), [moment, layout]);
  const stops = useMemo(() => unitStops(layout, losses), [layout, losses]);
  const pointing = usePointing();
  const roving = useStopKeys(stops.all, root);
  const edgeKeys = useEdgeKeys(root, scene.edges, stops);
  const choose = useChoosing();
  useRevealMotion(root, moment.position);
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: an SVG that groups its nodes; a fieldset cannot hold it. */}
      <svg
        ref={root}
        className="units-graph"
        role="group"
        aria-label={translate('view.units.picture')}
        aria-describedby="graph-shows units-keys"
        width={layout.width}
        height={layout.height}
        {...pointing}
        onClick={choose}
        onFocus={(event) => {
          pointing.onFocus(event);
          const key = event.target.getAttribute('data-node');
          if (key !== null) roving.onFocusMark(key);
        }}
        onKeyDown={(event) => {
          edgeKeys(event);
          if (!event.isPropagationStopped()) roving.onKeyDown(event);
        }}
      >
        <UnitColumns layout={layout} />
        <UnitEdges scene={scene} />
        <ChainLines chains={chains} />
        <UnitLetters layout={layout} />
        <UnitNodes scene={scene} stops={stops} reachable={roving.reachable} />
        <LossesView
          scene={losses}
          notation={notation}
          row={stops.lossRow}
          reachable={roving.reachable}
        />
        <ChainLabels chains={chains} />
        <g className="motion" />
      </svg>
      {children(chains, root)}
      <UnitsTable scene={scene} />
      <p id="units-keys" className="unseen">
        {translate('view.units.keys')}
      </p>
    </>
  );
}

/** A click explains what it meets; on an edge that is a weight it chooses that weight as well. */
function useChoosing(): (event: MouseEvent) => void {
  const { select, chooseWeight } = useStudioActions();
  return (event) => {
    const id = quantityAt(event.target);
    if (id === null) return;
    const edge = event.target instanceof Element ? event.target.closest('[data-weight]') : null;
    const [parameter, row, column] = edge?.getAttribute('data-weight')?.split(' ') ?? [];
    if (parameter !== undefined) {
      chooseWeight({ parameter, row: Number(row), column: Number(column) });
    }
    select(id);
  };
}
