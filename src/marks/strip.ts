// A vector at a moment as marks: cells with numbers, or a few paths of blocks, one for each tone.

import { emsOf, formatCell, formatNumber, formatWithin } from '#base/format.ts';
import { entryId, type QuantityId } from '#model/quantity-id.ts';
import type { Presence } from '#playback/presence.ts';
import type { StripLayout } from './strip-layout.ts';
import { signedTones, type Tone } from './tone.ts';

/** Left and top edge, and the size, in px. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface StripCell extends Box {
  readonly id: QuantityId;
  readonly tone: Tone;
  readonly text: string;
}

/** All blocks of one tone: squares for positive numbers, discs for negative ones, so that colour is not alone. */
export interface StripBlocks {
  readonly tone: Tone;
  readonly path: string;
}

export interface Strip extends Box {
  readonly id: QuantityId;
  readonly presence: Presence;
  /** Numbers stand close. */
  readonly tight: boolean;
  /** Of a gradient below its value: smaller type, in round cells. */
  readonly slim: boolean;
  /** One-hot inputs are drawn in ink, since 1 and 0 are no signs. */
  readonly style: 'signed' | 'one-hot';
  /** Cells and blocks are empty while unknown. */
  readonly cells: readonly StripCell[];
  readonly blocks: readonly StripBlocks[];
}

export interface StripRequest {
  readonly id: QuantityId;
  readonly presence: Presence;
  readonly style?: 'signed' | 'one-hot';
  readonly slim?: boolean;
  readonly layout: StripLayout;
  readonly x: number;
  readonly y: number;
  readonly values: ArrayLike<number>;
  /** The tone of a number: the same for every step, whatever the strip holds. */
  readonly toneOf: (value: number) => Tone;
}

/** Cells narrower than this have one gap and one decimal less. */
const roomyCell = 30;
const gap = 2;
/** The type of numbers in cells, in px; the style sheet says the same in rem. */
const usualType = 11;
const tightType = 10;
const slimType = { usual: 10, tight: 9 } as const;

export function buildStrip(request: StripRequest): Strip {
  const { id, presence, layout, x, y } = request;
  const { width, height } = layout;
  const known = presence !== 'unknown';
  return {
    id,
    presence,
    tight: isTight(layout),
    slim: request.slim ?? false,
    style: request.style ?? 'signed',
    x,
    y,
    width,
    height,
    cells: layout.kind === 'cells' && known ? cellsOf(request) : [],
    blocks: layout.kind === 'blocks' && known ? blocksOf(request) : [],
  };
}

function cellsOf(request: StripRequest): StripCell[] {
  const { id, style, layout, x, y, values, toneOf } = request;
  const space = isTight(layout) ? 1 : gap;
  return Array.from({ length: layout.size }, (_, i) => {
    const value = values[i] ?? 0;
    return {
      id: entryId(id, i + 1),
      x: x + (i % layout.perLine) * layout.unitWidth + space / 2,
      y: y + Math.floor(i / layout.perLine) * layout.unitHeight,
      width: layout.unitWidth - space,
      height: layout.perLine < layout.size ? layout.unitHeight - space : layout.unitHeight,
      tone: toneOf(value),
      text: style === 'one-hot' ? String(value) : numberIn(request, value),
    };
  });
}

/** Whether numbers have to be written closer than usual. */
function isTight({ unitWidth }: Pick<StripLayout, 'unitWidth'>): boolean {
  return unitWidth < roomyCell;
}

/** The fullest number that the cell holds; none where it would be cut. */
function numberIn({ layout, slim = false }: StripRequest, value: number): string {
  const tight = isTight(layout);
  const type = slim ? slimType[tight ? 'tight' : 'usual'] : tight ? tightType : usualType;
  const ems = (layout.unitWidth - (tight ? 1 : gap)) / type;
  const text = formatWithin(value, ems);
  return slim && value !== 0 && /^\D?\.0+$/.test(text) ? smallIn(value, ems) : text;
}

/** Gradients fall by powers of ten: where two decimals say nothing, a third, or the power, if there is room. */
function smallIn(value: number, ems: number): string {
  const texts = [formatCell(value, 3), formatNumber(value, 1)];
  const fits = (text: string): boolean => emsOf(text) <= ems && !/^\D?\.0+$/.test(text);
  return texts.find(fits) ?? formatCell(value);
}

function blocksOf({ layout, x, y, values, toneOf }: StripRequest): StripBlocks[] {
  const paths = new Map<Tone, string>();
  const { perLine, unitWidth, unitHeight } = layout;
  for (let i = 0; i < layout.size; i++) {
    const tone = toneOf(values[i] ?? 0);
    const left = x + (i % perLine) * unitWidth;
    const top = y + Math.floor(i / perLine) * unitHeight;
    paths.set(tone, (paths.get(tone) ?? '') + blockPath(tone, left, top, unitWidth, unitHeight));
  }
  return [0, ...signedTones].flatMap((tone) => {
    const path = paths.get(tone);
    return path === undefined ? [] : [{ tone, path }];
  });
}

function blockPath(tone: Tone, left: number, top: number, width: number, height: number): string {
  const space = width > 4 && height > 4 ? 1 : 0;
  const [w, h] = [width - space, height - space];
  if (tone >= 0 || space === 0) return `M${left},${top}h${w}v${h}h${-w}z`;
  const radius = Math.min(w, h) / 2;
  return `M${left},${top + h / 2}a${radius},${radius} 0 1,0 ${2 * radius},0a${radius},${radius} 0 1,0 ${-2 * radius},0z`;
}
