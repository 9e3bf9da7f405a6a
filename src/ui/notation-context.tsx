// How views reach the letters that the reader has chosen.

import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { present } from '#base/exhaustive.ts';
import type { Writing } from '#expression/symbol.ts';
import type { Notation } from '#model/notation.ts';
import { notationFor } from '#model/notations.ts';
import { notationChoiceOf, notationOf } from '#store/notation.ts';
import { useStudio } from './studio-context.tsx';

interface Written {
  /** Of the net on screen. */
  readonly notation: Notation;
  /** For texts that are set with their symbols (RichText), and for those that are read out or plain. */
  readonly marked: Writing;
  readonly plain: Writing;
}

const NotationContext = createContext<Written | null>(null);

export function NotationProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const notation = useStudio(notationOf);
  const written = useMemo(
    (): Written => ({
      notation,
      marked: { notation, marked: true },
      plain: { notation, marked: false },
    }),
    [notation],
  );
  return <NotationContext value={written}>{children}</NotationContext>;
}

function useWritten(): Written {
  return present(useContext(NotationContext), 'NotationProvider above this view');
}

export function useNotation(): Notation {
  return useWritten().notation;
}

/** For another net than that on screen. */
export function useNotationOf(): (cell: string) => Notation {
  const choice = useStudio(notationChoiceOf);
  return (cell) => notationFor(choice, cell);
}

/** For a text that RichText sets. */
export function useWriting(): Writing {
  return useWritten().marked;
}

/** For a text that is read out, or has no place for symbols. */
export function usePlainWriting(): Writing {
  return useWritten().plain;
}
