// A gradient on its way back as marks: two strands by sign, a head, a middle line along which a mark can travel.

import type { StrengthScale } from './strength.ts';
import { type Share, widthOf } from './strength.ts';
import { besideWay, headOf, pathOf, shortenWay, type Way } from './way.ts';

/** One of the two strands of a backward edge: the part of the gradient with one sign. */
export interface Strand {
  readonly sign: 'positive' | 'negative';
  readonly width: number;
  readonly path: string;
}

export interface FlowMark {
  /** Zero is drawn hollow; empty while unknown. */
  readonly strands: readonly Strand[];
  /** Empty where the way joins another one. */
  readonly head: string;
  readonly headSign: 'positive' | 'negative' | 'zero';
  /** The middle line, in the direction of the gradient. */
  readonly path: string;
  readonly width: number;
}

const unknownWidth = 1.5;

/** `way` runs with the gradient; `share` is null while it is not known. */
export function markFlow(
  way: Way,
  share: Share | null,
  look: { readonly scale: StrengthScale; readonly crowded: boolean; readonly headed: boolean },
): FlowMark {
  const width = share ? widthOf(look.scale, share.norm, look.crowded) : unknownWidth;
  const headLength = Math.min(12, 5 + width * 0.8);
  const line = look.headed ? shortenWay(way, headLength - 1) : way;
  return {
    strands: share ? strandsOf(line, share, width) : [],
    head: look.headed ? headOf(way, headLength, Math.max(7, width * 1.7)) : '',
    headSign: !share || share.norm === 0 ? 'zero' : signOf(share),
    path: pathOf(line),
    width,
  };
}

function signOf(share: Share): 'positive' | 'negative' {
  return share.positive >= share.negative ? 'positive' : 'negative';
}

/** The positive part lies left of (or above) the negative part; each as wide as its share. */
function strandsOf(line: Way, share: Share, width: number): Strand[] {
  const positive = width * share.positive;
  const negative = width * share.negative;
  const strand = (sign: Strand['sign'], own: number, offset: number): Strand[] => {
    if (own < 0.05) return [];
    return [{ sign, width: Math.round(own * 100) / 100, path: pathOf(besideWay(line, offset)) }];
  };
  return [
    ...strand('positive', positive, (width - positive) / 2),
    ...strand('negative', negative, (negative - width) / 2),
  ];
}
