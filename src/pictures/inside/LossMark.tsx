// The loss of the column, and the target beside it.

import type { ReactNode } from 'react';
import { shortened } from '#marks/shortened.ts';
import { letteringText, symbolOf } from '#marks/symbol.ts';
import { usePicture } from '#ui/picture/picture-context.tsx';
import { SymbolSpans } from '#ui/picture/SymbolText.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import type { InsideLoss } from './inside.scene.ts';
import { lossSize } from './sizes.scene.ts';

/** The type of a target, in px, and the room for it. */
const targetType = 12;
const targetRoom = 84;
/** What the pill is wider by to both sides for each further digit of the last step, in px. */
const perDigit = 3.5;

export function LossMark(props: {
  readonly loss: InsideLoss;
  readonly t: number;
  /** Its place among the stops of the keyboard. */
  readonly stop: string;
  readonly reachable: boolean;
}): ReactNode {
  const { loss, t, stop, reachable } = props;
  const { notation, moment } = usePicture();
  const translate = useTranslate();
  const symbol = symbolOf(notation, 'loss', t);
  const { x, y } = loss.at;
  const value = loss.value === '' ? translate('ui.notComputedYet') : loss.value;
  const half = lossSize.x + (String(moment.trace.steps).length - 1) * perDigit;
  const isBeyond = loss.target.y !== y;
  return (
    <g className="losses">
      {/* biome-ignore lint/a11y/useSemanticElements: SVG has no button element. */}
      <g
        className={`loss ${loss.presence}`}
        role="button"
        tabIndex={reachable ? 0 : -1}
        aria-label={translate('view.loss', { name: letteringText(symbol), value })}
        data-quantity={loss.id}
        data-node={stop}
        data-fresh={loss.presence === 'fresh' || undefined}
      >
        <rect x={x - half} y={y - lossSize.y} width={2 * half} height={2 * lossSize.y} rx={6} />
        <text x={x} y={y}>
          <SymbolSpans symbol={symbol}>
            {loss.value === '' ? undefined : ` = ${loss.value}`}
          </SymbolSpans>
        </text>
      </g>
      <text
        className={isBeyond ? 'target beyond' : 'target'}
        x={isBeyond ? x : x - half - 10}
        y={loss.target.y}
        data-quantity={loss.target.id}
      >
        <SymbolSpans symbol={symbolOf(notation, 'target', t)}>
          {` = ${shortened(loss.target.text, targetRoom, targetType)}`}
        </SymbolSpans>
        <title>{loss.target.text}</title>
      </text>
    </g>
  );
}
