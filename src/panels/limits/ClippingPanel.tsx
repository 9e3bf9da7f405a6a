// Clipping: the gradient of the batch before and after, with the factor, and whether it was turned.

import { type ReactNode, useId } from 'react';
import { formatExact, formatNumber } from '#base/format.ts';
import { batchGradientId, clippedGradientId, gradientNormId } from '#model/quantity-id.ts';
import { clipEffect } from '#trace/derived/limit-effects.ts';
import type { UpdateRecord } from '#trace/record/trace.ts';
import { NumberField } from '#ui/controls/NumberField.tsx';
import { Segments } from '#ui/controls/Segments.tsx';
import { isKnown, type Moment } from '#ui/moment.ts';
import { NotYet } from '#ui/NotYet.tsx';
import { useStudio, useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';

const kinds = ['none', 'norm', 'value'] as const;

export function ClippingPanel({ moment }: { readonly moment: Moment }): ReactNode {
  const t = useTranslate();
  const title = useId();
  const { setTraining } = useStudioActions();
  const clip = useStudio((s) => s.experiment.training.clip);
  return (
    <section className="limits" aria-labelledby={title}>
      <h2 id={title} className="panel-title">
        {t('view.limits.clipping')}
      </h2>
      <div className="limits-choice">
        <Segments
          label={t('view.limits.clip')}
          value={clip?.kind ?? 'none'}
          options={kinds.map((value) => ({ value, text: t(`view.limits.clip.${value}`) }))}
          onChange={(kind) =>
            setTraining({ clip: kind === 'none' ? null : { kind, max: clip?.max ?? 1 } })
          }
        />
        {clip && (
          <NumberField
            label={t('view.limits.max')}
            value={clip.max}
            min={1e-6}
            step={clip.max >= 1 ? 0.1 : 0.01}
            onChange={(max) => setTraining({ clip: { ...clip, max } })}
          />
        )}
      </div>
      <p className="limits-what">{t(`view.limits.clip.what.${clip?.kind ?? 'none'}`)}</p>
      <Result moment={moment} />
    </section>
  );
}

function Result({ moment }: { readonly moment: Moment }): ReactNode {
  const t = useTranslate();
  const { update, experiment } = moment.trace;
  const { clip } = experiment.training;
  // Without a clip, what goes into the update is there with the mean of the batch, or with the norm.
  const id = [clippedGradientId, batchGradientId, gradientNormId].find((one) =>
    moment.reveals.has(one),
  );
  if (id === undefined || update === null) return null;
  if (!isKnown(moment, id)) {
    return (
      <NotYet
        moment={moment}
        id={id}
        text={t('view.limits.clipping.notYet')}
        way={t('view.limits.goTo')}
      />
    );
  }
  return <BeforeAndAfter update={update} max={clip?.kind === 'norm' ? clip.max : null} />;
}

function BeforeAndAfter(props: {
  readonly update: UpdateRecord;
  /** The norm that is allowed, where the norm is what is clipped. */
  readonly max: number | null;
}): ReactNode {
  const t = useTranslate();
  const { update, max } = props;
  const effect = clipEffect(update);
  const largest = Math.max(effect.before, effect.after, max ?? 0);
  const rows = [
    { key: 'before', norm: effect.before },
    { key: 'after', norm: effect.after },
  ] as const;
  const place = (norm: number) => (largest === 0 ? 0 : (100 * norm) / largest);
  return (
    <>
      <dl className="clip-norms">
        {rows.map(({ key, norm }) => (
          <div key={key}>
            <dt>{t(`view.limits.clip.${key}`)}</dt>
            <dd>
              <span className="clip-room" aria-hidden="true">
                <span className={`clip-norm ${key}`} style={{ width: `${place(norm)}%` }} />
                {max !== null && (
                  <span className="clip-max" style={{ insetInlineStart: `${place(max)}%` }} />
                )}
              </span>
              <span title={formatExact(norm)}>{formatNumber(norm)}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className="limits-result">{clipSentence(update, effect, t)}</p>
    </>
  );
}

function clipSentence(
  { clipFactor }: UpdateRecord,
  effect: ReturnType<typeof clipEffect>,
  t: ReturnType<typeof useTranslate>,
): string {
  const { changed, entries, angle } = effect;
  if (changed === 0) return t('view.limits.clip.nothing');
  if (clipFactor !== null) {
    return t('view.limits.clip.factor', { factor: formatNumber(clipFactor) });
  }
  const turned = angle === null ? '–' : formatNumber(angle, 2);
  return t('view.limits.clip.changed', { changed, entries, angle: turned });
}
