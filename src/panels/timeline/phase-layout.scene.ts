// Where the phases of a run lie on the scrubber.
//
// The scrubber counts finished beats: 0 before the first, n after the nth. A phase whose beats are
// 13 … 20 (from 0) therefore covers the track from 13 to 21, and the thumb stands at its right end when it is over.

import type { Beat, Phase } from '#playback/beat.ts';

export interface PhaseSegment {
  readonly phase: Phase;
  /** Finished beats at its left and right end. */
  readonly from: number;
  readonly to: number;
}

/** The phases of a run in their order; phases without beats are left out. */
export function phaseSegments(beats: readonly Beat[]): readonly PhaseSegment[] {
  const starts = beats.filter((beat, i) => beats[i - 1]?.phase !== beat.phase);
  return starts.map(({ phase, index }, i) => {
    return { phase, from: index, to: starts[i + 1]?.index ?? beats.length };
  });
}

/** Finished beats at the end of each coarse step, but for the ends of phases. */
export function coarseTicks(beats: readonly Beat[]): readonly number[] {
  return beats
    .filter((beat, i) => beat.lastOfGroup && beats[i + 1]?.phase === beat.phase)
    .map((beat) => beat.index + 1);
}

/**
 * Left edges of labels, in pixels: each as near to its wish as it can be with `gap` pixels to its neighbours,
 * none before 0 and none beyond `width`. Wishes ascend. Where they cannot all fit, they keep their order and gaps from 0 on.
 */
export function placeLabels(
  wishes: readonly number[],
  widths: readonly number[],
  width: number,
  gap: number,
): readonly number[] {
  const left: number[] = [];
  let free = 0;
  for (const [i, wish] of wishes.entries()) {
    const at = Math.max(wish, free);
    left.push(at);
    free = at + (widths[i] ?? 0) + gap;
  }
  let limit = width;
  for (let i = left.length - 1; i >= 0; i--) {
    const at = Math.min(left[i] ?? 0, limit - (widths[i] ?? 0));
    left[i] = at;
    limit = at - gap;
  }
  const overhang = Math.max(0, -(left[0] ?? 0));
  return overhang === 0 ? left : left.map((at) => at + overhang);
}
