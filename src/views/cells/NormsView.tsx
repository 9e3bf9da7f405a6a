// The length of the gradient of the state at every step, in every cell, on one log axis.

import { Fragment, type ReactNode, useMemo } from 'react';
import { lineStyles, markPath } from '#scene/cells/line-style.ts';
import { buildNormsChart, type NormsOf } from '#scene/cells/norms-chart.ts';
import { centerOf, labelledSteps, rightEnd, type TimeAxis } from '#scene/cells/time-axis.ts';
import { stepClass } from '#views/graph/tone-class.ts';
import { useTranslate } from '#views/translate-context.tsx';

export interface NormsRun extends NormsOf {
  readonly key: string;
  /** Which of the line styles it has, from 0. */
  readonly order: number;
  /** A state beside the output, by its letter: drawn thin. */
  readonly aside: string | null;
}

const height = 132;
const foot = 18;

export function NormsView(props: {
  readonly runs: readonly NormsRun[];
  readonly names: string;
  /** The step of the last loss. */
  readonly last: number;
  readonly axis: TimeAxis;
  readonly width: number;
}): ReactNode {
  const t = useTranslate();
  const { runs, names, last, axis, width } = props;
  const chart = useMemo(() => buildNormsChart(runs, last, axis, height), [runs, last, axis]);
  const end = rightEnd(axis);
  return (
    <figure className="cells-norms">
      <figcaption>
        ‖∂L/∂<i>h</i>‖ <span>{t('view.cells.norms')}</span>
      </figcaption>
      <svg
        role="img"
        data-strip="gradients"
        aria-label={t('view.cells.chart', { cells: names })}
        width={width}
        height={height + foot}
      >
        {chart.ticks.map(({ y, text }) => (
          <g key={text} className="tick">
            <path d={`M${axis.left},${y}H${end}`} />
            <text x={axis.left - 7} y={y} dy="0.32em" textAnchor="end">
              {text}
            </text>
          </g>
        ))}
        {chart.lines.map(({ path, points, end: head }, i) => {
          const run = runs[i];
          if (run === undefined) return null;
          const mark = markPath(run.order);
          return (
            <g
              key={run.key}
              className={`cells-line style-${run.order % lineStyles} ${run.aside ? 'aside' : ''}`}
            >
              <path d={path} />
              {points.map(({ t: step, x, y, colour }) => (
                <Fragment key={step}>
                  {run.aside === null && (
                    <path
                      className={`mark ${stepClass(colour)}`}
                      transform={`translate(${x} ${y})`}
                      d={mark}
                    />
                  )}
                </Fragment>
              ))}
              {run.aside !== null && head !== null && (
                <text className="aside-letter" x={head.x - 8} y={head.y}>
                  {run.aside}
                </text>
              )}
            </g>
          );
        })}
        {labelledSteps(axis).map((step) => (
          <text key={step} className="cells-step" x={centerOf(axis, step)} y={height + 11}>
            {step}
          </text>
        ))}
      </svg>
    </figure>
  );
}
