// One weight moved by ε: the loss along it, the tangent, and the change that was predicted beside the one that happens.

import { type ReactNode, useId, useMemo, useRef, useState } from 'react';
import { formatExact, formatNumber } from '#base/format.ts';
import { markedSymbol } from '#expression/script.ts';
import { symbolOf } from '#marks/symbol.ts';
import { parameterOf } from '#model/model.ts';
import {
  parameterEntryId,
  parameterGradientId,
  parameterId,
  totalLossId,
} from '#model/quantity-id.ts';
import type { WeightChoice } from '#store/state.ts';
import { flatPlace, nudgeOutcome } from '#trace/tasks/gradient-check.ts';
import { NumberField } from '#ui/controls/NumberField.tsx';
import { RichText } from '#ui/controls/RichText.tsx';
import { Segments } from '#ui/controls/Segments.tsx';
import { WeightPicker } from '#ui/controls/WeightPicker.tsx';
import { FigureButton } from '#ui/figure/FigureButton.tsx';
import { isKnown, type Moment } from '#ui/moment.ts';
import { NotYet } from '#ui/NotYet.tsx';
import { useNotation, usePlainWriting } from '#ui/notation-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { markedLettering } from '#words/rich-text.ts';
import { createSpeaker } from '#words/speaker.ts';
import { LossCurveView } from './LossCurveView.tsx';
import { offsetsWithin } from './loss-curve.scene.ts';
import { useLosses } from './use-losses.ts';

const radii = ['0.01', '0.1', '1'] as const;

interface NudgeProps {
  readonly moment: Moment;
  readonly weight: WeightChoice;
}

export function NudgePanel(props: NudgeProps): ReactNode {
  const t = useTranslate();
  const title = useId();
  const { moment, weight } = props;
  return (
    <section className="nudge" aria-labelledby={title}>
      <h2 id={title} className="panel-title">
        {t('view.check.nudge')}
      </h2>
      {isKnown(moment, totalLossId) ? (
        <Nudge {...props} />
      ) : (
        <>
          <div className="nudge-choice">
            <WeightPicker weight={weight} />
          </div>
          <NotYet
            moment={moment}
            id={totalLossId}
            text={t('view.check.noLoss')}
            way={t('view.check.goToLoss')}
          />
        </>
      )}
    </section>
  );
}

function Nudge({ moment, weight }: NudgeProps): ReactNode {
  const t = useTranslate();
  const { trace } = moment;
  const [radius, setRadius] = useState<(typeof radii)[number]>('1');
  const [epsilon, setEpsilon] = useState(0.5);
  const limit = Number(radius);
  const name = useName(moment, weight);
  const place = flatPlace(trace.model, weight);
  const offsets = useMemo(() => offsetsWithin(limit), [limit]);
  const { losses, moved, fault } = useLosses(trace, place, offsets, epsilon);
  const known = isKnown(moment, parameterGradientId(weight.parameter));
  const gradient = known ? (trace.gradient[place] ?? null) : null;
  const choose = (next: (typeof radii)[number]): void => {
    setRadius(next);
    setEpsilon(Math.sign(epsilon || 1) * Number(next) * 0.5);
  };
  return (
    <>
      <div className="nudge-choice">
        <WeightPicker weight={weight} />
        <Segments
          label={t('view.check.radius')}
          value={radius}
          options={radii.map((value) => ({ value, text: `±${value}` }))}
          onChange={choose}
        />
      </div>
      <LossCurveView
        samples={{ offsets, losses }}
        nudge={{ loss: trace.loss, gradient, epsilon, moved }}
        name={name}
        onNudge={setEpsilon}
      />
      <FigureButton of=".loss-curve" name={t('figure.name.loss')} />
      <Epsilon value={epsilon} limit={limit} onChange={setEpsilon} />
      {fault !== null && <p role="alert">{fault}</p>}
      {gradient === null ? (
        <NotYet
          moment={moment}
          id={parameterGradientId(weight.parameter)}
          text={t('view.check.notYet')}
          way={t('view.check.goToSum')}
        />
      ) : (
        <Outcome {...{ epsilon, gradient, loss: trace.loss, moved, name }} />
      )}
    </>
  );
}

/** ε to drag or to type. */
function Epsilon(props: {
  readonly value: number;
  readonly limit: number;
  readonly onChange: (epsilon: number) => void;
}): ReactNode {
  const t = useTranslate();
  const { value, limit, onChange } = props;
  const bounds = { min: -limit, max: limit, step: limit / 50, value };
  return (
    <div className="nudge-epsilon">
      <input
        type="range"
        aria-label={t('view.check.epsilon')}
        {...bounds}
        onChange={(event) => onChange(Number(event.target.value))}
      />
      <NumberField label="ε" {...bounds} onChange={onChange} />
    </div>
  );
}

/** W_hh[1,3] as plain text. */
function useName({ trace }: Moment, { parameter, row, column }: WeightChoice): string {
  const { symbol } = createSpeaker(trace, useTranslate(), usePlainWriting());
  const shape = parameterOf(trace.model, parameter);
  return symbol(parameterEntryId(shape, parameterId(parameter), row, column));
}

function Outcome(props: {
  readonly epsilon: number;
  readonly gradient: number;
  readonly loss: number;
  readonly moved: number | null;
  readonly name: string;
}): ReactNode {
  const t = useTranslate();
  const { epsilon, gradient, loss, moved, name } = props;
  const lossLetter = markedLettering(symbolOf(useNotation(), 'loss', null));
  const w = markedSymbol('w');
  // The last whole sentence stays while the next number is computed.
  const last = useRef<ReactNode>(null);
  if (moved !== null && !Number.isFinite(moved)) {
    return <p className="nudge-outcome">{t('view.check.overflow')}</p>;
  }
  if (moved === null) return <div className="nudge-outcome">{last.current}</div>;
  const { predicted, real, gap } = nudgeOutcome(epsilon, gradient, loss, moved);
  const rows = [
    {
      label: t('view.check.predicted'),
      text: `${markedSymbol('ε')} · ∂${lossLetter}/∂${w} = ${formatNumber(predicted)}`,
      value: predicted,
    },
    {
      label: t('view.check.real'),
      text: `${lossLetter}(${w}+${markedSymbol('ε')}) − ${lossLetter}(${w}) = ${formatNumber(real)}`,
      value: real,
    },
  ];
  last.current = (
    <>
      <dl>
        {rows.map(({ label, text, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd title={formatExact(value)}>
              <RichText text={text} />
            </dd>
          </div>
        ))}
      </dl>
      <p>
        {gap === null
          ? t('view.check.same')
          : t('view.check.gap', { gap: formatNumber(100 * gap, 2), name })}
      </p>
    </>
  );
  return <div className="nudge-outcome">{last.current}</div>;
}
