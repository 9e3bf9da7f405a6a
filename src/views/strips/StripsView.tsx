// The strips under the columns as SVG: ∂L/∂state, what is let through, and the gradient norm as bars on a log scale.

import { type ReactNode, useMemo, useRef } from 'react';
import type { NormChart } from '#scene/strips-scene.ts';
import { buildStripsScene } from '#scene/strips-scene.ts';
import { useRevealMotion } from '#views/behaviours/reveal-motion.ts';
import { usePicture } from '#views/graph/picture.tsx';
import { StripMarks } from '#views/graph/StripMarks.tsx';
import { stepClass } from '#views/graph/tone-class.ts';
import { usePointing } from '#views/graph/use-pointing.ts';
import { useTranslate } from '#views/translate-context.tsx';
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
        {scene.rows.map((row) => (
          <g key={row.top}>
            {row.strips.map((strip) => (
              <g key={strip.x} data-quantity={strip.id}>
                <StripMarks strip={strip} />
              </g>
            ))}
          </g>
        ))}
        <Chart chart={scene.chart} width={scene.width} />
      </svg>
    </div>
  );
}

function Chart({ chart, width }: { readonly chart: NormChart; readonly width: number }): ReactNode {
  const base = chart.top + chart.height;
  return (
    <g className="norms">
      {chart.ticks.map((tick) => (
        <path key={tick.text} className="tick" d={`M0,${tick.y}H${width}`} />
      ))}
      {chart.bars.map((bar) => (
        <g
          key={bar.x}
          data-quantity={bar.id}
          data-fresh={bar.presence === 'fresh' || undefined}
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
      ))}
    </g>
  );
}
