// The loss curve with its tangent: press or drag to move the nudge.

import { type PointerEvent, type ReactNode, useRef } from 'react';
import { formatNumber } from '#base/format.ts';
import { useTranslate } from '#ui/translate-context.tsx';
import { buildLossCurve, type Nudge, type Samples } from './loss-curve.scene.ts';

const size = { width: 356, height: 168 };

export function LossCurveView(props: {
  readonly samples: Samples;
  readonly nudge: Nudge;
  /** Of the weight. */
  readonly name: string;
  onNudge(epsilon: number): void;
}): ReactNode {
  const t = useTranslate();
  const root = useRef<SVGSVGElement>(null);
  const { samples, nudge, name } = props;
  const scene = buildLossCurve(samples, nudge, size);
  const { plot, here, predicted, moved } = scene;
  const move = (event: PointerEvent): void => {
    if (event.buttons !== 1 || !root.current) return;
    const box = root.current.getBoundingClientRect();
    const place = ((event.clientX - box.left) / box.width) * size.width;
    // Three digits are what a hand can mean.
    props.onNudge(Number(scene.epsilonAt(place).toPrecision(3)));
  };
  const summary = t('view.check.curve', { name, loss: formatNumber(nudge.loss) });
  return (
    <svg
      ref={root}
      className="loss-curve"
      role="img"
      aria-label={summary}
      viewBox={`0 0 ${size.width} ${size.height}`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        move(event);
      }}
      onPointerMove={move}
    >
      {scene.yTicks.map(({ at, text }) => (
        <g key={text} className="tick" transform={`translate(0 ${at})`}>
          <line x1={plot.left} x2={plot.right} />
          <text x={plot.left - 6} dy="0.32em" textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      {scene.xTicks.map(({ at, text }) => (
        <text key={text} className="tick" x={at} y={size.height - 7} textAnchor="middle">
          {text}
        </text>
      ))}
      <text className="axis" x={plot.left + 4} y={plot.top + 10}>
        L
      </text>
      <text className="axis" x={plot.right} y={plot.bottom - 6} textAnchor="end">
        ε
      </text>
      <clipPath id="loss-plot">
        <rect
          x={plot.left}
          y={plot.top}
          width={plot.right - plot.left}
          height={plot.bottom - plot.top}
        />
      </clipPath>
      <g clipPath="url(#loss-plot)">
        {scene.tangent && <path className="tangent" d={scene.tangent} />}
        <path className="curve" d={scene.curve} />
        {predicted && moved && (
          <line className="gap" x1={predicted.x} y1={predicted.y} x2={moved.x} y2={moved.y} />
        )}
        {predicted && <circle className="predicted" cx={predicted.x} cy={predicted.y} r={4.5} />}
      </g>
      <circle className="here" cx={here.x} cy={here.y} r={4} />
      {moved && <circle className="moved" cx={moved.x} cy={moved.y} r={5.5} />}
    </svg>
  );
}
