// Below the units: how to read the edges, the strongest chains of the chosen weight, and what is pointed at, in numbers.

import type { ReactNode, RefObject } from 'react';
import { countText } from '#base/count-text.ts';
import { formatNumber } from '#base/format.ts';
import { strengthScaleOf } from '#marks/strength.ts';
import { entryId, parameterGradientId, parameterId } from '#model/quantity-id.ts';
import { RichText } from '#ui/controls/RichText.tsx';
import { isKnown } from '#ui/moment.ts';
import { WidthSamples } from '#ui/picture/Legend.tsx';
import { usePicture } from '#ui/picture/picture-context.tsx';
import { stepClass } from '#ui/picture/tone-class.ts';
import { useStudio, useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { useFrontChain } from './ChainLines.tsx';
import type { ChainLine, ChainPicture } from './chain-lines.scene.ts';
import { flowWidth } from './unit-edges.scene.ts';
import type { UnitsScene } from './units.scene.ts';
import { type Chains as AnyChains, linesOf } from './use-chain-picture.ts';
import { useEdgeText } from './use-edge-text.ts';
import { usePointedUnit } from './use-pointed-unit.ts';
import { useTouchedEdge } from './use-touched-edge.ts';
import { useMarkedSymbol, usePlainSymbol } from './use-unit-name.ts';

interface LegendProps {
  readonly scene: UnitsScene;
  readonly chains: AnyChains;
  readonly svg: RefObject<SVGSVGElement | null>;
  /** What is seen of the picture, in px: the legend does not scroll sideways with it. */
  readonly width: number;
}

export function UnitsLegend({ scene, chains, svg, width }: LegendProps): ReactNode {
  return (
    <div className="units-legend" style={{ width }}>
      <EdgeLegend scene={scene} />
      <Chains chains={chains} />
      <Reading scene={scene} chains={chains} svg={svg} />
    </div>
  );
}

function EdgeLegend({ scene }: { readonly scene: UnitsScene }): ReactNode {
  const translate = useTranslate();
  const { moment } = usePicture();
  const { edges, edgeCount, backward, crowded } = scene;
  const weighted = edges.every(({ shows, join }) => shows === 'weight' || join.kind !== 'state');
  const what = backward ? 'flow' : weighted ? 'weight' : 'way';
  return (
    <p className="units-edges-legend">
      <span>{translate(`view.units.legend.${what}`)}</span>
      {backward && (
        <WidthSamples
          scale={strengthScaleOf(moment.trace)}
          widthAt={(size) => flowWidth(moment.trace, size, crowded)}
        />
      )}
      <Sample sign="positive" />
      <Sample sign="negative" />
      {edgeCount !== null && (
        <span>
          {translate('view.units.strongest', {
            drawn: edges.length,
            count: countText(edgeCount).text,
          })}
        </span>
      )}
    </p>
  );
}

function Sample({ sign }: { readonly sign: 'positive' | 'negative' }): ReactNode {
  const translate = useTranslate();
  return (
    <span className="units-sample">
      <svg width="28" height="8" aria-hidden="true">
        <path className={`sign-sample ${sign}`} d="M0,4H28" />
      </svg>
      {translate(`view.legend.${sign}`)}
    </span>
  );
}

function Chains({ chains }: { readonly chains: AnyChains }): ReactNode {
  return (
    <div className="units-chains">
      <p className="units-chains-title">
        <ChainsTitle chains={chains} />
      </p>
      <ol className="units-chain-list">
        {linesOf(chains).map((line) => (
          <Chain key={line.id} line={line} />
        ))}
      </ol>
    </div>
  );
}

function ChainsTitle({ chains }: { readonly chains: AnyChains }): ReactNode {
  const translate = useTranslate();
  const symbol = useMarkedSymbol();
  const { moment } = usePicture();
  const weight = useStudio((s) => s.weight);
  if (!weight) return null;
  const whole = parameterGradientId(weight.parameter);
  const name = symbol(entryId(whole, weight.row, weight.column));
  const text =
    chains === 'unknown'
      ? translate('view.units.chains.later', { gradient: name })
      : chains === 'too large'
        ? translate('view.units.chains.tooLarge', { gradient: name })
        : translate('view.units.chains', {
            ...valuesOf(chains),
            gradient: name,
            when: isKnown(moment, whole) ? 'done' : 'now',
          });
  return <RichText text={text} />;
}

function valuesOf(chains: ChainPicture): Record<string, string | number> {
  const { lines, count, sum, gradient, against, restIsZero } = chains;
  return {
    top: lines.length,
    count: countText(count).text,
    only: Number(count) === 1 ? 'yes' : 'no',
    sum: formatNumber(sum),
    value: formatNumber(gradient),
    share: gradient === 0 ? '–' : `${Math.round((100 * sum) / gradient)}\u00a0%`,
    against,
    rest: restIsZero ? 'zero' : 'other',
  };
}

function Chain({ line }: { readonly line: ChainLine }): ReactNode {
  const translate = useTranslate();
  const symbol = usePlainSymbol();
  const { point, select } = useStudioActions();
  const lit = useStudio((s) => s.pointed === line.id || s.selected === line.id);
  const units = symbol(line.id);
  return (
    <li>
      <button
        type="button"
        className={`units-chain ${stepClass(line.colour)}`}
        data-quantity={line.id}
        data-lit={lit || undefined}
        aria-label={translate('view.units.chain', {
          rank: line.rank,
          units,
          value: formatNumber(line.contribution),
        })}
        onPointerEnter={() => point(line.id)}
        onPointerLeave={() => point(null)}
        onFocus={() => point(line.id)}
        onBlur={() => point(null)}
        onClick={() => select(line.id)}
      >
        <svg width="22" height="8" aria-hidden="true">
          <path
            className={`unit-chain-line ${line.contribution < 0 ? 'negative' : ''}`}
            d="M0,4H22"
            style={{ strokeWidth: 3 }}
          />
        </svg>
        {formatNumber(line.contribution)}
      </button>
    </li>
  );
}

/** One line that says in numbers what is pointed at: an edge, a unit, or a chain with its factors. */
function Reading(props: Omit<LegendProps, 'width'>): ReactNode {
  const { scene, chains, svg } = props;
  const { moment } = usePicture();
  const translate = useTranslate();
  const symbol = useMarkedSymbol();
  const front = useFrontChain(chains);
  const textOf = useEdgeText(symbol);
  const touched = useTouchedEdge(svg);
  const edge = scene.edges.find(({ key }) => key === touched);
  const unit = usePointedUnit();
  if (edge) return <ReadingLine text={textOf(edge)} />;
  if (unit !== null) return <ReadingLine text={unit} />;
  if (!front?.factors || typeof chains === 'string') {
    return (
      <ReadingLine
        text={translate('view.units.hint', { chains: linesOf(chains).length > 0 ? 'yes' : 'no' })}
        quiet
      />
    );
  }
  const { start, links, end } = front.factors;
  const { parameter, row, column } = chains.entry;
  return (
    <ReadingLine
      text={translate('view.units.chain.product', {
        units: symbol(front.id),
        weight: symbol(entryId(parameterId(parameter), row, column)),
        step: front.step,
        factors: productText([start, ...links, end]),
        value: formatNumber(front.contribution),
        steps: moment.trace.steps,
      })}
    />
  );
}

/** A long product keeps its ends. */
function productText(factors: readonly number[]): string {
  const texts = factors.map((factor) => inBrackets(formatNumber(factor)));
  return (texts.length > 10 ? [...texts.slice(0, 6), '…', ...texts.slice(-3)] : texts).join(' × ');
}

function inBrackets(number: string): string {
  return number.startsWith('\u2212') ? `(${number})` : number;
}

function ReadingLine({
  text,
  quiet,
}: {
  readonly text: string;
  readonly quiet?: boolean;
}): ReactNode {
  return (
    <p className={quiet ? 'units-reading quiet-text' : 'units-reading'}>
      <RichText text={text} />
    </p>
  );
}
