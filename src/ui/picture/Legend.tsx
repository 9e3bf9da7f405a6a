// How to read the picture: the tones and their signs, what is not computed yet, the widths of the edges.

import { memo, type ReactNode } from 'react';
import { formatNumber } from '#base/format.ts';
import { parameterLimitOf } from '#marks/parameter-limit.ts';
import {
  decadesOf,
  decadeText,
  type StrengthScale,
  strengthScaleOf,
  widthOf,
} from '#marks/strength.ts';
import { fullValue } from '#marks/tone.ts';
import { sameContent } from '#ui/same-content.ts';
import { useStudio } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { usePicture } from './picture-context.tsx';

const sample = 22;
const pitch = 52;

export function Legend(): ReactNode {
  const { moment, layout } = usePicture();
  // Among single units edges have widths of their own, told beside them.
  const widths = useStudio((s) => s.depth) !== 'units';
  return (
    <Marks
      scale={strengthScaleOf(moment.trace)}
      weights={parameterLimitOf(moment.trace)}
      crowded={layout.crowded}
      widths={widths}
    />
  );
}

interface MarksProps {
  readonly scale: StrengthScale;
  /** What has the full colour among the weights. */
  readonly weights: number;
  readonly crowded: boolean;
  /** Are those of edges among them? */
  readonly widths: boolean;
}

const Marks = memo(({ scale, weights, crowded, widths }: MarksProps): ReactNode => {
  const translate = useTranslate();
  return (
    <ul className="legend" aria-label={translate('view.legend')}>
      <li title={translate('view.legend.faint')}>
        {translate('view.legend.negative')}
        <span className="swatches" aria-hidden="true">
          {['n10', 'n6', 'n3', 't0', 'p3', 'p6', 'p10'].map((tone) => (
            <span key={tone} className={`swatch ${tone}`} />
          ))}
        </span>
        {translate('view.legend.positive')}
        <span className="legend-scales">
          {translate('view.legend.scales', {
            values: formatNumber(fullValue, 1),
            weights: formatNumber(weights, 1),
          })}
        </span>
      </li>
      <li>
        <span className="swatch value" aria-hidden="true" />
        {translate('view.legend.value')}
        <span className="swatch gradient" aria-hidden="true" />
        {translate('view.legend.gradient')}
      </li>
      <li>
        <span className="swatch unknown" aria-hidden="true" />
        {translate('view.legend.unknown')}
      </li>
      {widths && (
        <li>
          {translate('view.legend.width')}
          <WidthSamples scale={scale} widthAt={(size) => widthOf(scale, size, crowded)} />
        </li>
      )}
    </ul>
  );
}, sameContent);

/** How wide an edge is for a few sizes of the run's gradients. */
export function WidthSamples(props: {
  readonly scale: StrengthScale;
  readonly widthAt: (size: number) => number;
}): ReactNode {
  const decades = decadesOf(props.scale);
  const every = Math.max(2, Math.ceil((decades.length - 1) / 2));
  const sizes = decades
    .toReversed()
    .filter((_, i) => i % every === 0)
    .reverse();
  return (
    <svg width={sizes.length * pitch} height="16" aria-hidden="true">
      {sizes.map((size, i) => {
        const x = i * pitch;
        return (
          <g key={size}>
            <path
              className="sample"
              d={`M${x},8h${sample}`}
              style={{ strokeWidth: props.widthAt(size) }}
            />
            <text x={x + sample + 4} y="12">
              {decadeText(size)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
