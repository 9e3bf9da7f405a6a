// Rescales the recurrent matrices to a spectral radius, and shows the radius and the stretch that each has now.

import { type ReactNode, useEffect, useId, useState } from 'react';
import { formatNumber } from '#base/format.ts';
import { parameterId } from '#model/quantity-id.ts';
import type { RecurrentMatrix } from '#trace/recurrence.ts';
import type { Trace } from '#trace/trace.ts';
import { NumberField } from '#views/controls/NumberField.tsx';
import { RichText } from '#views/controls/RichText.tsx';
import { usePointing } from '#views/graph/use-pointing.ts';
import { useStudio, useStudioActions } from '#views/studio-context.tsx';
import { useTranslate } from '#views/translate-context.tsx';
import { createSpeaker } from '#words/speaker.ts';

const least = 0.1;
const most = 2;
const stride = 0.05;

export function RadiusPanel(props: {
  readonly trace: Trace;
  /** null while they are being computed. */
  readonly matrices: readonly RecurrentMatrix[] | null;
}): ReactNode {
  const t = useTranslate();
  const { trace } = props;
  const [matrices, setMatrices] = useState(props.matrices);
  // What was there stays on screen while the new numbers are computed.
  if (props.matrices !== null && props.matrices !== matrices) setMatrices(props.matrices);
  if (matrices === null || matrices.length === 0) return null;
  const largest = Math.max(...matrices.map(({ radius }) => radius));
  return (
    <section className="time-radius" aria-label={t('view.time.rescale')}>
      <RadiusSlider trace={trace} radius={largest} />
      <Matrices trace={trace} matrices={matrices} />
    </section>
  );
}

function RadiusSlider({
  trace,
  radius,
}: {
  readonly trace: Trace;
  readonly radius: number;
}): ReactNode {
  const t = useTranslate();
  const id = useId();
  const { setSpectralRadius } = useStudioActions();
  const { wanted, want } = useWanted(trace, setSpectralRadius);
  const shown = wanted ?? Number(radius.toPrecision(6));
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

/** What was asked for, until the run on screen is the one that has it. */
function useWanted(
  trace: Trace,
  ask: (radius: number) => void,
): { readonly wanted: number | null; readonly want: (radius: number) => void } {
  const [wanted, setWanted] = useState<number | null>(null);
  const arrived = useStudio((s) => s.experiment === trace.experiment || s.status.kind === 'failed');
  useEffect(() => {
    if (arrived) setWanted(null);
  }, [arrived]);
  return {
    wanted: arrived ? null : wanted,
    want(radius) {
      setWanted(radius);
      ask(radius);
    },
  };
}

function Matrices(props: {
  readonly trace: Trace;
  readonly matrices: readonly RecurrentMatrix[];
}): ReactNode {
  const t = useTranslate();
  const pointing = usePointing();
  const speaker = createSpeaker(props.trace, t);
  return (
    <ul className="time-matrices" {...pointing}>
      {props.matrices.map(({ name, radius, stretch }) => (
        <li key={name} data-quantity={parameterId(name)}>
          <RichText
            text={t('view.time.matrix', {
              matrix: speaker.symbol(parameterId(name)),
              radius: formatNumber(radius),
              stretch: formatNumber(stretch),
            })}
          />
        </li>
      ))}
    </ul>
  );
}
