// The losses: a pill at every step that has one, its target beside it, and the line along which they add up to L.

import { memo, type ReactNode } from 'react';
import type { LossesScene, LossScene, PillScene } from '#marks/losses.ts';
import { shortened } from '#marks/shortened.ts';
import { type Lettering, letteringText, symbolOf } from '#marks/symbol.ts';
import type { Notation } from '#model/notation.ts';
import { sameContent } from '#ui/same-content.ts';
import { useTranslate } from '#ui/translate-context.tsx';
import { SymbolSpans } from './SymbolText.tsx';

/** The type of a target, in px; the style sheet says the same in rem. */
const targetType = 12;
/** What else stands between two targets, in px: the edges of a column, and “y₁ =”. */
const besideTarget = 62;
/** Enough for a class of two digits. */
const leastRoom = 17;

export function LossesView(props: {
  readonly scene: LossesScene;
  readonly notation: Notation;
  /** Their row among the stops of the keyboard; that of the total lies above it. */
  readonly row: number;
  /** `t,row` of the graph's one tab stop. */
  readonly reachable: string;
}): ReactNode {
  const { scene, notation, row, reachable } = props;
  const last = scene.layout.window.to;
  const letter = symbolOf(notation, 'loss', null);
  const roomOf = ({ target }: LossScene, before: number): number =>
    Math.max(leastRoom, target.at.x - (scene.losses[before]?.target.at.x ?? 0) - besideTarget);
  return (
    <g className="losses">
      <SumLine scene={scene} />
      {scene.losses.map((loss, i) => (
        <g key={loss.t - scene.layout.window.from}>
          <LossPill
            loss={loss}
            symbol={symbolOf(notation, 'loss', loss.t)}
            stop={`${loss.t},${row}`}
            reachable={reachable}
          />
          <Target
            target={loss.target}
            symbol={symbolOf(notation, 'target', loss.t)}
            room={roomOf(loss, i - 1)}
          />
        </g>
      ))}
      <LossPill
        loss={scene.total}
        symbol={letter}
        stop={`${last},${row + 1}`}
        reachable={reachable}
      />
      {scene.after.presence !== 'unknown' && (
        <g className="after">
          <LossPill loss={scene.after} symbol={{ ...letter, letter: `${letter.letter}′` }} />
        </g>
      )}
    </g>
  );
}

interface TargetProps {
  readonly target: LossScene['target'];
  readonly symbol: Lettering;
  /** For its text, in px. */
  readonly room: number;
}

const Target = memo(
  ({ target: { id, text, at }, symbol, room }: TargetProps): ReactNode => (
    <text className="target" x={at.x} y={at.y} data-quantity={id}>
      <SymbolSpans symbol={symbol}>{` = ${shortened(text, room, targetType)}`}</SymbolSpans>
      <title>{text}</title>
    </text>
  ),
  sameContent,
);

/** Narrower pills have smaller type, in px. */
const roomy = 84;

interface PillProps {
  readonly loss: PillScene;
  readonly symbol: Lettering;
  /** Its place among the stops of the keyboard; without one it has none. */
  readonly stop?: string;
  readonly reachable?: string;
}

const LossPill = memo((props: PillProps): ReactNode => {
  const { loss, symbol, stop } = props;
  const translate = useTranslate();
  const name = letteringText(symbol);
  const value = loss.value === '' ? translate('ui.notComputedYet') : loss.value;
  const { x, y } = loss.at;
  const middle = { x: x + loss.width / 2, y: y + loss.height / 2 };
  return (
    <g
      className={`loss ${loss.presence} ${loss.width < roomy ? 'small' : ''}`}
      data-quantity={loss.id}
      data-node={stop}
      role={stop === undefined ? 'img' : 'button'}
      tabIndex={stop === undefined ? undefined : stop === props.reachable ? 0 : -1}
      aria-label={translate('view.loss', { name, value })}
      data-fresh={loss.presence === 'fresh' || undefined}
    >
      <rect x={x} y={y} width={loss.width} height={loss.height} rx={6} />
      <text x={middle.x} y={middle.y}>
        <SymbolSpans symbol={symbol}>
          {loss.value === '' ? undefined : ` = ${loss.value}`}
        </SymbolSpans>
      </text>
    </g>
  );
}, sameContent);

/** From every loss up to one line between the rows, and along it to the total; the new loss stands off it. */
function SumLine({ scene }: { readonly scene: LossesScene }): ReactNode {
  const { total, losses, lossesBefore, lossesAfter, layout } = scene;
  const first = losses[0];
  const start = lossesBefore ? 0 : first ? middleOf(first) : null;
  if (start === null && !lossesAfter) return null;
  const bottom = total.at.y + total.height;
  const y = (bottom + layout.loss.top) / 2;
  const rise = losses.map((loss) => `M${middleOf(loss)},${loss.at.y}V${y}`);
  const along = start === null ? '' : `M${start},${y}H${middleOf(total)}V${bottom}`;
  // On to losses, and from them, that stand at steps beyond the last column.
  const beyond = lossesAfter ? `M${layout.width},${y}H${middleOf(total)}V${bottom}` : '';
  return <path className={`sum-line ${total.presence}`} d={rise.join('') + along + beyond} />;
}

function middleOf({ at, width }: PillScene): number {
  return at.x + width / 2;
}
