// One bar a step (of a long run, one for several) for what its use has added, and the sum so far beside them.

import type { ReactNode } from 'react';
import { formatNumber } from '#base/format.ts';
import { stepClass } from '#ui/picture/tone-class.ts';
import { useTranslate } from '#ui/translate-context.tsx';
import type { WeightScene } from './weights.scene.ts';

const height = 28;
const widest = 12;
const room = 92;
const sumWidth = 10;
/** Between the steps and their sum; where bars are norms, which do not add up, a divider stands in it. */
const sumGap = 8;
const sizeGap = 16;

export function ContributionBars({ scene }: { readonly scene: WeightScene }): ReactNode {
  const translate = useTranslate();
  const { bars, entry, total, barLimit, sum, shared } = scene;
  const gap = entry ? sumGap : sizeGap;
  const pitch = Math.min(widest + 2, (room - sumWidth - gap) / bars.length);
  const zero = entry ? height / 2 : height;
  const scale = (entry ? height / 2 : height) / barLimit;
  const box = (value: number): { y: number; height: number } => {
    const size = Math.max(1, Math.abs(value) * scale);
    return { y: value >= 0 ? zero - size : zero, height: size };
  };
  const start = bars.length * pitch + gap;
  const width = start + sumWidth + 1;
  const divider = start - gap / 2 - 1;
  const unknownBox = { y: zero - 5, height: entry ? 10 : 5 };
  const unknown = bars.filter((bar) => bar.presence === 'unknown').length;
  const crossed = bars.filter((bar) => bar.dropped && bar.presence !== 'unknown');
  const uses = shared
    ? translate(entry ? 'view.weight.barsOfSteps' : 'view.weight.sizesOfSteps')
    : translate(entry ? 'view.weight.bars' : 'view.weight.sizes');
  const what =
    crossed.length > 0 ? `${uses.replace(/\.$/, '')}. ${translate('view.weight.dropped')}` : uses;
  return (
    <div className="bars">
      <svg width={width} height={height} role="img" aria-label={what}>
        {(shared || !entry || crossed.length > 0) && <title>{what}</title>}
        {bars.map((bar, i) =>
          bar.dropped && bar.presence !== 'unknown' ? (
            <path
              key={bar.t}
              className="bar-dropped"
              data-quantity={bar.t === bar.to ? bar.id : undefined}
              d={crossAt(i * pitch + Math.max(1, pitch - 2) / 2, zero, Math.min(4, pitch / 2 - 1))}
            />
          ) : bar.presence !== 'unknown' || !shared ? (
            <rect
              key={bar.t}
              className={
                bar.presence === 'unknown' ? 'cell unknown' : `bar ${stepClass(bar.colour)}`
              }
              data-quantity={bar.t === bar.to ? bar.id : undefined}
              x={i * pitch}
              width={Math.max(1, pitch - 2)}
              {...(bar.presence === 'unknown' ? unknownBox : box(bar.value))}
            />
          ) : null,
        )}
        {/* Too narrow for an outline each: the first uses are the last to be known. */}
        {shared && unknown > 0 && (
          <rect className="cell unknown" x={0.5} width={unknown * pitch - 1} {...unknownBox} />
        )}
        {sum.presence !== 'unknown' && !shared && (
          <rect
            className={entry ? 'bar sum' : 'bar sum size'}
            x={start}
            width={sumWidth}
            {...box(total)}
          />
        )}
        {!entry && !shared && <path className="sum-divider" d={`M${divider},0V${height}`} />}
        <path className="zero-line" d={`M0,${zero}H${width}`} />
      </svg>
      <span className="bars-total">{sum.presence === 'unknown' ? '·' : formatNumber(total)}</span>
    </div>
  );
}

/** A cross on the zero line, or above it where bars only rise. */
function crossAt(x: number, zero: number, size: number): string {
  const y = zero === height ? zero - size - 2 : zero;
  return `M${x - size},${y - size}L${x + size},${y + size}M${x - size},${y + size}L${x + size},${y - size}`;
}
