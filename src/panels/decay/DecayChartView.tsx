// The decay chart as SVG: this run's lines over the lines of its bounds; pointer and arrow keys look at one step.

import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { RichText } from '#ui/controls/RichText.tsx';
import { useWriting } from '#ui/notation-context.tsx';
import { stepClass } from '#ui/picture/tone-class.ts';
import { useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { createSpeaker, type Speaker } from '#words/speaker.ts';
import { type DecayChart, placeOf, stepAt } from './decay-chart.scene.ts';
import { type DecayProps, decaySymbol, guideSymbols } from './decay-names.words.ts';
import { type DecayReading, readDecay } from './decay-reading.scene.ts';

interface ChartProps extends DecayProps {
  readonly chart: DecayChart;
  readonly reading: DecayReading;
  readonly onLook: (t: number) => void;
}

/** What an arrow key adds to the step looked at, with Shift ten times as much; Home and End go to the ends. */
const strides: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

export function DecayChartView(props: ChartProps): ReactNode {
  const t = useTranslate();
  const { trace, products, known, chart, reading, onLook } = props;
  const { first, last } = products;
  const { point } = useStudioActions();
  const speaker = createSpeaker(trace, t, useWriting());
  const look = (step: number): void => {
    onLook(step);
    point(readDecay(products, trace, step).id);
  };
  const follow = (event: PointerEvent): void => {
    const box = event.currentTarget.getBoundingClientRect();
    look(stepAt(chart, products, event.clientX - box.left));
  };
  const walk = (event: KeyboardEvent): void => {
    const stride = strides[event.key];
    if (stride === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    look(Math.min(last, Math.max(first, reading.t + stride * (event.shiftKey ? 10 : 1))));
  };
  const [norm] = reading.norms;
  return (
    <div
      className="time-chart"
      role="slider"
      tabIndex={0}
      data-keys="own"
      aria-label={t('view.time.chart')}
      aria-valuemin={first}
      aria-valuemax={last}
      aria-valuenow={reading.t}
      aria-valuetext={
        known
          ? t('view.time.chart.at', { t: String(reading.t), norm: norm?.text ?? '' })
          : t('view.time.chart.unknown', { t: String(reading.t) })
      }
      style={{ height: chart.height }}
      onPointerMove={follow}
      onPointerDown={follow}
      onPointerLeave={() => point(null)}
      onFocus={() => point(reading.id)}
      onBlur={() => point(null)}
      onKeyDown={walk}
    >
      <svg width={chart.width} height={chart.height} aria-hidden="true">
        <Axes chart={chart} />
        <Marks {...props} />
      </svg>
      <Labels chart={chart} known={known} speaker={speaker} last={last} />
    </div>
  );
}

function Axes({ chart }: { readonly chart: DecayChart }): ReactNode {
  const { plot, oneY, xTicks, yTicks } = chart;
  const right = plot.x + plot.width;
  return (
    <g className="time-axes">
      {yTicks.map(({ y, text }) => (
        <g key={text}>
          <path className="tick" d={`M${plot.x},${y}H${right}`} />
          <text x={right + 6} y={y}>
            {text}
          </text>
        </g>
      ))}
      <path className="time-one" d={`M${plot.x},${oneY}H${right}`} />
      {xTicks.map(({ x, t }, i) => (
        <text key={t} className="time-step" x={x} y={chart.plot.y + chart.plot.height} dy="1.1em">
          {i === 0 ? `t = ${t}` : t}
        </text>
      ))}
    </g>
  );
}

function Marks({ chart, reading, products, known }: ChartProps): ReactNode {
  const { plot } = chart;
  const x = placeOf(chart, products, reading.t);
  const base = plot.y + plot.height;
  return (
    <>
      <clipPath id="time-plot">
        <rect {...plot} />
      </clipPath>
      <path className="time-cursor" d={`M${x},${plot.y}V${base}`} />
      <g clipPath="url(#time-plot)">
        {chart.guides
          .filter(({ kind }) => known || kind !== 'bound')
          .map(({ kind, path }) => (
            <path key={kind} className="time-guide" data-kind={kind} d={path} />
          ))}
      </g>
      {known &&
        chart.lines.map(({ state, path, points }, i) => (
          <g key={state} className="time-line" data-place={i}>
            <path d={path} />
            {points.map((point) => (
              <circle
                key={point.t}
                className={stepClass(point.colour)}
                cx={point.x}
                cy={point.y}
                r={point.t === reading.t ? 5.5 : 3.5}
              />
            ))}
          </g>
        ))}
      {!known && <Unknown chart={chart} />}
    </>
  );
}

/** Where the run's points will stand, without a height: nothing is given away. */
function Unknown({ chart }: { readonly chart: DecayChart }): ReactNode {
  const { plot, lines } = chart;
  const y = plot.y + plot.height - 16;
  const [line] = lines;
  if (!line || line.points.length === 0) {
    return <rect className="time-unknown" x={plot.x} y={y} width={plot.width} height={12} rx={2} />;
  }
  return line.points.map(({ t, x }) => (
    <rect key={t} className="time-unknown" x={x - 5} y={y} width={10} height={12} rx={2} />
  ));
}

/** Each line's name at its far end, in the margin. */
function Labels(props: {
  readonly chart: DecayChart;
  readonly known: boolean;
  readonly speaker: Speaker;
  readonly last: number;
}): ReactNode {
  const { chart, known, speaker, last } = props;
  return (
    <div className="time-labels" aria-hidden="true" style={{ width: chart.plot.x - 10 }}>
      {known &&
        chart.lines.map(({ state, labelY }, i) => (
          <span key={state} className="time-label" data-place={i} style={{ top: labelY }}>
            <RichText text={decaySymbol(speaker, state, last, 't')} />
          </span>
        ))}
      {chart.guides
        .filter(({ kind }) => known || kind !== 'bound')
        .map((guide) => (
          <span
            key={guide.kind}
            className="time-label"
            data-kind={guide.kind}
            style={{ top: guide.labelY }}
          >
            {guide.leaves && (guide.leaves === 'up' ? '↑ ' : '↓ ')}
            <RichText text={guideSymbols[guide.kind]} />
          </span>
        ))}
    </div>
  );
}
