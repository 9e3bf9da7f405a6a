// Marks as an SVG file that stands alone: nothing in it refers to anything outside it, and nothing in it is a program.

import type { Box, Mark, Paint, Transform } from '#marks/mark.ts';

export interface Figure {
  readonly marks: readonly Mark[];
  /** What of the drawing is in the file. */
  readonly box: Box;
  readonly ground: string;
  readonly title: string;
  /** What is to be seen, for who does not see it. */
  readonly description: string;
  /** Where the same moment opens. */
  readonly link: string;
  /** Of the line with the link. */
  readonly ink: string;
}

/** Around the drawing, and for the line with the link below it; px. */
const margin = 12;
const footHeight = 22;

/** Width and height of the file in px. */
export function sizeOfFigure({ box }: Pick<Figure, 'box'>): { width: number; height: number } {
  return {
    width: Math.ceil(box.width + 2 * margin),
    height: Math.ceil(box.height + 2 * margin + footHeight),
  };
}

export function svgOf(figure: Figure): string {
  const { marks, box, ground, title, description, link, ink } = figure;
  const { width, height } = sizeOfFigure(figure);
  const clips = new Map<string, number>();
  const body = marks.map((mark) => elementOf(mark, clips));
  const foot = margin + box.height + margin + 4;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title description" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="description">${escaped(description)}</desc>`,
    `<metadata>${escaped(link)}</metadata>`,
    clipsOf(clips),
    `<rect width="${width}" height="${height}" fill="${escaped(ground)}"/>`,
    `<g transform="translate(${n(margin - box.x)} ${n(margin - box.y)})">`,
    ...body,
    '</g>',
    `<text x="${margin}" y="${n(foot + 8)}" font-family="sans-serif" font-size="9" fill="${escaped(ink)}">${escaped(shortLink(link))}</text>`,
    '</svg>',
    '',
  ]
    .filter((line, i, all) => line !== '' || i === all.length - 1)
    .join('\n');
}

/** Longer ones are in the metadata. */
function shortLink(link: string): string {
  return link.length > 120 ? `${link.slice(0, 119)}…` : link;
}

function clipsOf(clips: ReadonlyMap<string, number>): string {
  if (clips.size === 0) return '';
  const paths = [...clips].map(([shape, id]) => `<clipPath id="c${id}">${shape}</clipPath>`);
  return `<defs>${paths.join('')}</defs>`;
}

function elementOf(mark: Mark, clips: Map<string, number>): string {
  const shape = shapeOf(mark);
  if (mark.clip === null) return shape;
  const rect = `<rect ${boxOf(mark.clip)}/>`;
  const id = clips.get(rect) ?? clips.size + 1;
  clips.set(rect, id);
  return `<g clip-path="url(#c${id})">${shape}</g>`;
}

function shapeOf(mark: Mark): string {
  const look = `${paintOf(mark.paint)}${transformOf(mark.transform)}`;
  switch (mark.kind) {
    case 'path':
      return `<path d="${escaped(mark.d)}"${look}/>`;
    case 'box': {
      const round = mark.radius > 0 ? ` rx="${n(mark.radius)}"` : '';
      return `<rect ${boxOf(mark.box)}${round}${look}/>`;
    }
    case 'ellipse':
      return `<ellipse cx="${n(mark.cx)}" cy="${n(mark.cy)}" rx="${n(mark.rx)}" ry="${n(mark.ry)}"${look}/>`;
    case 'image':
      return `<image ${boxOf(mark.box)} href="${escaped(mark.href)}" preserveAspectRatio="none"${look}/>`;
    case 'text': {
      const style = mark.italic ? ' font-style="italic"' : '';
      const weight = mark.weight === '400' ? '' : ` font-weight="${escaped(mark.weight)}"`;
      const kept =
        mark.text.length > 1
          ? ` textLength="${n(mark.width)}" lengthAdjust="spacingAndGlyphs"`
          : '';
      return `<text x="${n(mark.x)}" y="${n(mark.y)}" xml:space="preserve" font-family="${escaped(mark.family)}" font-size="${n(mark.size)}"${weight}${style}${kept}${look}>${escaped(mark.text)}</text>`;
    }
  }
}

function boxOf({ x, y, width, height }: Box): string {
  return `x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}"`;
}

function paintOf({ fill, stroke, strokeWidth, dashes, cap, strokeFirst, opacity }: Paint): string {
  const parts = [` fill="${escaped(fill ?? 'none')}"`];
  if (stroke !== null) {
    parts.push(` stroke="${escaped(stroke)}" stroke-width="${n(strokeWidth)}"`);
    if (dashes.length > 0) parts.push(` stroke-dasharray="${dashes.map(n).join(' ')}"`);
    if (strokeFirst) parts.push(' paint-order="stroke" stroke-linejoin="round"');
    if (cap !== 'butt') parts.push(` stroke-linecap="${cap}"`);
  }
  if (opacity < 1) parts.push(` opacity="${n(opacity)}"`);
  return parts.join('');
}

function transformOf(transform: Transform | null): string {
  return transform === null ? '' : ` transform="matrix(${transform.map((v) => n(v)).join(' ')})"`;
}

/** Thousandths of a px are enough for paper. */
function n(value: number): string {
  return Number.isFinite(value) ? String(Math.round(value * 1000) / 1000 + 0) : '0';
}

/** What XML 1.0 allows (section 2.2), with its signs written out; what it forbids becomes U+FFFD. */
export function escaped(text: string): string {
  return [...text]
    .map((sign) => {
      const written = signs[sign];
      if (written !== undefined) return written;
      const code = sign.codePointAt(0) ?? 0;
      const isAllowed =
        code === 9 ||
        code === 10 ||
        code === 13 ||
        (code >= 0x20 && code <= 0xd7ff) ||
        (code >= 0xe000 && code <= 0xfffd) ||
        code >= 0x10000;
      return isAllowed ? sign : '\ufffd';
    })
    .join('');
}

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
