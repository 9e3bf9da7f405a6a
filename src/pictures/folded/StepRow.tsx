// Every use of the one cell as a mark below it: done forward, done backward with its gradient's length, shown, or to come.

import { type ReactNode, useId, useMemo } from 'react';
import { formatNumber } from '#base/format.ts';
import { keepPageKeys } from '#ui/controls/keep-page-keys.ts';
import { usePicture } from '#ui/picture/picture-context.tsx';
import { stepClass } from '#ui/picture/tone-class.ts';
import { useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { foldedSteps, type StepMark } from './steps.scene.ts';

/** The least that a mark takes with its name, without and with each digit of the step, in px; and what it takes at best. */
const least = { alone: 32, digit: 7.5 } as const;
const roomy = 52;
/** What says that there are more. */
const moreRoom = 16;

/** The height of the longest bar, in px. */
const tallest = 22;

export function StepRow(props: { readonly width: number; readonly t: number }): ReactNode {
  const { width, t } = props;
  const { moment } = usePicture();
  const { setDepth } = useStudioActions();
  const translate = useTranslate();
  const name = useId();
  const pitch = least.alone + least.digit * String(moment.trace.steps).length;
  const fits = moment.trace.steps * pitch <= width;
  const most = Math.floor((fits ? width : width - 2 * moreRoom) / pitch);
  const marks = useMemo(() => foldedSteps(moment.trace, moment, t, most), [moment, t, most]);
  return (
    <fieldset className="step-row">
      <legend className="unseen">{translate('view.folded.steps')}</legend>
      <More exists={(marks[0]?.t ?? 1) > 1} />
      {marks.map((mark) => (
        <label
          key={mark.t}
          className={`step-mark ${stepClass(mark.colour)}`}
          style={{ flexBasis: Math.max(roomy, pitch) }}
        >
          <input
            type="radio"
            name={name}
            className="unseen"
            checked={mark.current}
            onChange={() => setDepth('folded', mark.t)}
            onClick={keepPageKeys}
            aria-label={textOf(mark)}
          />
          <Bar mark={mark} />
          <span className={`step-dot ${mark.forward}`} />
          <span className="step-name">{`t = ${mark.t}`}</span>
        </label>
      ))}
      <More exists={(marks.at(-1)?.t ?? 1) < moment.trace.steps} />
    </fieldset>
  );

  function textOf({ t: step, token, forward, norm }: StepMark): string {
    return translate('view.folded.step', {
      t: step,
      reads: token === null ? 'no' : 'yes',
      token: token ?? '',
      done: forward === 'unknown' ? 'no' : 'yes',
      back: norm === null ? 'no' : 'yes',
      norm: formatNumber(norm ?? 0),
    });
  }
}

/** Steps that have no mark. */
function More({ exists }: { readonly exists: boolean }): ReactNode {
  return exists ? (
    <span className="step-more" aria-hidden="true">
      …
    </span>
  ) : null;
}

function Bar({ mark }: { readonly mark: StepMark }): ReactNode {
  const height = Math.max(2, Math.round(mark.strength * tallest));
  return (
    <span className="step-bar" data-quantity={mark.gradient}>
      {mark.norm !== null && <span className={mark.backward} style={{ height }} />}
    </span>
  );
}
