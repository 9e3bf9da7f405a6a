// A strip of units as SVG: cells with numbers, or paths of blocks, or a dashed outline where nothing is computed yet.

import { memo, type ReactNode } from 'react';
import type { Strip, StripCell } from '#marks/strip.ts';
import { sameContent } from '#ui/same-content.ts';
import { toneClass } from './tone-class.ts';

export const StripMarks = memo(({ strip }: { readonly strip: Strip }): ReactNode => {
  const unknown = strip.presence === 'unknown';
  return (
    <g
      className={`strip ${strip.slim ? 'slim' : ''} ${strip.presence}`}
      data-fresh={strip.presence === 'fresh' || undefined}
    >
      {strip.cells.map((cell) => (
        <CellMark
          key={cell.x}
          cell={cell}
          style={strip.style}
          tight={strip.tight}
          slim={strip.slim}
        />
      ))}
      {strip.cells.length === 0 && (
        <rect
          className={unknown ? 'cell unknown' : 'blocks-ground'}
          x={strip.x}
          y={strip.y}
          width={strip.width}
          height={strip.height}
          rx={strip.slim && unknown ? strip.height / 2 : 3}
        />
      )}
      {strip.blocks.map(({ tone, path }) => (
        <path key={tone} className={`block ${toneClass(tone)}`} d={path} />
      ))}
    </g>
  );
}, sameContent);

interface CellProps extends Pick<Strip, 'style' | 'tight' | 'slim'> {
  readonly cell: StripCell;
}

const CellMark = memo(({ cell, style, tight, slim }: CellProps): ReactNode => {
  const look = style === 'one-hot' ? (cell.tone === 0 ? 'cold' : 'hot') : toneClass(cell.tone);
  return (
    <g data-quantity={cell.id}>
      <rect
        className={`cell ${look}`}
        x={cell.x}
        y={cell.y}
        width={cell.width}
        height={cell.height}
        rx={slim ? cell.height / 2 : 3}
      />
      {cell.text !== '' && (
        <text
          className={`number on ${look} ${tight ? 'tight' : ''}`}
          x={cell.x + cell.width / 2}
          y={cell.y + cell.height / 2}
        >
          {cell.text}
        </text>
      )}
    </g>
  );
}, sameContent);
