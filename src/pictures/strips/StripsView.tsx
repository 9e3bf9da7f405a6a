// The strips under the columns as SVG: what the activation lets through, and the gradient norm as bars on a log scale.

import { memo, type ReactNode, useMemo, useRef } from 'react';
import type { Strip } from '#marks/strip.ts';
import { useRevealMotion } from '#ui/behaviours/use-reveal-motion.ts';
import { usePicture } from '#ui/picture/picture-context.tsx';
import { StripMarks } from '#ui/picture/StripMarks.tsx';
import { stepClass } from '#ui/picture/tone-class.ts';
import { usePointing } from '#ui/picture/use-pointing.ts';
import { sameContent } from '#ui/same-content.ts';
import { useTranslate } from '#ui/translate-context.tsx';
import { buildStripsScene, type NormBar, type NormChart } from './strips.scene.ts';
import './strips.css';
import { StripLabels } from './StripLabels.tsx';

export function StripsView(): ReactNode {
  const { moment, layout, strips, narrow } = usePicture();
  const translate = useTranslate();
  const root = useRef<SVGSVGElement>(null);
  const pointing = usePointing();
  const scene = useMemo(
    () => buildStripsScene(moment.trace, moment, layout, strips),
    [moment, layout, strips],
  );
  useRevealMotion(root, moment.position);
  return (
    <div className="strips-frame">
      {narrow && <StripLabels />}
      <svg
        ref={root}
        className="strips"
        role="img"
        aria-label={translate('view.strips')}
        width={scene.width}
        height={scene.height}
        {...pointing}
      >
        {scene.slope?.strips.map((strip) => (
          <StripOf key={strip.x} strip={strip} />
        ))}
        {scene.chart && <Chart chart={scene.chart} width={scene.width} />}
      </svg>
    </div>
  );
}

const StripOf = memo(
  ({ strip }: { readonly strip: Strip }): ReactNode => (
    <g data-quantity={strip.id}>
      <StripMarks strip={strip} />
    </g>
  ),
  sameContent,
);

interface ChartProps {
  readonly chart: NormChart;
  readonly width: number;
}

const Chart = memo(
  ({ chart, width }: ChartProps): ReactNode => (
    <g className="norms">
      <Ticks ticks={chart.ticks} width={width} />
      {chart.bars.map((bar) => (
        <Bar key={bar.x} bar={bar} base={chart.top + chart.height} />
      ))}
    </g>
  ),
  sameContent,
);

const Ticks = memo(
  ({ ticks, width }: Pick<NormChart, 'ticks'> & Pick<ChartProps, 'width'>): ReactNode =>
    ticks.map((tick) => <path key={tick.text} className="tick" d={`M0,${tick.y}H${width}`} />),
  sameContent,
);

const Bar = memo(
  ({ bar, base }: { readonly bar: NormBar; readonly base: number }): ReactNode => (
    <g
      data-quantity={bar.id}
      data-fresh={bar.presence === 'fresh' || undefined}
      data-dropped={bar.dropped || undefined}
      className={`norm ${bar.presence}`}
    >
      {bar.presence === 'unknown' ? (
        <rect
          className="cell unknown"
          x={bar.x}
          y={base - 18}
          width={bar.width}
          height={18}
          rx={2}
        />
      ) : (
        <>
          <rect
            className={`bar ${stepClass(bar.colour)}`}
            x={bar.x}
            y={bar.y}
            width={bar.width}
            height={Math.max(1, bar.height)}
            rx={2}
          />
          <text className="bar-number" x={bar.x + bar.width / 2} y={bar.y - 5}>
            {bar.text}
          </text>
        </>
      )}
    </g>
  ),
  sameContent,
);
