// The decay as a chart, what its lines say at one step, and all of it as a table.

import { type ReactNode, useMemo, useRef, useState } from 'react';
import { buildDecayChart, pointedStep, readDecay } from '#scene/decay-chart.ts';
import { useRoom } from '#views/graph/use-room.ts';
import type { Moment } from '#views/moment.ts';
import { useStudio } from '#views/studio-context.tsx';
import { useTranslate } from '#views/translate-context.tsx';
import { DecayChartView } from './DecayChartView.tsx';
import { DecayReadingView } from './DecayReadingView.tsx';
import { DecayTable } from './DecayTable.tsx';
import type { DecayProps } from './decay-names.ts';
import type { Products } from './use-products.ts';

const height = 158;

export function DecayPanel(props: {
  readonly moment: Moment;
  readonly last: number;
  readonly known: boolean;
  readonly found: Products;
}): ReactNode {
  const { moment, known, found } = props;
  const frame = useRef<HTMLDivElement>(null);
  const room = useRoom(frame);
  return (
    <div className="time-decay">
      <div ref={frame} className="time-frame">
        {found.kind !== 'done' && <Waiting found={found} />}
      </div>
      {found.kind === 'done' && room && (
        <Decay {...{ moment, known }} products={found.products} width={room.width} />
      )}
    </div>
  );
}

function Waiting({ found }: { readonly found: Exclude<Products, { kind: 'done' }> }): ReactNode {
  const t = useTranslate();
  if (found.kind === 'failed') return <p className="time-waiting">{t('view.time.failed')}</p>;
  const { progress } = found;
  return (
    <p className="time-waiting" style={{ height }}>
      <span>{t('view.time.working')}</span>
      <progress
        aria-label={t('view.time.working')}
        max={progress?.all ?? 1}
        {...(progress ? { value: progress.done } : {})}
      />
    </p>
  );
}

function Decay(props: DecayProps & { readonly width: number }): ReactNode {
  const t = useTranslate();
  const { moment, products, known, width } = props;
  const { trace } = moment;
  const [looked, setLooked] = useState<number | null>(null);
  const pointed = useStudio((s) => pointedStep(products, s.pointed));
  const step = Math.min(
    products.last,
    Math.max(products.first, pointed ?? looked ?? products.first),
  );
  const chart = useMemo(
    () => buildDecayChart(products, trace, { width, height }),
    [products, trace, width],
  );
  const reading = useMemo(() => readDecay(products, trace, step), [products, trace, step]);
  return (
    <>
      <DecayChartView {...{ moment, products, known, chart, reading }} onLook={setLooked} />
      <DecayReadingView {...{ moment, products, known, reading }} />
      <details className="time-table">
        <summary>{t('view.time.table')}</summary>
        <div className="time-table-room">
          <DecayTable {...{ moment, products, known }} />
        </div>
      </details>
    </>
  );
}
