// Draws the formulas of the neighbouring beats while the page is at rest, so that a step finds them ready.

import { useEffect, useRef } from 'react';
import { isNote } from '#expression/derivation.ts';
import { derivationOf } from '#expression/derivation-of.ts';
import type { FormulaRoom } from '#expression/fit.ts';
import { nextPosition, previousPosition, reachOf } from '#playback/position.ts';
import type { Moment } from '#ui/moment.ts';
import { useNotation } from '#ui/notation-context.tsx';
import { useStudio } from '#ui/studio-context.tsx';
import type { KatexState } from './use-katex.ts';

/** A held key asks for the next step sooner. */
const restMs = 60;
/** After an edit another edit is likelier than a step; the pieces of a run that is still computed come like edits. */
const restAfterEditMs = 300;

/** The next beat first, then the one before: each in a short task of its own. */
export function useDrawnAhead(
  katex: KatexState,
  moment: Moment | null,
  room: FormulaRoom | null,
): void {
  const grain = useStudio((state) => state.grain);
  const notation = useNotation();
  const shown = useRef<number | null>(null);
  useEffect(() => {
    if (typeof katex !== 'object' || moment === null || room === null) return;
    const { trace, beats, position } = moment;
    const stays = shown.current === position;
    shown.current = position;
    const reach = reachOf(beats, trace);
    const texOf = (neighbour: number): readonly string[] => {
      const beat = beats[neighbour];
      if (beat === undefined || neighbour === position) return [];
      const { lines } = derivationOf(trace, beat, notation, room);
      return lines.flatMap((line) => (isNote(line) ? [] : [line.tex]));
    };
    let timer = setTimeout(
      () => {
        const next = texOf(nextPosition(reach, grain, position));
        katex.prepare(next);
        timer = setTimeout(() => {
          katex.prepare([...next, ...texOf(previousPosition(reach, grain, position))]);
        }, restMs);
      },
      stays ? restAfterEditMs : restMs,
    );
    return () => clearTimeout(timer);
  }, [katex, moment, room, grain, notation]);
}
