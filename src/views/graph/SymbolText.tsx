// A letter with its index below the line, inside an SVG text or in HTML.

import { memo, type ReactNode } from 'react';
import type { Lettering } from '#scene/symbol.ts';
import { sameContent } from '#views/same-content.ts';

interface SymbolProps {
  readonly symbol: Lettering;
}

/** As tspans of an SVG text; the line continues on its own height afterwards. */
export const SymbolSpans = memo(
  ({ symbol }: SymbolProps): ReactNode => (
    <>
      <tspan className="letter">{symbol.letter}</tspan>
      {symbol.index !== '' && (
        <tspan className="index" dy="0.28em">
          {symbol.index}
        </tspan>
      )}
    </>
  ),
  sameContent,
);

export const SymbolText = memo(
  ({ symbol }: SymbolProps): ReactNode => (
    <span className="symbol">
      <span className="letter">{symbol.letter}</span>
      {symbol.index !== '' && <sub>{symbol.index}</sub>}
    </span>
  ),
  sameContent,
);
