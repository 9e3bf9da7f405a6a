// What stands beside the ways: the shared weights and gates they pass through, and the lengths of the gradients.

import type { ReactNode } from 'react';
import { formatNumber } from '#base/format.ts';
import { parameterSymbolOf, plainLettering, symbolOf } from '#marks/symbol.ts';
import type { Notation } from '#model/notation.ts';
import { SymbolSpans } from '#ui/picture/SymbolText.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import type { FoldedMark, FoldedNorm } from './beside-ways.scene.ts';
import type { FoldedScene } from './folded.scene.ts';
import type { FoldedLayout } from './layout.scene.ts';

/** The room beside the cell that holds the word before a number, in px. */
const forWord = 78;

export function FoldedLabels(props: {
  readonly scene: FoldedScene;
  readonly layout: FoldedLayout;
  readonly notation: Notation;
}): ReactNode {
  const { scene, layout, notation } = props;
  return (
    <g className="folded-labels">
      {scene.marks.map((mark) => (
        <MarkLabel
          key={`${mark.id} ${mark.at.x} ${mark.at.y}`}
          mark={mark}
          t={scene.t}
          notation={notation}
        />
      ))}
      {scene.norms.map((norm) => (
        <NormLabel
          key={norm.id}
          norm={norm}
          wide={norm.kind === 'local' || layout.gap >= forWord}
          notation={notation}
        />
      ))}
    </g>
  );
}

function MarkLabel(props: {
  readonly mark: FoldedMark;
  readonly t: number;
  readonly notation: Notation;
}): ReactNode {
  const { mark, t, notation } = props;
  const isGate = mark.kind === 'gate';
  const symbol = isGate ? symbolOf(notation, mark.name, t) : parameterSymbolOf(notation, mark.name);
  return (
    <text
      className={`folded-mark ${mark.kind}`}
      x={mark.at.x}
      y={mark.at.y}
      data-quantity={mark.id}
    >
      {isGate && '⊙ '}
      <SymbolSpans symbol={symbol} />
    </text>
  );
}

function NormLabel(props: {
  readonly norm: FoldedNorm;
  readonly wide: boolean;
  readonly notation: Notation;
}): ReactNode {
  const { norm, wide, notation } = props;
  const translate = useTranslate();
  const value = formatNumber(norm.norm, 2);
  const state = plainLettering(symbolOf(notation, norm.state, norm.t));
  const exact = formatNumber(norm.norm);
  return (
    <text
      className={`folded-norm ${norm.presence}`}
      x={norm.at.x}
      y={norm.at.y}
      textAnchor={norm.anchor}
      data-quantity={norm.id}
    >
      <title>
        {norm.kind === 'local'
          ? translate('view.folded.local', { state, t: norm.t, value: exact })
          : translate('view.edge.carried', { state, next: norm.t + 1, value: exact })}
      </title>
      {wide ? translate('view.edge.length', { value }) : value}
    </text>
  );
}
