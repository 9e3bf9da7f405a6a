// A letter with its index below the line, inside an SVG text or in HTML.

import type { ReactNode } from 'react';
import type { Lettering } from '#scene/symbol.ts';

/** As tspans of an SVG text; the line continues on its own height afterwards. */
export function SymbolSpans({ symbol }: { readonly symbol: Lettering }): ReactNode {
  return (
    <>
      <tspan className="letter">{symbol.letter}</tspan>
      {symbol.index !== '' && (
        <tspan className="index" dy="0.28em">
          {symbol.index}
        </tspan>
      )}
    </>
  );
}

export function SymbolText({ symbol }: { readonly symbol: Lettering }): ReactNode {
  return (
    <span className="symbol">
      <span className="letter">{symbol.letter}</span>
      {symbol.index !== '' && <sub>{symbol.index}</sub>}
    </span>
  );
}
