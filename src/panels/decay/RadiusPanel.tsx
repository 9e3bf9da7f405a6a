// Rescales the recurrent matrices to a spectral radius, and shows the radius and the stretch that each has now.

import { memo, type ReactNode, useId, useState } from 'react';
import { formatBase, formatNumber } from '#base/format.ts';
import { parameterId } from '#model/quantity-id.ts';
import type { RecurrentMatrix } from '#trace/derived/recurrence.ts';
import type { Trace } from '#trace/record/trace.ts';
import { NumberField } from '#ui/controls/NumberField.tsx';
import { RichText } from '#ui/controls/RichText.tsx';
import { useWriting } from '#ui/notation-context.tsx';
import { usePointing } from '#ui/picture/use-pointing.ts';
import { useStudio, useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { createSpeaker } from '#words/speaker.ts';

const least = 0.1;
const most = 2;
const stride = 0.05;

export const RadiusPanel = memo(
  (props: {
    readonly trace: Trace;
    /** null while they are being computed. */
    readonly matrices: readonly RecurrentMatrix[] | null;
  }): ReactNode => {
    const t = useTranslate();
    const { trace } = props;
    const [matrices, setMatrices] = useState(props.matrices);
    // What was there stays on screen while the new numbers are computed.
    if (props.matrices !== null && props.matrices !== matrices) setMatrices(props.matrices);
    if (matrices === null || matrices.length === 0) return null;
    const largest = Math.max(...matrices.map(({ radius }) => radius));
    return (
      <section className="time-radius" aria-label={t('view.time.rescale')}>
        <RadiusSlider trace={trace} radius={props.matrices === null ? null : largest} />
        <Matrices trace={trace} matrices={matrices} />
      </section>
    );
  },
);

function RadiusSlider({
  trace,
  radius,
}: {
  readonly trace: Trace;
  /** null while it is being computed. */
  readonly radius: number | null;
}): ReactNode {
  const t = useTranslate();
  const id = useId();
  const { shown, want } = useShown(trace, radius);
  if (radius === 0) return <p className="time-note">{t('view.time.rescale.none')}</p>;
  return (
    <div className="time-slider">
      <label htmlFor={id}>{t('view.time.rescale')}</label>
      <span className="time-slider-fields">
        <input
          id={id}
          type="range"
          min={least}
          max={most}
          step={stride}
          value={Math.min(most, Math.max(least, shown))}
          aria-valuetext={formatNumber(shown)}
          data-keys="own"
          onChange={(event) => want(Number(event.target.value))}
        />
        <NumberField
          label={t('view.time.rescale.exact')}
          quiet
          min={1e-6}
          max={1000}
          step={stride}
          value={shown}
          onChange={want}
        />
      </span>
    </div>
  );
}

/** Rounding of the rescaled matrix and of its eigenvalues. */
const rounding = 1e-9;

/**
 * The radius to show: what was asked for until the run on screen has it, and after it as it was asked for; else the
 * present one, rounded.
 */
function useShown(
  trace: Trace,
  radius: number | null,
): { readonly shown: number; readonly want: (radius: number) => void } {
  const { setSpectralRadius } = useStudioActions();
  const [wanted, setWanted] = useState<number | null>(null);
  const [last, setLast] = useState(radius ?? 0);
  if (radius !== null && radius !== last) setLast(radius);
  const under = useStudio((s) => s.experiment !== trace.experiment && s.status.kind !== 'failed');
  const has = wanted !== null && Math.abs(last - wanted) <= rounding * wanted;
  const waits = wanted !== null && (under || radius === null);
  return {
    shown: wanted !== null && (has || waits) ? wanted : Number(last.toPrecision(6)),
    want(next) {
      setWanted(next);
      setSpectralRadius(next);
    },
  };
}

function Matrices(props: {
  readonly trace: Trace;
  readonly matrices: readonly RecurrentMatrix[];
}): ReactNode {
  const t = useTranslate();
  const pointing = usePointing();
  const speaker = createSpeaker(props.trace, t, useWriting());
  return (
    <ul className="time-matrices" {...pointing}>
      {props.matrices.map(({ name, radius, stretch }) => (
        <li key={name} data-quantity={parameterId(name)}>
          <RichText
            text={t('view.time.matrix', {
              matrix: speaker.symbol(parameterId(name)),
              radius: formatBase(radius, props.trace.steps),
              stretch: formatBase(stretch, props.trace.steps),
            })}
          />
        </li>
      ))}
    </ul>
  );
}
