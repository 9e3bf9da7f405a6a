// One chain of units as what it runs over and as a product of numbers; opened, each factor by its name.

import { type ReactNode, useId, useState } from 'react';
import { formatExact, formatNumber } from '#base/format.ts';
import { chainSymbols } from '#expression/chain-symbols.ts';
import { parameterOf } from '#model/model.ts';
import { chainFactors, nodesOf } from '#trace/derived/chain-factors.ts';
import type { UnitChain } from '#trace/derived/chain-structure.ts';
import type { PathSubject } from '#trace/derived/path-measure.ts';
import type { Trace } from '#trace/record/trace.ts';
import { RichText } from '#ui/controls/RichText.tsx';
import { useWriting } from '#ui/notation-context.tsx';
import { useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';

/** Of a longer chain, the closed row keeps the first and the last factors. */
const mostShown = 5;

export function ChainFactorsView(props: {
  readonly trace: Trace;
  readonly subject: PathSubject;
  readonly chain: UnitChain;
  readonly id: string;
}): ReactNode {
  const t = useTranslate();
  const details = useId();
  const { point } = useStudioActions();
  const [open, setOpen] = useState(false);
  const { trace, subject, chain, id } = props;
  const way = { step: chain.step, nodes: nodesOf(chain) };
  const { start, links, end } = chainFactors(trace, subject, way);
  const numbers = [start, ...links, end];
  const { columns } = parameterOf(trace.model, subject.parameter);
  const place = columns > 1 ? [subject.row, subject.column] : [subject.row];
  const weight = { parameter: subject.parameter, place };
  const symbols = chainSymbols(useWriting(), weight, way.step, way.nodes);
  const names = [symbols.start, ...symbols.links, symbols.end];
  return (
    <>
      <button
        type="button"
        className="chain-way"
        aria-expanded={open}
        aria-controls={details}
        onFocus={() => point(id)}
        onBlur={() => point(null)}
        onClick={() => setOpen(!open)}
      >
        <RichText text={shortened(symbols.units).join(' → ')} />
        <span className="chain-product">{shortened(numbers.map(factorText)).join(' · ')}</span>
      </button>
      {open && (
        <dl id={details} className="chain-factors" aria-label={t('view.paths.chains.factors')}>
          {names.map((name, i) => (
            <div key={name}>
              <dt>
                <RichText text={name} />
              </dt>
              <dd title={formatExact(numbers[i] ?? 0)}>{formatNumber(numbers[i] ?? 0)}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

function factorText(factor: number): string {
  return factor < 0 ? `(${formatNumber(factor)})` : formatNumber(factor);
}

function shortened(parts: readonly string[]): readonly string[] {
  return parts.length > mostShown ? [...parts.slice(0, 2), '…', ...parts.slice(-2)] : parts;
}
