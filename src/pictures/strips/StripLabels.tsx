// What each strip shows, in letters and in words; at the side of the strips, or above each on a phone.

import { memo, type ReactNode } from 'react';
import { type StripsLayout, slopeEdge } from '#marks/strips-layout.ts';
import { symbolOf } from '#marks/symbol.ts';
import { type Edge, type Model, quantityOf } from '#model/model.ts';
import type { Notation } from '#model/notation.ts';
import { gradientId } from '#model/quantity-id.ts';
import { isKnown } from '#ui/moment.ts';
import { usePicture } from '#ui/picture/picture-context.tsx';
import { GradientOf, SymbolText } from '#ui/picture/SymbolText.tsx';
import { sameContent } from '#ui/same-content.ts';
import { useTranslate } from '#ui/translate-context.tsx';
import { normTicks, type Tick } from './strips.scene.ts';

export function StripLabels(): ReactNode {
  const { moment, strips, notation, narrow } = usePicture();
  const { trace } = moment;
  const { model } = trace;
  const edge = strips.slope && slopeEdge(model);
  // What is let through comes when it is first used.
  const used = edge !== null && isKnown(moment, gradientId(edge.from.quantity, trace.steps));
  return (
    <Labels
      model={model}
      edge={used ? edge : null}
      ticks={strips.chart ? normTicks(trace, strips.chart) : []}
      strips={strips}
      notation={notation}
      narrow={narrow}
    />
  );
}

interface LabelsProps {
  readonly model: Model;
  /** Whose slopes are shown; null before the first is used. */
  readonly edge: Edge | null;
  readonly ticks: readonly Tick[];
  readonly strips: StripsLayout;
  readonly notation: Notation;
  readonly narrow: boolean;
}

/** Above a strip on a phone, in px; above the chart stand its numbers too. */
const above = { strip: 20, chart: 34 } as const;

const Labels = memo(({ model, edge, ticks, strips, notation, narrow }: LabelsProps): ReactNode => {
  const translate = useTranslate();
  const letter = (name: string): ReactNode => (
    <SymbolText symbol={symbolOf(notation, name, null)} />
  );
  const place = ({ top, height }: { top: number; height: number }, room: number) =>
    narrow ? { top: top - room, height: 18 } : { top, height };
  return (
    <div className="strip-labels" style={{ height: narrow ? 0 : strips.height }}>
      {edge && strips.slope && (
        <p style={place(strips.slope, above.strip)}>
          <b>
            ∂{letter(edge.to)}/∂{letter(edge.from.quantity)}
          </b>{' '}
          <span>
            {translate(narrow ? 'view.strip.slope.short' : 'view.strip.slope', {
              map: mapOf(model, edge),
            })}
          </span>
        </p>
      )}
      {strips.chart && (
        <p className="of-chart" style={place(strips.chart, above.chart)}>
          <b>
            ‖<GradientOf>{letter(model.cell.output)}</GradientOf>‖
          </b>{' '}
          <span>{translate('view.strip.norm')}</span>
        </p>
      )}
      {ticks.map((tick) => (
        <i key={tick.text} className="tick" style={{ top: tick.y }}>
          {tick.text}
        </i>
      ))}
    </div>
  );
}, sameContent);

function mapOf(model: Model, edge: Edge): string {
  const term = quantityOf(model, edge.to).terms[edge.term];
  return term?.kind === 'product' ? (term.factors[edge.factor]?.map ?? '') : '';
}
