// Truncation: how far back the gradient may go, and what is lost of it.

import { type ReactNode, useId } from 'react';
import { formatExact, formatNumber } from '#base/format.ts';
import { truncatedGradientId } from '#model/quantity-id.ts';
import { type Comparison, truncationEffect, windowErrors } from '#trace/derived/limit-effects.ts';
import { NumberField } from '#ui/controls/NumberField.tsx';
import { Segments } from '#ui/controls/Segments.tsx';
import { isKnown, type Moment } from '#ui/moment.ts';
import { NotYet } from '#ui/NotYet.tsx';
import { useStudio, useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { Bars } from './Bars.tsx';

const kinds = ['none', 'window', 'chunk'] as const;

export function TruncationPanel({ moment }: { readonly moment: Moment }): ReactNode {
  const t = useTranslate();
  const title = useId();
  const { setTraining } = useStudioActions();
  const truncation = useStudio((s) => s.experiment.training.truncation);
  const { trace } = moment;
  const steps = truncation?.steps ?? Math.max(1, Math.ceil(trace.steps / 2));
  const choose = (kind: (typeof kinds)[number]): void =>
    setTraining({ truncation: kind === 'none' ? null : { kind, steps } });
  return (
    <section className="limits" aria-labelledby={title}>
      <h2 id={title} className="panel-title">
        {t('view.limits.truncation')}
      </h2>
      <div className="limits-choice">
        <Segments
          label={t('view.limits.kind')}
          value={truncation?.kind ?? 'none'}
          options={kinds.map((value) => ({ value, text: t(`view.limits.kind.${value}`) }))}
          onChange={choose}
        />
        {truncation && (
          <NumberField
            integer
            label={t('view.limits.steps')}
            value={truncation.steps}
            min={1}
            max={Math.max(trace.steps, truncation.steps)}
            onChange={(next) => setTraining({ truncation: { ...truncation, steps: next } })}
          />
        )}
      </div>
      <p className="limits-what">
        {t(`view.limits.what.${truncation?.kind ?? 'none'}`, { steps, before: steps - 1 })}
      </p>
      {truncation && <Loss moment={moment} />}
      {truncation?.kind !== 'chunk' && (
        <Windows moment={moment} chosen={truncation?.steps ?? null} />
      )}
    </section>
  );
}

/** What is lost of the gradient, as a sentence and for each parameter. */
function Loss({ moment }: { readonly moment: Moment }): ReactNode {
  const t = useTranslate();
  if (!isKnown(moment, truncatedGradientId)) {
    return (
      <NotYet
        moment={moment}
        id={truncatedGradientId}
        text={t('view.limits.truncation.notYet')}
        way={t('view.limits.goTo')}
      />
    );
  }
  const effect = truncationEffect(moment.trace);
  if (effect === null) return null;
  const { whole, byParameter } = effect;
  return (
    <>
      <p className="limits-result">{sentenceOf(whole, t)}</p>
      <table className="limits-table">
        <caption className="unseen">{t('view.limits.table')}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('view.limits.full')}</th>
            <th scope="col">{t('view.limits.left')}</th>
            <th scope="col">{t('view.limits.error')}</th>
            <th scope="col">{t('view.limits.angle')}</th>
          </tr>
        </thead>
        <tbody>
          {[{ parameter: t('view.limits.all'), ...whole }, ...byParameter].map((row) => (
            <tr key={row.parameter}>
              <th scope="row">{row.parameter}</th>
              <td title={formatExact(row.before)}>{formatNumber(row.before)}</td>
              <td title={formatExact(row.after)}>{formatNumber(row.after)}</td>
              <td>{row.relativeError === null ? '–' : percent(row.relativeError)}</td>
              <td>{row.angle === null ? '–' : `${formatNumber(row.angle, 2)}°`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function sentenceOf(
  { relativeError, angle }: Comparison,
  t: ReturnType<typeof useTranslate>,
): string {
  if (relativeError === null) return t('view.limits.noGradient');
  if (relativeError === 0) return t('view.limits.nothingLost');
  const error = percent(relativeError);
  if (angle === null) return t('view.limits.allLost');
  return t('view.limits.lost', { error, angle: formatNumber(angle, 2) });
}

function percent(share: number): string {
  return `${formatNumber(100 * share, 2)} %`;
}

/** The error of every window, a bar each: a press chooses the window. */
function Windows(props: { readonly moment: Moment; readonly chosen: number | null }): ReactNode {
  const t = useTranslate();
  const { setTraining } = useStudioActions();
  const { moment, chosen } = props;
  const { trace } = moment;
  // The gradients of all steps are what the bars are made of.
  const last = moment.beats.find((beat) => beat.phase === 'sum');
  if (last === undefined || moment.position < last.index) return null;
  const errors = windowErrors(trace);
  if (errors === null) return null;
  const largest = Math.max(...errors);
  return (
    <Bars
      label={t('view.limits.windows')}
      note={t('view.limits.windows.note')}
      bars={errors.map((error, i) => ({
        key: i + 1,
        share: largest === 0 ? 0 : error / largest,
        text: percent(error),
        name: t('view.limits.window', { steps: i + 1, error: percent(error) }),
        chosen: i + 1 === chosen,
      }))}
      onChoose={(steps) => setTraining({ truncation: { kind: 'window', steps } })}
    />
  );
}
