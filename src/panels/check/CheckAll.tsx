// Every gradient against central differences, on request: progress, cancel, and the worst of what was found.

import { type ReactNode, useId, useState } from 'react';
import { formatExact, formatNumber } from '#base/format.ts';
import {
  parameterEntryId,
  parameterGradientId,
  parameterId,
  type QuantityId,
} from '#model/quantity-id.ts';
import type { Trace } from '#trace/record/trace.ts';
import {
  agreement,
  type CheckedParameter,
  checkedParameters,
  flatPlace,
  hasCorner,
} from '#trace/tasks/gradient-check.ts';
import type { GradientCheck, SequenceChoice } from '#trace/tasks/tasks.ts';
import type { Moment } from '#ui/moment.ts';
import { useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { useTask } from '#ui/use-task.ts';
import { describeFault } from '#words/describe-fault.ts';

export function CheckAll({ moment }: { readonly moment: Moment }): ReactNode {
  const t = useTranslate();
  const title = useId();
  const { trace } = moment;
  const { experiment, sequence, model } = trace;
  const [asked, setAsked] = useState<SequenceChoice | null>(null);
  // What was asked of another run says nothing of this one.
  const current = asked?.experiment === experiment && asked.sequence === sequence ? asked : null;
  const state = useTask('check', current);
  const begin = (): void => setAsked({ experiment, sequence });
  return (
    <section className="check-all" aria-labelledby={title}>
      <h2 id={title} className="panel-title">
        {t('view.check.all')}
      </h2>
      <p className="check-what">{t('view.check.what')}</p>
      {state.kind === 'working' ? (
        <div className="check-progress">
          <progress
            aria-label={t('view.check.progress')}
            value={state.progress?.done ?? 0}
            max={state.progress?.all ?? model.parameterCount}
          />
          <span>
            {t('view.check.done', { done: state.progress?.done ?? 0, all: model.parameterCount })}
          </span>
          <button type="button" className="button" onClick={() => setAsked(null)}>
            {t('view.check.cancel')}
          </button>
        </div>
      ) : (
        <button type="button" className="button" onClick={begin}>
          {t('view.check.begin', { count: model.parameterCount })}
        </button>
      )}
      <div role="status">
        {state.kind === 'done' && <Verdict trace={trace} check={state.result} />}
        {state.kind === 'failed' && <p>{describeFault(state.fault, t)}</p>}
      </div>
      {state.kind === 'done' && <Checked trace={trace} check={state.result} />}
    </section>
  );
}

interface FoundProps {
  readonly trace: Trace;
  readonly check: GradientCheck;
}

function Verdict({ trace, check }: FoundProps): ReactNode {
  const t = useTranslate();
  const { count, worst } = check;
  const error = formatNumber(worst.error, 2);
  if (worst.error < agreement) {
    return <p className="verdict agrees">✓ {t('view.check.agrees', { count, error })}</p>;
  }
  return (
    <p className="verdict">
      {t('view.check.differs', { count, error })}
      {hasCorner(trace.model) && ` ${t('view.check.corner')}`}
    </p>
  );
}

/** The worst entry of every parameter; a press chooses it. */
function Checked({ trace, check }: FoundProps): ReactNode {
  const t = useTranslate();
  return (
    <table className="checked">
      <caption className="unseen">{t('view.check.table')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('view.check.worst')}</th>
          <th scope="col">{t('view.check.gradient')}</th>
          <th scope="col">{t('view.check.difference')}</th>
          <th scope="col">{t('view.check.error')}</th>
        </tr>
      </thead>
      <tbody>
        {checkedParameters(trace.model, check).map((checked) => (
          <Row key={checked.shape.name} {...{ trace, check, checked }} />
        ))}
      </tbody>
    </table>
  );
}

function Row({
  trace,
  check,
  checked,
}: FoundProps & { readonly checked: CheckedParameter }): ReactNode {
  const { chooseWeight, point } = useStudioActions();
  const { shape, worst } = checked;
  const place = flatPlace(trace.model, worst);
  const numbers = [trace.gradient[place] ?? 0, check.differences[place] ?? 0];
  const entry = (id: QuantityId) => parameterEntryId(shape, id, worst.row, worst.column);
  const id = entry(parameterGradientId(worst.parameter));
  return (
    <tr onPointerEnter={() => point(id)} onPointerLeave={() => point(null)}>
      <th scope="row">
        <button type="button" className="link" onClick={() => chooseWeight(worst)}>
          {entry(parameterId(shape.name))}
        </button>
      </th>
      {numbers.map((value, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: gradient, then difference
        <td key={i} title={formatExact(value)}>
          {formatNumber(value, 5)}
        </td>
      ))}
      <td title={formatExact(worst.error)}>{formatNumber(worst.error, 2)}</td>
    </tr>
  );
}
