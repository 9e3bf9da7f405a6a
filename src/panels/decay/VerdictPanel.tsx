// The verdict as a badge, the sentence that says why, and the loss from which one looks back.

import { ChevronsDown, ChevronsUp, Minus, TrendingDown, TrendingUp } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { valueId } from '#model/quantity-id.ts';
import { lossStepOf } from '#store/focus.ts';
import type { StateProducts } from '#trace/derived/state-products.ts';
import { NumberField } from '#ui/controls/NumberField.tsx';
import { RichText } from '#ui/controls/RichText.tsx';
import { SelectField } from '#ui/controls/SelectField.tsx';
import type { Moment } from '#ui/moment.ts';
import { useWriting } from '#ui/notation-context.tsx';
import { useStudio, useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { type DecayWords, describeDecay } from './decay.words.ts';

const icons = {
  vanishing: ChevronsDown,
  shrinking: TrendingDown,
  steady: Minus,
  growing: TrendingUp,
  exploding: ChevronsUp,
} as const;

export function VerdictPanel(props: {
  readonly moment: Moment;
  readonly last: number;
  readonly known: boolean;
  readonly products: StateProducts | null;
}): ReactNode {
  const t = useTranslate();
  const { moment, last, known, products } = props;
  const { trace } = moment;
  const writing = useWriting();
  const words = useMemo(
    () => (known && products ? describeDecay(trace, products, t, writing) : null),
    [known, trace, products, t, writing],
  );
  return (
    <div className="time-verdict">
      <div className="time-head">
        <p role="status">
          <Badge words={words} />
        </p>
        <LossStep moment={moment} />
      </div>
      <p className="time-why" data-states={trace.model.cell.states.length}>
        {words && <RichText text={words.sentence} />}
        {words && words.remark !== '' && (
          <>
            {' '}
            <RichText text={words.remark} />
          </>
        )}
        {words &&
          trace.overflow?.pass === 'forward' &&
          ` ${t('view.time.ended', { last: String(last) })}`}
        {!known && <NotYet moment={moment} last={last} />}
        {known && products && !words && t('view.time.noWay')}
      </p>
    </div>
  );
}

function Badge({ words }: { readonly words: DecayWords | null }): ReactNode {
  const t = useTranslate();
  if (words === null) return <strong className="time-badge">{t('view.time.unknown')}</strong>;
  const Icon = icons[words.verdict];
  return (
    <strong className="time-badge" data-verdict={words.verdict}>
      <Icon aria-hidden="true" size={16} />
      {words.word}
    </strong>
  );
}

/** Where to go for the numbers: the beat that computes the last state of the product. */
function NotYet({ moment, last }: { readonly moment: Moment; readonly last: number }): ReactNode {
  const t = useTranslate();
  const { goTo } = useStudioActions();
  const beat = moment.reveals.get(valueId(moment.trace.model.cell.output, last));
  return (
    <>
      {t('view.time.notYet', { last: String(last) })}{' '}
      {beat !== undefined && (
        <button type="button" className="time-link" onClick={() => goTo(beat)}>
          {t('view.time.goThere')}
        </button>
      )}
    </>
  );
}

/** More losses than this are not listed, but typed. */
const mostListed = 60;

function LossStep({ moment }: { readonly moment: Moment }): ReactNode {
  const t = useTranslate();
  const { setLossStep } = useStudioActions();
  const { lossSteps } = moment.trace;
  const lossStep = useStudio((s) => lossStepOf(s, moment.trace));
  if (lossStep === null || lossSteps.length < 2) return null;
  if (lossSteps.length > mostListed) {
    return (
      <NumberField
        label={t('view.time.lossStep')}
        integer
        min={lossSteps[0] ?? 1}
        max={lossSteps.at(-1) ?? 1}
        value={lossStep}
        onChange={(step) => setLossStep(lossSteps.findLast((other) => other <= step) ?? null)}
      />
    );
  }
  return (
    <SelectField
      label={t('view.time.lossStep')}
      value={String(lossStep)}
      options={lossSteps.map((step) => ({ value: String(step), text: `t = ${step}` }))}
      onChange={(step) => setLossStep(Number(step))}
    />
  );
}
