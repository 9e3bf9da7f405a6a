// Below the units: how to read the edges, the strongest chains of the chosen weight, and what is pointed at, in numbers.

import type { ReactNode, RefObject } from 'react';
import { formatNumber } from '#base/format.ts';
import { entryId, parameterGradientId } from '#model/quantity-id.ts';
import type { ChainLine, ChainPicture } from '#scene/units/chain-lines.ts';
import type { UnitsScene } from '#scene/units/units-scene.ts';
import { RichText } from '#views/controls/RichText.tsx';
import { usePicture } from '#views/graph/picture.tsx';
import { stepClass } from '#views/graph/tone-class.ts';
import { useStudio, useStudioActions } from '#views/studio-context.tsx';
import { useTranslate } from '#views/translate-context.tsx';
import { useFrontChain } from './ChainLines.tsx';
import { useEdgeText } from './use-edge-text.ts';
import { useTouchedEdge } from './use-touched-edge.ts';
import { useSymbol } from './use-unit-name.ts';

interface LegendProps {
  readonly scene: UnitsScene;
  readonly chains: ChainPicture | null;
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
  const { edges, edgeCount, backward } = scene;
  const weighted = edges.every(({ shows, join }) => shows === 'weight' || join.kind !== 'state');
  const what = backward ? 'flow' : weighted ? 'weight' : 'way';
  return (
    <p className="units-edges-legend">
      <span>{translate(`view.units.legend.${what}`)}</span>
      <Sample sign="positive" />
      <Sample sign="negative" />
      {edgeCount !== null && (
        <span>
          {translate('view.units.strongest', {
            drawn: edges.length,
            count: countText(edgeCount),
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
        <path className={`sample ${sign}`} d="M0,4H28" />
      </svg>
      {translate(`view.legend.${sign}`)}
    </span>
  );
}

function Chains({ chains }: { readonly chains: ChainPicture | null }): ReactNode {
  return (
    <div className="units-chains">
      <p className="units-chains-title">
        <ChainsTitle chains={chains} />
      </p>
      <ol className="units-chain-list">
        {chains?.lines
          .filter(({ presence }) => presence !== 'unknown')
          .map((line) => (
            <Chain key={line.id} line={line} />
          ))}
      </ol>
    </div>
  );
}

function ChainsTitle({ chains }: { readonly chains: ChainPicture | null }): ReactNode {
  const translate = useTranslate();
  const symbol = useSymbol();
  const weight = useStudio((s) => s.weight);
  if (!weight) return null;
  const id = entryId(parameterGradientId(weight.parameter), weight.row, weight.column);
  const name = symbol(id);
  if (!chains) return <RichText text={translate('view.units.chains.later', { gradient: name })} />;
  const { known, lines, count, sum, gradient, against, restIsZero } = chains;
  const values = {
    gradient: name,
    known,
    top: lines.length,
    count: countText(count),
    sum: formatNumber(sum),
    against,
    rest: restIsZero ? 'zero' : 'other',
  };
  if (known === 0) return <RichText text={translate('view.units.chains.none', values)} />;
  const text =
    gradient === null
      ? translate('view.units.chains.soFar', values)
      : translate('view.units.chains.all', {
          ...values,
          value: formatNumber(gradient),
          share: gradient === 0 ? '–' : `${Math.round((100 * sum) / gradient)} %`,
        });
  return <RichText text={text} />;
}

/** With its thousands set apart; beyond a billion as a power of ten. */
function countText(count: number | bigint): string {
  const digits = String(count);
  if (digits.length > 10) return `${digits[0]}.${digits.slice(1, 3)}e${digits.length - 1}`;
  return digits.replace(/\B(?=(?:\d{3})+$)/g, '\u202f');
}

function Chain({ line }: { readonly line: ChainLine }): ReactNode {
  const translate = useTranslate();
  const symbol = useSymbol();
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
            className={`chain-line ${line.contribution < 0 ? 'negative' : ''}`}
            d="M0,4H22"
            style={{ strokeWidth: 3 }}
          />
        </svg>
        {formatNumber(line.contribution)}
      </button>
    </li>
  );
}

/** One line that says in numbers what is pointed at: an edge, or a chain with its factors. */
function Reading(props: Omit<LegendProps, 'width'>): ReactNode {
  const { scene, chains, svg } = props;
  const { moment } = usePicture();
  const translate = useTranslate();
  const symbol = useSymbol();
  const front = useFrontChain(chains);
  const textOf = useEdgeText();
  const touched = useTouchedEdge(svg);
  const edge = scene.edges.find(({ key }) => key === touched);
  if (edge) return <ReadingLine text={textOf(edge)} />;
  if (!front || !chains) return <ReadingLine text={translate('view.units.hint')} quiet />;
  const { start, links, end } = front.factors;
  const { parameter, row, column } = chains.entry;
  return (
    <ReadingLine
      text={translate('view.units.chain.product', {
        units: symbol(front.id),
        weight: symbol(entryId(parameter, row, column)),
        step: front.step,
        factors: [start, ...links, end]
          .map((factor) => inBrackets(formatNumber(factor)))
          .join(' × '),
        value: formatNumber(front.contribution),
        steps: moment.trace.steps,
      })}
    />
  );
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
