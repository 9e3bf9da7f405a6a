// A sentence in which h₂, W_hh and a⁽ᶠ⁾₃ are set as mathematics: an italic letter with what stands below and above it.

import { memo, type ReactNode } from 'react';
import { segmentsOf } from '#words/rich-text.ts';

/** `text`: with its symbols marked (`useWriting`). */
export const RichText = memo(
  ({ text }: { readonly text: string }): ReactNode =>
    segmentsOf(text).map((segment, i) =>
      segment.kind === 'plain' ? (
        segment.text
      ) : (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one sentence stay in their order
        <span key={i} className="symbol">
          <span className="letter">{segment.letter}</span>
          {segment.index !== '' && <sub>{segment.index}</sub>}
          {segment.above !== '' && <sup>{segment.above}</sup>}
        </span>
      ),
    ),
);
