// How the gradient fares on its way back through time: the verdict, the decay step by step, the slider, and one step's Jacobian.

import { type ReactNode, useId } from 'react';
import { valueId } from '#model/quantity-id.ts';
import { isKnown, type Moment, useMoment } from '#ui/moment.ts';
import { useTranslate } from '#ui/translate-context.tsx';
import './decay.css';
import './step.css';
import { DecayPanel } from './DecayPanel.tsx';
import { RadiusPanel } from './RadiusPanel.tsx';
import { StepPanel } from './StepPanel.tsx';
import { useLastStep, useProducts } from './use-products.ts';
import { VerdictPanel } from './VerdictPanel.tsx';

export function DecayLens(): ReactNode {
  const moment = useMoment();
  return moment && <Time moment={moment} />;
}

function Time({ moment }: { readonly moment: Moment }): ReactNode {
  const t = useTranslate();
  const title = useId();
  const { trace } = moment;
  const last = useLastStep(trace);
  const found = useProducts(trace, last);
  // All Jacobians of the product are there once the forward pass has come to τ.
  const known = last > 0 && isKnown(moment, valueId(trace.model.cell.output, last));
  const products = found.kind === 'done' ? found.products : null;
  return (
    <section className="time" aria-labelledby={title}>
      <h2 id={title} className="unseen">
        {t('view.time')}
      </h2>
      <VerdictPanel {...{ moment, last, known, products }} />
      <DecayPanel {...{ trace, known, found }} />
      <RadiusPanel trace={trace} matrices={products?.matrices ?? null} />
      <StepPanel moment={moment} />
    </section>
  );
}
