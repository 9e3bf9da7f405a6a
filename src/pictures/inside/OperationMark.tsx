// One operation: a sign in a circle, or the name of the shared matrix that multiplies.

import { memo, type ReactNode } from 'react';
import { letteringText, parameterSymbolOf } from '#marks/symbol.ts';
import { parameterId } from '#model/quantity-id.ts';
import { usePicture } from '#ui/picture/picture-context.tsx';
import { SymbolSpans } from '#ui/picture/SymbolText.tsx';
import { sameContent } from '#ui/same-content.ts';
import { useTranslate } from '#ui/translate-context.tsx';
import type { MessageId } from '#words/messages.ts';
import type { InsideOperation } from './inside.scene.ts';
import { pillSize, roundSize } from './sizes.scene.ts';

const signs = {
  plus: '+',
  times: '⊙',
  identity: '=',
  tanh: 'tanh',
  sigmoid: 'σ',
  relu: 'relu',
  complement: '1−',
  squash: 'ŷ',
} as const;

const names: Readonly<Record<keyof typeof signs, MessageId>> = {
  plus: 'view.inside.plus',
  times: 'view.inside.times',
  identity: 'view.inside.identity',
  tanh: 'view.inside.tanh',
  sigmoid: 'view.inside.sigmoid',
  relu: 'view.inside.relu',
  complement: 'view.inside.complement',
  squash: 'view.inside.squash',
};

interface OperationProps {
  readonly operation: InsideOperation;
  readonly reachable: boolean;
}

export const OperationMark = memo(({ operation, reachable }: OperationProps): ReactNode => {
  const { kind, at, presence, isCurrent, id } = operation;
  const translate = useTranslate();
  const { moment } = usePicture();
  if (kind === 'bias' || kind === 'matrix') {
    return <WeightMark operation={operation} reachable={reachable} />;
  }
  const head = moment.trace.model.specification.head;
  const sign = kind === 'squash' ? (head === 'sigmoid' ? 'σ' : 'softmax') : signs[kind];
  const wide = sign.length > 2;
  return (
    <g
      className={`operation ${presence} ${isCurrent ? 'current' : ''} ${wide ? 'wide' : ''}`}
      data-quantity={id}
    >
      <title>{translate(names[kind])}</title>
      {wide ? (
        <rect
          x={at.x - pillWidth(sign) / 2}
          y={at.y - roundSize}
          width={pillWidth(sign)}
          height={2 * roundSize}
          rx={roundSize}
        />
      ) : (
        <circle cx={at.x} cy={at.y} r={roundSize} />
      )}
      {kind === 'times' ? (
        <Times x={at.x} y={at.y} />
      ) : kind === 'plus' ? (
        <path className="sign" d={`M${at.x - 4.5},${at.y}h9M${at.x},${at.y - 4.5}v9`} />
      ) : (
        <text x={at.x} y={at.y}>
          {sign}
        </text>
      )}
    </g>
  );
}, sameContent);

function pillWidth(sign: string): number {
  return sign.length * 6.2 + 9;
}

/** ⊙ as the formula has it: the circle is there, the dot is missing. */
function Times({ x, y }: { readonly x: number; readonly y: number }): ReactNode {
  return <circle className="dot" cx={x} cy={y} r={2.2} />;
}

function WeightMark({ operation, reachable }: OperationProps): ReactNode {
  const { kind, at, presence, isCurrent, weight, key } = operation;
  const translate = useTranslate();
  const { notation } = usePicture();
  const symbol = parameterSymbolOf(notation, weight ?? '');
  const isMatrix = kind === 'matrix';
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no button element.
    <g
      className={`operation weight-mark ${kind} ${presence} ${isCurrent ? 'current' : ''}`}
      role="button"
      tabIndex={reachable ? 0 : -1}
      aria-label={translate(isMatrix ? 'view.inside.matrix' : 'view.inside.bias', {
        name: letteringText(symbol),
      })}
      data-quantity={weight === null ? undefined : parameterId(weight)}
      data-node={key}
    >
      <rect
        x={isMatrix ? at.x - pillSize.x : at.x - 2}
        y={at.y - pillSize.y}
        width={isMatrix ? 2 * pillSize.x : 26}
        height={2 * pillSize.y}
        rx={isMatrix ? 5 : 3}
      />
      <text x={isMatrix ? at.x : at.x + 2} y={at.y}>
        {!isMatrix && <tspan>+</tspan>}
        <SymbolSpans symbol={symbol} />
      </text>
    </g>
  );
}
