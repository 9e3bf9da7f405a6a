// What each strip shows, in letters and in words; at the side of the strips, or above each on a phone.

import { memo, type ReactNode } from 'react';
import { type Model, quantityOf } from '#model/model.ts';
import type { Notation } from '#model/notation.ts';
import {
  gateOf,
  normTicks,
  type StripSubject,
  type StripsLayout,
  stripSubjects,
  type Tick,
} from '#scene/strips-scene.ts';
import { symbolOf } from '#scene/symbol.ts';
import { usePicture } from '#views/graph/picture.tsx';
import { SymbolText } from '#views/graph/SymbolText.tsx';
import { sameContent } from '#views/same-content.ts';
import { useTranslate } from '#views/translate-context.tsx';

export function StripLabels(): ReactNode {
  const { moment, strips, notation, narrow } = usePicture();
  const { model } = moment.trace;
  const ticks = normTicks(moment.trace, strips);
  return <Labels model={model} ticks={ticks} strips={strips} notation={notation} narrow={narrow} />;
}

interface LabelsProps {
  readonly model: Model;
  readonly ticks: readonly Tick[];
  readonly strips: StripsLayout;
  readonly notation: Notation;
  readonly narrow: boolean;
}

const Labels = memo(({ model, ticks, strips, notation, narrow }: LabelsProps): ReactNode => {
  const translate = useTranslate();
  const letter = (name: string): ReactNode => (
    <SymbolText symbol={symbolOf(notation, name, null)} />
  );
  const above = narrow ? 20 : 0;
  return (
    <div className="strip-labels" style={{ height: narrow ? 0 : strips.height }}>
      {stripSubjects({ model }).map((subject, i) => {
        const top = (strips.rowTops[i] ?? 0) - above;
        return (
          <p key={top} style={{ top, height: narrow ? 18 : strips.rowHeight }}>
            <b>{subjectLetters(subject)}</b> <span>{subjectWords(subject)}</span>
          </p>
        );
      })}
      <p
        style={{
          top: strips.chartTop - above - (narrow ? 14 : 0),
          height: narrow ? 18 : strips.chartHeight,
        }}
      >
        <b>‖∂L/∂{letter(model.cell.output)}‖</b> <span>{translate('view.strip.norm')}</span>
      </p>
      {ticks.map((tick) => (
        <i key={tick.text} className="tick" style={{ top: tick.y }}>
          {tick.text}
        </i>
      ))}
    </div>
  );

  function subjectLetters(subject: StripSubject): ReactNode {
    if (subject.kind === 'gradient') return <>∂L/∂{letter(subject.quantity)}</>;
    const gate = gateOf(model, subject.edge);
    if (gate !== null) return letter(gate);
    return (
      <>
        ∂{letter(subject.edge.to)}/∂{letter(subject.edge.from.quantity)}
      </>
    );
  }

  function subjectWords(subject: StripSubject): string {
    if (subject.kind === 'gradient') {
      const { role } = quantityOf(model, subject.quantity);
      return translate(role === 'cell state' ? 'view.strip.cellGradient' : 'view.strip.gradient');
    }
    const { edge } = subject;
    if (gateOf(model, edge) !== null) {
      return translate('view.strip.gate', {
        state: symbolOf(notation, edge.from.quantity, null).letter,
      });
    }
    const term = quantityOf(model, edge.to).terms[edge.term];
    const map = term?.kind === 'product' ? (term.factors[edge.factor]?.map ?? '') : '';
    return translate('view.strip.slope', { map });
  }
}, sameContent);
