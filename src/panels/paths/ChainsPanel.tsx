// Down to single units: the strongest chains from the uses of one weight to the losses, each spelt out in its factors.

import { type CSSProperties, type ReactNode, useMemo } from 'react';
import { countText } from '#base/count-text.ts';
import { formatNumber } from '#base/format.ts';
import { stepColour } from '#marks/step-colour.ts';
import { parameterOf } from '#model/model.ts';
import { chainId, pathId } from '#model/quantity-id.ts';
import { knownFrom } from '#playback/known-uses.ts';
import { nodesOf } from '#trace/derived/chain-factors.ts';
import type { UnitChain } from '#trace/derived/chain-structure.ts';
import { type ChainSummary, chainSummary, shareOfGradient } from '#trace/derived/chain-summary.ts';
import { type PathSubject, pathMeasure } from '#trace/derived/path-measure.ts';
import { type UnitChains, unitChainsLimit } from '#trace/derived/unit-chains.ts';
import type { Trace } from '#trace/record/trace.ts';
import type { Moment } from '#ui/moment.ts';
import { useStudio, useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { Amount, Bar } from './Amount.tsx';
import { ChainFactorsView } from './ChainFactorsView.tsx';
import { useChainSearch } from './use-chain-search.ts';
import './chains.css';

interface ChainsProps {
  readonly moment: Moment;
  /** Of one entry. */
  readonly subject: PathSubject;
  /** How many are listed. */
  readonly top: number;
}

export function ChainsPanel({ moment, subject, top }: ChainsProps): ReactNode {
  const t = useTranslate();
  const { trace } = moment;
  const from = knownFrom(moment, subject.parameter);
  const search = useChainSearch(trace, { subject, top, from });
  const found = typeof search === 'object' ? search : null;
  const gradient = useMemo(() => pathMeasure(trace, subject, from).total, [trace, subject, from]);
  const chains = found?.top ?? [];
  const summary = chainSummary(
    chains.map((chain) => chain.contribution),
    gradient,
  );
  return (
    <div className="chains">
      {search === 'too large' && (
        <p className="paths-note">
          {t('view.paths.chains.tooLarge', { most: countText(unitChainsLimit).text })}
        </p>
      )}
      {search === 'unknown' && <p className="paths-none">{t('ui.notComputedYet')}</p>}
      {search === 'searching' && <p className="paths-none">{t('view.paths.chains.searching')}</p>}
      {typeof search === 'function' && (
        <div className="chains-offer">
          <p className="paths-note">{t('view.paths.chains.long')}</p>
          <button type="button" className="button" onClick={search}>
            {t('view.paths.chains.search')}
          </button>
        </div>
      )}
      <ol className="paths-rows">
        {chains.map((chain) => (
          <Chain
            key={idOf(chain)}
            {...{ trace, subject, chain, gradient }}
            largest={summary.largest}
          />
        ))}
      </ol>
      {found && <Summary {...{ summary, found }} />}
    </div>
  );
}

function idOf(chain: UnitChain): string {
  const { step, lossStep, units } = chain;
  return units.length === 0 ? pathId(lossStep, step) : chainId(step, nodesOf(chain));
}

interface ChainProps {
  readonly trace: Trace;
  readonly subject: PathSubject;
  readonly chain: UnitChain;
  readonly gradient: number;
  readonly largest: number;
}

function Chain({ trace, subject, chain, gradient, largest }: ChainProps): ReactNode {
  const t = useTranslate();
  const { point } = useStudioActions();
  const id = idOf(chain);
  const lit = useStudio((s) => s.pointed === id);
  const colour = `var(--step-${stepColour(chain.step, trace.steps)})`;
  const isHead = parameterOf(trace.model, subject.parameter).owner === 'logits';
  return (
    <li
      className="chain"
      data-lit={lit || undefined}
      data-quantity={id}
      style={{ '--path': colour } as CSSProperties}
      onPointerEnter={() => point(id)}
      onPointerLeave={() => point(null)}
    >
      {isHead ? (
        <span className="chain-way">{t('view.paths.chains.direct', { t: chain.lossStep })}</span>
      ) : (
        <ChainFactorsView {...{ trace, subject, chain, id }} />
      )}
      <Bar value={chain.contribution} largest={largest} />
      <span className="chain-share">
        <Percent value={shareOfGradient(chain.contribution, gradient)} />
      </span>
      <Amount value={chain.contribution} />
    </li>
  );
}

/** A share of the gradient, with its sign; nothing where the gradient is 0. */
function Percent({ value }: { readonly value: number | null }): ReactNode {
  const t = useTranslate();
  if (value === null) return null;
  const percent = percentText(value);
  return (
    <span title={t('view.paths.chains.share', { share: formatNumber(100 * value) })}>
      {percent} %
    </span>
  );
}

function percentText(share: number): string {
  const percent = 100 * share;
  return formatNumber(percent, Math.abs(percent) >= 10 ? 3 : 2);
}

function Summary(props: { readonly summary: ChainSummary; readonly found: UnitChains }): ReactNode {
  const t = useTranslate();
  const { sum, share, cancelling, adding, taking } = props.summary;
  const count = countText(props.found.count);
  const shown = props.found.top.length;
  return (
    <p className="chains-sum" title={count.exact ?? undefined}>
      {t('view.paths.chains.shown', {
        shown,
        count: count.text,
        sum: formatNumber(sum),
        share: share === null ? 'none' : percentText(share),
        cancels:
          cancelling === null || shown === 1 ? 'none' : adding === 0 || taking === 0 ? 'no' : 'yes',
        adding: formatNumber(adding),
        taking: formatNumber(taking),
        times: formatNumber(cancelling ?? 0),
      })}
    </p>
  );
}
