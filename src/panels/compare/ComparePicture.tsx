// The comparison as a picture: one axis of time, a block a cell, and the chart of the gradients of all below them.

import { type ReactNode, useMemo } from 'react';
import { symbolOf } from '#marks/symbol.ts';
import { sizeOf } from '#model/model.ts';
import type { Notation } from '#model/notation.ts';
import type { Moment } from '#ui/moment.ts';
import { useNotationOf } from '#ui/notation-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { sayOverflow } from '#words/say-overflow.ts';
import { listed } from '#words/speaker.ts';
import { CellRow } from './CellRow.tsx';
import { cellName } from './compare.words.ts';
import { heatLayout } from './heat.scene.ts';
import { type NormsRun, NormsView } from './NormsView.tsx';
import { type CellsReach, isEndReached, reachedIn } from './reach.scene.ts';
import { leftOf, timeAxis } from './time-axis.scene.ts';
import { useComparePointing } from './use-compare-pointing.ts';
import type { Compared, ComparedCell } from './use-compared.ts';

export interface CellsPictureProps {
  readonly moment: Moment;
  readonly compared: Compared;
  /** How far the position has come on screen. */
  readonly reach: CellsReach;
  /** In px. */
  readonly width: number;
}

/** Left of the axis stand the letters of the strips and the numbers of the chart, in px. */
const gutter = 50;
/** Right of it, half the number of the last step. */
const lastStep = 8;

export function ComparePicture(props: CellsPictureProps): ReactNode {
  const t = useTranslate();
  const { moment, compared, reach, width } = props;
  const { trace, beat } = moment;
  const notationOf = useNotationOf();
  const { steps, model, lossSteps } = trace;
  const axis = useMemo(() => timeAxis(steps, gutter, width - lastStep), [steps, width]);
  const { step: pointed, handlers } = useComparePointing(axis, trace);
  const at = pointed ?? beat?.t ?? (reach.backward === 1 ? 1 : null);
  const state = { name: model.cell.output, size: sizeOf(model, model.cell.output) };
  const { perBand } = heatLayout(state.size);
  const column = (step: number) => ({
    left: leftOf(axis, step) - 1,
    width: Math.max(4, axis.pitch + 2),
  });
  const names = listed(
    t,
    compared.cells.map(({ id }) => cellName(id)),
  );
  return (
    <div className="cells-plot" {...handlers}>
      {beat?.t ? <div className="band" style={column(beat.t)} /> : null}
      {pointed !== null && <div className="cells-pointed" style={column(pointed)} />}
      <ul className="cells-rows">
        {compared.cells.map((cell, order) => (
          <CellRow
            key={cell.id}
            {...{ cell, order, axis, width, at, state }}
            reach={cell.run ? reachedIn(reach, cell.run.trace) : reach}
            overflow={overflowOf(cell)}
          />
        ))}
      </ul>
      <NormsView
        {...{ axis, width, names }}
        output={symbolOf(notationOf(model.cell.id), model.cell.output, null)}
        runs={compared.cells.flatMap((cell, order) =>
          linesOf(cell, order, reach, notationOf(cell.id)),
        )}
        last={lossSteps.at(-1) ?? steps}
      />
      {(axis.perColumn > 1 || perBand > 1) && (
        <p className="cells-note">
          {t('view.cells.bucketed', { steps: axis.perColumn, units: perBand })}
        </p>
      )}
    </div>
  );

  function overflowOf({ run, own }: ComparedCell): string | null {
    // What happens to the net on screen is said above, at its own beat.
    if (run === null || own || !isEndReached(reach, run.trace)) return null;
    const notation = notationOf(run.trace.model.cell.id);
    return sayOverflow(run.trace, t, { notation, marked: false });
  }
}

/** The gradient of the output state, and thin beside it those of the other states. */
function linesOf(
  { id, run }: ComparedCell,
  order: number,
  reach: CellsReach,
  notation: Notation,
): readonly NormsRun[] {
  if (run === null) return [];
  const { backward } = reachedIn(reach, run.trace);
  const own = { key: id, order, backward, norms: run.output, aside: null };
  const others = run.further.map(({ state, norms }) => ({
    key: `${id} ${state}`,
    order,
    backward,
    norms,
    aside: symbolOf(notation, state, null),
  }));
  return [...others, own];
}
