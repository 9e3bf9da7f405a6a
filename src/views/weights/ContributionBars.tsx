// One bar a step for what its use has added, time from left to right, and the sum so far beside them.

import type { ReactNode } from 'react';
import { formatNumber } from '#base/format.ts';
import type { WeightScene } from '#scene/weights-scene.ts';
import { stepClass } from '#views/graph/tone-class.ts';
import { useTranslate } from '#views/translate-context.tsx';

const height = 28;
const widest = 12;
const room = 92;
const sumWidth = 10;

export function ContributionBars({ scene }: { readonly scene: WeightScene }): ReactNode {
  const translate = useTranslate();
  const { bars, entry, total, barLimit, sum } = scene;
  const pitch = Math.min(widest + 2, (room - sumWidth - 8) / bars.length);
  const zero = entry ? height / 2 : height;
  const scale = (entry ? height / 2 : height) / barLimit;
  const box = (value: number): { y: number; height: number } => {
    const size = Math.max(1, Math.abs(value) * scale);
    return { y: value >= 0 ? zero - size : zero, height: size };
  };
  const start = bars.length * pitch + 8;
  const width = start + sumWidth;
  return (
    <div className="bars">
      <svg width={width} height={height} role="img" aria-label={translate('view.weight.bars')}>
        {bars.map((bar, i) => (
          <rect
            key={bar.id}
            className={bar.presence === 'unknown' ? 'cell unknown' : `bar ${stepClass(bar.colour)}`}
            data-quantity={bar.id}
            x={i * pitch}
            width={Math.max(1, pitch - 2)}
            {...(bar.presence === 'unknown'
              ? { y: zero - 5, height: entry ? 10 : 5 }
              : box(bar.value))}
          />
        ))}
        {sum.presence !== 'unknown' && (
          <rect className="bar sum" x={start} width={sumWidth} {...box(total)} />
        )}
        <path className="zero-line" d={`M0,${zero}H${width}`} />
      </svg>
      <span className="bars-total">{sum.presence === 'unknown' ? '·' : formatNumber(total)}</span>
    </div>
  );
}
