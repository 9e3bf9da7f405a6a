// What the activation's slope, or the gates, let through at one step.

import type { ReactNode } from 'react';
import { formatNumber } from '#base/format.ts';
import { slopeId } from '#marks/strips-layout.ts';
import type { Model } from '#model/model.ts';
import { type QuantityId, valueId } from '#model/quantity-id.ts';
import {
  activationSlopes,
  gateOpenings,
  type Spread,
  saturatedBelow,
} from '#trace/derived/let-through.ts';
import { plainRecurrence } from '#trace/derived/recurrence.ts';
import type { Trace } from '#trace/record/trace.ts';
import { RichText } from '#ui/controls/RichText.tsx';
import { useWriting } from '#ui/notation-context.tsx';
import { usePointing } from '#ui/picture/use-pointing.ts';
import { useTranslate } from '#ui/translate-context.tsx';
import { kindName } from '#words/names.ts';
import { createSpeaker } from '#words/speaker.ts';
import { activationName } from './decay.words.ts';

export function LetThrough({ trace, t }: { readonly trace: Trace; readonly t: number }): ReactNode {
  const say = useTranslate();
  const pointing = usePointing();
  const speaker = createSpeaker(trace, say, useWriting());
  const slopes = activationSlopes(trace, t);
  const gates = gateOpenings(trace, t);
  const units = trace.model.specification.hiddenSize;
  return (
    <div className="time-through" {...pointing}>
      {slopes && (
        <>
          <SpreadRow
            id={slopeOf(trace.model, t)}
            name={say('view.time.slope', { map: activationName(speaker) })}
            spread={slopes}
          />
          <p className="time-note">
            {say('view.time.saturated', {
              count: slopes.saturated,
              units,
              below: String(saturatedBelow),
            })}
          </p>
        </>
      )}
      {gates.map((opening) => (
        <SpreadRow
          key={opening.gate}
          id={valueId(opening.gate, t)}
          name={say('view.time.gate', {
            gate: kindName(speaker, opening.gate),
            symbol: speaker.symbol(valueId(opening.gate, t)),
          })}
          spread={opening}
        />
      ))}
    </div>
  );
}

/** The slope as the strips under the graph show it; none where several activations follow each other. */
function slopeOf(model: Model, t: number): QuantityId | undefined {
  const [edge, ...others] = plainRecurrence(model)?.activations ?? [];
  return edge && others.length === 0 ? slopeId(model, edge, t) : undefined;
}

/** Least, mean and most on a line from 0 to 1. */
function SpreadRow(props: {
  readonly name: string;
  readonly spread: Spread;
  readonly id?: QuantityId | undefined;
}): ReactNode {
  const t = useTranslate();
  const { least, mean, most } = props.spread;
  const place = (value: number): string => `${100 * Math.min(1, Math.max(0, value))}%`;
  return (
    <p className="time-spread" data-quantity={props.id}>
      <span>
        <RichText text={props.name} />
      </span>
      <span className="time-range" aria-hidden="true">
        <span style={{ left: place(least), right: `calc(100% - ${place(most)})` }} />
        <i style={{ left: place(mean) }} />
      </span>
      <span className="time-number">
        {t('view.time.spread', {
          mean: formatNumber(mean),
          least: formatNumber(least),
          most: formatNumber(most),
        })}
      </span>
    </p>
  );
}
