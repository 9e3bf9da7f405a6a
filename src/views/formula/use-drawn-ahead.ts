// Draws the formulas of the neighbouring beats while the page is at rest, so that a step finds them ready.

import { useEffect } from 'react';
import { isNote } from '#formula/derivation.ts';
import { derivationOf } from '#formula/derivation-of.ts';
import { standard } from '#model/notation.ts';
import { nextPosition, previousPosition, reachOf } from '#playback/position.ts';
import type { Moment } from '#views/moment.ts';
import { useStudio } from '#views/studio-context.tsx';
import type { KatexState } from './use-katex.ts';

/** A held key asks for the next edit or step sooner. */
const restMs = 60;

/** The next beat first, then the one before: each in a short task of its own. */
export function useDrawnAhead(katex: KatexState, moment: Moment | null): void {
  const grain = useStudio((state) => state.grain);
  useEffect(() => {
    if (typeof katex !== 'object' || moment === null) return;
    const { trace, beats, position } = moment;
    const reach = reachOf(beats, trace);
    const texOf = (neighbour: number): readonly string[] => {
      const beat = beats[neighbour];
      if (beat === undefined || neighbour === position) return [];
      const { lines } = derivationOf(trace, beat, standard);
      return lines.flatMap((line) => (isNote(line) ? [] : [line.tex]));
    };
    let timer = setTimeout(() => {
      const next = texOf(nextPosition(reach, grain, position));
      katex.prepare(next);
      timer = setTimeout(() => {
        katex.prepare([...next, ...texOf(previousPosition(reach, grain, position))]);
      }, restMs);
    }, restMs);
    return () => clearTimeout(timer);
  }, [katex, moment, grain]);
}
