// A number of a path, or that it is not computed yet.

import type { ReactNode } from 'react';
import { formatExact, formatNumber } from '#base/format.ts';
import { useTranslate } from '#ui/translate-context.tsx';

export function Amount({ value }: { readonly value: number | null }): ReactNode {
  const t = useTranslate();
  if (value === null) {
    return (
      <span className="amount">
        <span aria-hidden="true">·</span>
        <span className="unseen">{t('ui.notComputedYet')}</span>
      </span>
    );
  }
  return (
    <span className="amount" title={formatExact(value)}>
      {formatNumber(value)}
    </span>
  );
}

/** From the middle to the right where it adds, to the left where it takes away. */
export function Bar({
  value,
  largest,
}: {
  readonly value: number | null;
  readonly largest: number;
}): ReactNode {
  const share = value === null || largest === 0 ? 0 : (50 * Math.abs(value)) / largest;
  const left = value !== null && value < 0 ? 50 - share : 50;
  return (
    <span className="path-bar" aria-hidden="true">
      {share > 0 && <span className="path-fill" style={{ left: `${left}%`, width: `${share}%` }} />}
    </span>
  );
}
