// The decay as a chart, what its lines say at one step, and all of it as a table.

import { memo, type ReactNode, useMemo, useRef, useState } from 'react';
import type { Trace } from '#trace/record/trace.ts';
import { FigureButton } from '#ui/figure/FigureButton.tsx';
import { useRoom } from '#ui/picture/use-room.ts';
import { useStudio } from '#ui/studio-context.tsx';
import { TableTools } from '#ui/table/TableTools.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { DecayChartView } from './DecayChartView.tsx';
import { DecayReadingView } from './DecayReadingView.tsx';
import { DecayTable } from './DecayTable.tsx';
import { decayThresholds } from './decay.words.ts';
import { buildDecayChart } from './decay-chart.scene.ts';
import type { DecayProps } from './decay-names.words.ts';
import { pointedStep, readDecay } from './decay-reading.scene.ts';
import type { Products } from './use-products.ts';

/** Of the chart, in rem. */
const height = 9.9;
/** The size of its type, in rem. */
const type = 0.75;

export const DecayPanel = memo(
  (props: {
    readonly trace: Trace;
    readonly known: boolean;
    readonly found: Products;
  }): ReactNode => {
    const { trace, known, found } = props;
    const frame = useRef<HTMLDivElement>(null);
    const room = useRoom(frame);
    const measure = useRef<HTMLSpanElement>(null);
    const rem = useRoom(measure)?.width ?? 16;
    const [held, setHeld] = useState(height * rem);
    // While new numbers are computed nothing below moves.
    if (found.kind === 'done' && room && room.height !== held) setHeld(room.height);
    return (
      <div ref={frame} className="time-decay">
        <span ref={measure} className="time-rem" />
        {found.kind !== 'done' && <Waiting found={found} height={held} />}
        {found.kind === 'done' && room && (
          <Decay {...{ trace, known }} products={found.products} width={room.width} rem={rem} />
        )}
      </div>
    );
  },
);

function Waiting(props: {
  readonly found: Exclude<Products, { kind: 'done' }>;
  readonly height: number;
}): ReactNode {
  const t = useTranslate();
  const { found } = props;
  if (found.kind === 'failed') return <p className="time-waiting">{t('view.time.failed')}</p>;
  const { progress } = found;
  return (
    <p className="time-waiting" style={{ minHeight: props.height }}>
      <span>{t('view.time.working')}</span>
      <progress
        aria-label={t('view.time.working')}
        max={progress?.all ?? 1}
        {...(progress ? { value: progress.done } : {})}
      />
    </p>
  );
}

function Decay(props: DecayProps & { readonly width: number; readonly rem: number }): ReactNode {
  const { trace, products, known, width, rem } = props;
  const t = useTranslate();
  const [looked, setLooked] = useState<number | null>(null);
  const pointed = useStudio((s) => pointedStep(products, s.pointed));
  const step = Math.min(
    products.last,
    Math.max(products.first, pointed ?? looked ?? products.first),
  );
  const chart = useMemo(
    () => buildDecayChart(products, trace, { width, height: height * rem, em: type * rem }),
    [products, trace, width, rem],
  );
  const reading = useMemo(() => readDecay(products, trace, step), [products, trace, step]);
  return (
    <>
      <DecayChartView {...{ trace, products, known, chart, reading }} onLook={setLooked} />
      <FigureButton of=".time-chart" name={t('figure.name.decay')} />
      <DecayReadingView {...{ trace, products, known, reading }} />
      <Numbers {...{ trace, products, known }} />
    </>
  );
}

/** Rows are made only where they are seen. */
function Numbers(props: DecayProps): ReactNode {
  const t = useTranslate();
  const [open, setOpen] = useState(false);
  return (
    <details
      className="time-table"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{t('view.time.table')}</summary>
      <section
        className="time-table-room"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by key
        tabIndex={0}
        data-keys="own"
        aria-label={t('view.time.table')}
      >
        {open && <DecayTable {...props} />}
        {open && <TableTools name="vanishing" />}
        <p className="time-note">{decayThresholds(t)}</p>
      </section>
    </details>
  );
}
