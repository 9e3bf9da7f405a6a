// The same data through every cell, on one time axis: states, their gradients, and how far these get back.

import { type ReactNode, useId, useMemo, useRef, useState } from 'react';
import type { Writing } from '#expression/symbol.ts';
import { keepers } from '#trace/derived/let-through.ts';
import type { Trace } from '#trace/record/trace.ts';
import { RichText } from '#ui/controls/RichText.tsx';
import { usePresentMoment } from '#ui/moment.ts';
import { useNotationOf } from '#ui/notation-context.tsx';
import { useRoom } from '#ui/picture/use-room.ts';
import { useTranslate } from '#ui/translate-context.tsx';
import { useInTurns } from '#ui/use-in-turns.ts';
import { type CellsPictureProps, ComparePicture } from './ComparePicture.tsx';
import { CompareTable } from './CompareTable.tsx';
import { type KeptOfRun, sayCommonWeights, sayKept, sayRemaining } from './compare.words.ts';
import { reachedBy } from './reach.scene.ts';
import { useCompared } from './use-compared.ts';
import { useSame } from './use-same.ts';
import './compare.css';

export function CompareLens(): ReactNode {
  const t = useTranslate();
  const title = useId();
  const moment = usePresentMoment();
  const { trace } = moment;
  const compared = useCompared(trace);
  const reach = reachedBy(moment, trace);
  const [table, setTable] = useState(false);
  const notationOf = useNotationOf();
  const writingOf = (cell: string): Writing => ({ notation: notationOf(cell), marked: true });
  const others = compared.cells.flatMap(({ id, own }) => (own ? [] : [id]));
  const runs = compared.cells.flatMap(({ run }) => (run ? [run] : []));
  const remaining = sayRemaining(runs, reach.backward, t, writingOf);
  const kept = sayKept(
    useKept(
      runs.map(({ trace }) => trace),
      remaining !== null,
    ),
    t,
    writingOf,
  );
  return (
    <section className="cells" aria-labelledby={title}>
      <div className="cells-title">
        <h2 id={title} className="panel-title">
          {t('view.cells')}
        </h2>
        <button
          type="button"
          className="quiet"
          aria-expanded={table}
          onClick={() => setTable(!table)}
        >
          {t(table ? 'view.table.hide' : 'view.table.show')}
        </button>
      </div>
      <p className="cells-what">
        <RichText
          text={sayCommonWeights(
            trace.model.cell.id,
            others,
            compared.weights,
            t,
            writingOf(trace.model.cell.id),
          )}
        />
      </p>
      {compared.fault !== null && (
        <p className="cells-fault" role="alert">
          {compared.fault}
        </p>
      )}
      {table ? (
        <CompareTable compared={compared} reach={reach} steps={trace.steps} />
      ) : (
        <Picture {...{ moment, compared, reach }} />
      )}
      <p className="cells-result">
        {remaining === null ? t('view.cells.before') : <RichText text={remaining} />}
      </p>
      {kept && (
        <p className="cells-why">
          <RichText text={kept} />
        </p>
      )}
    </section>
  );
}

function Picture(props: Omit<CellsPictureProps, 'width'>): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const room = useRoom(frame);
  return (
    <div ref={frame} className="cells-frame">
      {room && <ComparePicture {...props} width={room.width} />}
    </div>
  );
}

/** What the gates keep, once there is something to explain; of whole runs, so that it stays on the way back. */
function useKept(traces: readonly Trace[], asked: boolean): readonly KeptOfRun[] {
  const same = useSame(traces);
  return useInTurns(useMemo(() => (asked ? () => keptOf(same) : null), [same, asked]));
}

function* keptOf(traces: readonly Trace[]): Generator<KeptOfRun, void> {
  for (const trace of traces) yield { trace, kept: keepers(trace, 2, trace.steps) };
}
