// The strongest chains of the chosen weight as coloured lines; the one that is pointed at in front, with its factors.

import type { ReactNode } from 'react';
import { formatNumber } from '#base/format.ts';
import { stepClass } from '#ui/picture/tone-class.ts';
import { useStudio } from '#ui/studio-context.tsx';
import type { ChainLine } from './chain-lines.scene.ts';
import { type Chains, linesOf } from './use-chain-picture.ts';

/** The chain that is pointed at, or else selected. */
export function useFrontChain(chains: Chains): ChainLine | null {
  const { pointed, selected } = useStudio((s) => ({ pointed: s.pointed, selected: s.selected }));
  const named = (id: string | null): ChainLine | undefined =>
    linesOf(chains).find((line) => line.id === id);
  return named(pointed) ?? named(selected) ?? null;
}

export function ChainLines({ chains }: { readonly chains: Chains }): ReactNode {
  const front = useFrontChain(chains);
  // The strongest lie on top, and the one in front above them.
  const order = linesOf(chains).toSorted((a, b) => rankOf(b, front) - rankOf(a, front));
  return (
    <g className={`unit-chains ${front ? 'one-in-front' : ''}`}>
      {order.map((line) => (
        <g
          key={line.id}
          className={`unit-chain ${stepClass(line.colour)} ${line === front ? 'front' : ''}`}
          data-quantity={line.id}
        >
          <path
            className="unit-chain-ground"
            d={line.path}
            style={{ strokeWidth: line.width + 2.5 }}
          />
          <path
            className={`unit-chain-line ${line.contribution < 0 ? 'negative' : ''}`}
            d={line.path}
            style={{ strokeWidth: line.width }}
          />
        </g>
      ))}
    </g>
  );
}

function rankOf(line: ChainLine, front: ChainLine | null): number {
  return line === front ? 0 : line.rank;
}

/** The factors of the chain in front, each on its piece of the line. */
export function ChainLabels({ chains }: { readonly chains: Chains }): ReactNode {
  const front = useFrontChain(chains);
  if (!front) return null;
  return (
    <g className={`unit-chain-labels ${stepClass(front.colour)}`}>
      {front.labels.map(({ at, value }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the factors stand in the order of time
        <text key={i} x={at.x} y={at.y}>
          {formatNumber(value, 2)}
        </text>
      ))}
    </g>
  );
}
