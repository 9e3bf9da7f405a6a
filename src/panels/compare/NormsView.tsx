// The length of the gradient of the state at every step, in every cell, on one log axis.

import type { ReactNode } from 'react';
import type { Lettering } from '#marks/symbol.ts';
import { RichText } from '#ui/controls/RichText.tsx';
import { FigureButton } from '#ui/figure/FigureButton.tsx';
import { GradientOf, SymbolSpans, SymbolText } from '#ui/picture/SymbolText.tsx';
import { stepClass } from '#ui/picture/tone-class.ts';
import { useTranslate } from '#ui/translate-context.tsx';
import { markedLettering } from '#words/rich-text.ts';
import { lineStyles, markPath } from './line-style.scene.ts';
import { buildNormsChart, type NormsLine, type NormsOf } from './norms-chart.scene.ts';
import { centerOf, labelledSteps, rightEnd, type TimeAxis } from './time-axis.scene.ts';

export interface NormsRun extends NormsOf {
  readonly key: string;
  /** Which of the line styles it has, from 0. */
  readonly order: number;
  /** A state beside the output, by its letter: drawn thin. */
  readonly aside: Lettering | null;
}

const height = 132;
const foot = 18;

export function NormsView(props: {
  readonly runs: readonly NormsRun[];
  readonly names: string;
  /** The letter of the output state of the net on screen. */
  readonly output: Lettering;
  /** The step of the last loss. */
  readonly last: number;
  readonly axis: TimeAxis;
  readonly width: number;
}): ReactNode {
  const t = useTranslate();
  const { runs, names, last, axis, width } = props;
  const asides = runs.flatMap(({ aside }) => (aside === null ? [] : [aside]));
  const chart = buildNormsChart(runs, last, axis, height);
  const end = rightEnd(axis);
  return (
    <figure className="cells-norms">
      <figcaption>
        ‖
        <GradientOf>
          <SymbolText symbol={props.output} />
        </GradientOf>
        ‖{' '}
        <span>
          {t('view.cells.norms')}
          {asides.length > 0 && (
            <>
              {'; '}
              <RichText
                text={t('view.cells.aside', { states: asides.map(markedLettering).join(', ') })}
              />
            </>
          )}
        </span>
        <FigureButton of=".cells-norms" name={t('figure.name.norms')} />
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
        {chart.lines.map((line, i) => {
          const run = runs[i];
          return run && <Line key={run.key} {...{ line, run }} />;
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

function Line({ line, run }: { readonly line: NormsLine; readonly run: NormsRun }): ReactNode {
  const { path, points, end } = line;
  const { order, aside } = run;
  const mark = markPath(order);
  return (
    <g className={`cells-line style-${order % lineStyles} ${aside === null ? '' : 'aside'}`}>
      <path d={path} />
      {aside === null &&
        points.map(({ t, x, y, colour }) => (
          <path
            key={t}
            className={`mark ${stepClass(colour)}`}
            transform={`translate(${x} ${y})`}
            d={mark}
          />
        ))}
      {aside !== null && end !== null && (
        <text className="aside-letter" x={end.x - 8} y={end.y}>
          <SymbolSpans symbol={aside} />
        </text>
      )}
    </g>
  );
}
