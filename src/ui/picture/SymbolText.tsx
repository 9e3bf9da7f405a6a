// A letter with what stands below, above and behind it, inside an SVG text or in HTML.

import { memo, type ReactNode } from 'react';
import { type Lettering, symbolOf } from '#marks/symbol.ts';
import { useNotation } from '#ui/notation-context.tsx';
import { sameContent } from '#ui/same-content.ts';

interface SymbolProps {
  readonly symbol: Lettering;
  /** What follows on its line. */
  readonly children?: ReactNode;
}

/** Of the letter's type: how far an index stands below the line, and an exponent above it. */
const drop = 0.28;
const lift = 0.36;
/** Back to the line, in the type of the line. */
const back = { index: -0.28, exponent: 0.26, none: undefined } as const;

/** As tspans of an SVG text; what follows stands on the line again. */
export const SymbolSpans = memo(({ symbol, children }: SymbolProps): ReactNode => {
  const { letter, index, above, after } = symbol;
  const below = index === '' ? 0 : drop;
  const end = above !== '' ? 'exponent' : index !== '' ? 'index' : 'none';
  const rest = after !== '' || children !== undefined;
  return (
    <>
      <tspan className="letter">{letter}</tspan>
      {index !== '' && (
        <tspan className="index" dy={`${below}em`}>
          {index}
        </tspan>
      )}
      {above !== '' && (
        <tspan className="index" dy={`${-lift - below}em`}>
          {above}
        </tspan>
      )}
      {rest && (
        <tspan dy={back[end] && `${back[end]}em`}>
          {after}
          {children}
        </tspan>
      )}
    </>
  );
}, sameContent);

export const SymbolText = memo(
  ({ symbol }: SymbolProps): ReactNode => (
    <>
      <span className="symbol">
        <span className="letter">{symbol.letter}</span>
        {symbol.index !== '' && <sub>{symbol.index}</sub>}
        {symbol.above !== '' && <sup>{symbol.above}</sup>}
      </span>
      {symbol.after}
    </>
  ),
  sameContent,
);

/** ∂L/∂ before what the loss is derived by. */
export function GradientOf({ children }: { readonly children: ReactNode }): ReactNode {
  const notation = useNotation();
  return (
    <>
      ∂<SymbolText symbol={symbolOf(notation, 'loss', null)} />
      /∂{children}
    </>
  );
}
