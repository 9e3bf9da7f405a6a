// What the lines of the chart say at one step, each with its sample, its name, its number and what it is worth.

import type { ReactNode } from 'react';
import { markedSymbol } from '#expression/script.ts';
import { parameterId } from '#model/quantity-id.ts';
import { RichText } from '#ui/controls/RichText.tsx';
import { useWriting } from '#ui/notation-context.tsx';
import { useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { kindName } from '#words/names.ts';
import { createSpeaker } from '#words/speaker.ts';
import { type DecayProps, decaySymbol, guideSymbols } from './decay-names.words.ts';
import type { DecayReading } from './decay-reading.scene.ts';

export function DecayReadingView(
  props: DecayProps & { readonly reading: DecayReading },
): ReactNode {
  const t = useTranslate();
  const { trace, products, known, reading } = props;
  const { select } = useStudioActions();
  const speaker = createSpeaker(trace, t, useWriting());
  const { distance, promise } = reading;
  const gamma = products.promise && {
    gamma: String(products.promise.gamma),
    weight: speaker.symbol(parameterId(products.promise.weight)),
  };
  return (
    <div className="time-reading">
      <p className="time-reading-head">
        <button type="button" className="time-link" onClick={() => select(reading.id)}>
          {t('view.time.from', { t: String(reading.t), distance })}
        </button>
      </p>
      <dl>
        {reading.norms.map(({ state, text }, i) => (
          <Row
            key={state}
            sample={<Sample place={i} />}
            name={decaySymbol(speaker, state, products.last, reading.t)}
            value={known ? text : null}
            note={
              i === 0
                ? t('view.time.run')
                : t('view.time.run.other', { state: kindName(speaker, state) })
            }
          />
        ))}
        <Row
          sample={<Sample kind="bound" />}
          name={guideSymbols.bound}
          value={known ? reading.bound : null}
          note={t('view.time.bound')}
        />
        {gamma && (
          <Row
            sample={<Sample kind="promise" />}
            name={power(`(${markedSymbol('γ')}${markedSymbol('σ')})`, distance)}
            value={promise}
            note={t('view.time.promise', gamma)}
          />
        )}
        {gamma && (
          <Row
            sample={<Sample kind="radius" />}
            name={power(markedSymbol('ρ'), distance)}
            value={reading.radius}
            note={t('view.time.radius')}
          />
        )}
      </dl>
    </div>
  );
}

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function power(base: string, distance: number): string {
  return base + [...String(distance)].map((digit) => raised.charAt(Number(digit))).join('');
}

function Row(props: {
  readonly sample: ReactNode;
  readonly name: string;
  /** null: not computed yet. */
  readonly value: string | null;
  readonly note: string;
}): ReactNode {
  const t = useTranslate();
  return (
    <div className="time-row">
      <dt>
        {props.sample}
        <RichText text={props.name} />
      </dt>
      <dd className="time-number">
        {props.value ?? (
          <>
            <span aria-hidden="true">·</span>
            <span className="unseen">{t('ui.notComputedYet')}</span>
          </>
        )}
      </dd>
      <dd className="time-note">
        <RichText text={props.note} />
      </dd>
    </div>
  );
}

function Sample(props: { readonly place?: number; readonly kind?: string }): ReactNode {
  const { place, kind } = props;
  return (
    <svg className="time-sample" width={22} height={10} aria-hidden="true">
      {kind === undefined ? (
        <g className="time-line" data-place={place}>
          <path d="M0,5H22" />
          <circle cx={11} cy={5} r={3.5} />
        </g>
      ) : (
        <path className="time-guide" data-kind={kind} d="M0,5H22" />
      )}
    </svg>
  );
}
