// A plain sentence in which `W_hh` is set as W with hh below the line.

import { Fragment, type ReactNode } from 'react';

const indexed = /\b(\p{L})_(\p{L}{1,2})\b/u;

export function IndexedText({ text }: { readonly text: string }): ReactNode {
  // A split by a pattern with two groups: text, letter, index, text, letter, index, …, text.
  const pieces = text.split(new RegExp(indexed, 'gu'));
  return pieces.map((piece, i) => {
    if (i % 3 === 1) return null;
    const letter = pieces[i - 1];
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one sentence stay in their order
      <Fragment key={i}>
        {i % 3 === 0 ? (
          piece
        ) : (
          <span className="symbol">
            {letter}
            <sub>{piece}</sub>
          </span>
        )}
      </Fragment>
    );
  });
}
