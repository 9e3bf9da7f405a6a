// A plain sentence in which h₂, W_hh and a⁽ᶠ⁾₃ are set as mathematics: an italic letter with its index below the line.

import { memo, type ReactNode } from 'react';
import { type Segment, segmentsOf, type TextStyle } from '#words/rich-text.ts';

interface RichTextProps {
  readonly text: string;
  /** In a formula, every letter that stands alone is a symbol. */
  readonly as?: TextStyle;
}

export const RichText = memo(
  ({ text, as }: RichTextProps): ReactNode =>
    segmentsOf(text, as).map((segment, i) =>
      segment.kind === 'plain' ? (
        segment.text
      ) : (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one sentence stay in their order
        <Lettered key={i} symbol={segment} />
      ),
    ),
);

function Lettered(props: { readonly symbol: Extract<Segment, { kind: 'symbol' }> }): ReactNode {
  const { letter, index } = props.symbol;
  return (
    <span className="symbol">
      <span className="letter">{letter}</span>
      {index !== '' && <sub>{index}</sub>}
    </span>
  );
}
