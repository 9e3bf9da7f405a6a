// One quantity of the column: its letter above its strip, a target for the pointer and the keyboard.

import { memo, type ReactNode } from 'react';
import { formatNumber } from '#base/format.ts';
import { letteringText, symbolOf } from '#marks/symbol.ts';
import { usePicture } from '#ui/picture/picture-context.tsx';
import { StripMarks } from '#ui/picture/StripMarks.tsx';
import { SymbolSpans } from '#ui/picture/SymbolText.tsx';
import { sameContent } from '#ui/same-content.ts';
import { useTranslate } from '#ui/translate-context.tsx';
import type { InsideNode } from './inside.scene.ts';

/** Longer vectors are told by their length. */
const mostSpoken = 8;
/** The least height to point at, in px. */
const least = 24;
/** What an operation above the strip takes left of its middle, in px; and the type of letter and index. */
const besideOperation = 19;
const letterWidth = 9;
const indexWidth = 5.6;

export const StripNode = memo(
  (props: { readonly node: InsideNode; readonly reachable: boolean }): ReactNode => {
    const { node, reachable } = props;
    const { strip, name, t } = node;
    const { notation } = usePicture();
    const translate = useTranslate();
    const symbol = symbolOf(notation, name, t);
    const height = Math.max(least, strip.height + 4);
    const label = letteringText(symbolOf(notation, name, null));
    const room = letterWidth + indexWidth * (symbol.index + symbol.above + symbol.after).length;
    const free = strip.x + strip.width / 2 - besideOperation - room;
    return (
      // biome-ignore lint/a11y/useSemanticElements: SVG has no button element.
      <g
        className={node.isState ? 'node state' : 'node'}
        role="button"
        tabIndex={reachable ? 0 : -1}
        aria-label={translate('view.node', { name: label, t, values: valuesText(node, translate) })}
        data-quantity={node.id}
        data-node={`${t},${node.row}`}
      >
        <rect
          className="reach"
          x={strip.x - 2}
          y={strip.y + (strip.height - height) / 2}
          width={strip.width + 4}
          height={height}
          rx={4}
        />
        <text
          className="label"
          x={node.isState ? strip.x + 1 : Math.min(strip.x + 1, free)}
          y={strip.y - 9}
        >
          <SymbolSpans symbol={symbol} />
        </text>
        <StripMarks strip={strip} />
      </g>
    );
  },
  sameContent,
);

function valuesText(
  { strip, values }: InsideNode,
  translate: ReturnType<typeof useTranslate>,
): string {
  if (strip.presence === 'unknown') return translate('ui.notComputedYet');
  if (values.length > mostSpoken) return translate('view.units', { count: values.length });
  return Array.from(values, (value) => formatNumber(value)).join(', ');
}
