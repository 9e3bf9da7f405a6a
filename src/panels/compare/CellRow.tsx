// One cell of the comparison: its name, its numbers at a step, and its state over time as a strip.

import { type ReactNode, useMemo } from 'react';
import { formatExact, formatNumber } from '#base/format.ts';
import type { StripBlocks } from '#marks/strip.ts';
import { symbolOf } from '#marks/symbol.ts';
import { valueTone } from '#marks/tone.ts';
import { useNotationOf } from '#ui/notation-context.tsx';
import { GradientOf, SymbolSpans, SymbolText } from '#ui/picture/SymbolText.tsx';
import { toneClass } from '#ui/picture/tone-class.ts';
import { useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { cellName } from './compare.words.ts';
import { buildHeat, type HeatLayout, heatLayout } from './heat.scene.ts';
import { lineStyles, markPath } from './line-style.scene.ts';
import type { CellsReach } from './reach.scene.ts';
import { columnsUpTo, type TimeAxis } from './time-axis.scene.ts';
import type { ComparedCell } from './use-compared.ts';

export interface CellRowProps {
  readonly cell: ComparedCell;
  /** Which of the line styles it has, from 0. */
  readonly order: number;
  /** How far the position has come in this run. */
  readonly reach: CellsReach;
  readonly axis: TimeAxis;
  readonly width: number;
  /** The step whose numbers are written. */
  readonly at: number | null;
  /** The letter of the output state and its number of units, as on screen. */
  readonly state: { readonly name: string; readonly size: number };
  /** Where the run ended early, in words. */
  readonly overflow: string | null;
}

export function CellRow(props: CellRowProps): ReactNode {
  const t = useTranslate();
  const { cell, axis, width, reach, state, overflow } = props;
  const heat = heatLayout(state.size);
  const trace = cell.run?.trace ?? null;
  const output = trace?.model.cell.output ?? state.name;
  // Nothing is drawn of a run that comes in while nothing of it is looked at.
  const seen = reach.forward > 0 ? trace : null;
  const values = useMemo(
    () => (seen ? buildHeat(block(seen.values, output), state.size, axis, valueTone) : null),
    [seen, output, state.size, axis],
  );
  const name = cellName(cell.id);
  return (
    <li className="cells-row">
      <CellHead {...props} />
      {cell.refused !== null && <p className="cells-overflow">{cell.refused}</p>}
      {cell.refused === null && (
        <svg
          className="cells-strips"
          role="img"
          aria-label={t(trace ? 'view.cells.strip' : 'view.cells.working', { cell: name })}
          width={width}
          height={heat.height}
        >
          <Strip
            {...{ axis, heat, own: cell.own, blocks: values, letter: output, cell: cell.id }}
            known={columnsUpTo(axis, reach.forward)}
          />
        </svg>
      )}
      {overflow !== null && <p className="cells-overflow">{overflow}</p>}
    </li>
  );
}

function block(blocks: Readonly<Record<string, Float64Array>>, name: string): Float64Array {
  return blocks[name] ?? new Float64Array(0);
}

/** The name, which puts the cell on screen, the look of its line, and its numbers. */
function CellHead({ cell, order, reach, at }: CellRowProps): ReactNode {
  const t = useTranslate();
  const { setCell } = useStudioActions();
  const notationOf = useNotationOf();
  const { run, id, activation, own } = cell;
  const name = cellName(id);
  const norm = at !== null && at >= reach.backward ? (run?.output[at - 1] ?? null) : null;
  return (
    <div className="cells-head">
      <button
        type="button"
        className="cells-name"
        aria-pressed={own}
        title={t(own ? 'view.cells.present' : 'view.cells.switch', { cell: name })}
        onClick={() => setCell(id)}
      >
        {name}
        {activation !== null && <span className="cells-map">{activation}</span>}
      </button>
      <LineSample order={order} />
      {at !== null && run && (
        <Amount value={norm}>
          ‖
          <GradientOf>
            <SymbolText symbol={symbolOf(notationOf(id), run.trace.model.cell.output, at)} />
          </GradientOf>
          ‖
        </Amount>
      )}
      {cell.refused === null && (
        <Amount value={run && reach.loss ? run.trace.loss : null}>
          <SymbolText symbol={symbolOf(notationOf(id), 'loss', null)} />
        </Amount>
      )}
    </div>
  );
}

function LineSample({ order }: { readonly order: number }): ReactNode {
  return (
    <svg
      className={`cells-line style-${order % lineStyles}`}
      width={40}
      height={12}
      aria-hidden="true"
    >
      <path d="M0,6H40" />
      <path className="mark" transform="translate(20 6)" d={markPath(order)} />
    </svg>
  );
}

/** A number with its letter; dotted while it is not computed. */
function Amount(props: { readonly value: number | null; readonly children: ReactNode }): ReactNode {
  const t = useTranslate();
  const { value, children } = props;
  return (
    <span className="cells-amount">
      {children}{' '}
      {value === null ? (
        <span className="cells-unknown" title={t('ui.notComputedYet')}>
          …
        </span>
      ) : (
        <b title={formatExact(value)}>{formatNumber(value)}</b>
      )}
    </span>
  );
}

/** The whole strip is made once; what is known of it is a window onto it. */
function Strip(props: {
  readonly axis: TimeAxis;
  readonly heat: HeatLayout;
  readonly own: boolean;
  readonly blocks: readonly StripBlocks[] | null;
  /** Its id. */
  readonly cell: string;
  readonly letter: string;
  /** So many columns. */
  readonly known: number;
}): ReactNode {
  const { axis, heat, own, blocks, letter } = props;
  const notationOf = useNotationOf();
  const known = blocks === null ? 0 : props.known;
  const { left, pitch, columns } = axis;
  const { height } = heat;
  return (
    <g data-strip={own ? 'values' : undefined}>
      <text className="cells-letter" x={left - 7} y={height / 2}>
        <SymbolSpans symbol={symbolOf(notationOf(props.cell), letter, null)} />
      </text>
      <rect className="cells-ground" x={left} width={columns * pitch} height={height} />
      <Unknown {...{ axis, heat }} from={known} />
      {known > 0 && (
        <svg
          aria-hidden="true"
          x={left}
          width={known * pitch}
          height={height}
          viewBox={`${left} 0 ${known * pitch} ${height}`}
        >
          {blocks?.map(({ tone, path }) => (
            <path key={tone} className={`block ${toneClass(tone)}`} d={path} />
          ))}
        </svg>
      )}
    </g>
  );
}

const narrowestFrame = 12;

/** Not computed yet: a dotted frame for each column, or one for all where they are narrow. */
function Unknown(props: {
  readonly axis: TimeAxis;
  readonly heat: HeatLayout;
  /** The first column that is not known. */
  readonly from: number;
}): ReactNode {
  const { axis, heat, from } = props;
  const count = axis.columns - from;
  const apart = axis.pitch >= narrowestFrame;
  return Array.from({ length: apart ? count : Math.min(1, count) }, (_, i) => (
    <rect
      // biome-ignore lint/suspicious/noArrayIndexKey: columns stay in their order
      key={i}
      className="cell unknown"
      x={axis.left + (from + i) * axis.pitch + 1}
      y={0.5}
      width={Math.max(1, (apart ? 1 : count) * axis.pitch - 2)}
      height={heat.height - 1}
      rx={2}
    />
  ));
}
