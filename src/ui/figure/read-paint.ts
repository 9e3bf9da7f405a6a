// From what the browser has computed to the paint and the type of marks.

import type { Box, BoxMark, ImageMark, Mark, Paint, TextMark, Transform } from '#marks/mark.ts';

export function numberOf(text: string | null, otherwise: number): number {
  const value = Number.parseFloat(text ?? '');
  return Number.isFinite(value) ? value : otherwise;
}

const canvas = document.createElement('canvas').getContext('2d');

/** Any colour of CSS as #rrggbb or rgba(…); null where nothing is seen of it. */
export function colourOf(css: string): string | null {
  if (css === 'none' || css === '' || css === 'transparent' || canvas === null) return null;
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = '#000';
  canvas.fillStyle = css;
  canvas.fillRect(0, 0, 1, 1);
  const [r = 0, g = 0, b = 0, a = 0] = canvas.getImageData(0, 0, 1, 1).data;
  if (a === 0) return null;
  if (a < 255) return `rgba(${r},${g},${b},${Math.round((a / 255) * 1000) / 1000})`;
  return `#${[r, g, b].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** null where nothing is seen of the shape. */
export function paintOfShape(style: CSSStyleDeclaration, opacity: number): Paint | null {
  const fill = faded(style.fill, style.fillOpacity);
  const strokeWidth = numberOf(style.strokeWidth, 1);
  const stroke = strokeWidth > 0 ? faded(style.stroke, style.strokeOpacity) : null;
  if (fill === null && stroke === null) return null;
  const dashes = style.strokeDasharray === 'none' ? [] : style.strokeDasharray.split(/[\s,]+/);
  return {
    fill,
    stroke,
    strokeWidth,
    dashes: dashes.map((dash) => numberOf(dash, 0)),
    cap:
      style.strokeLinecap === 'round' || style.strokeLinecap === 'square'
        ? style.strokeLinecap
        : 'butt',
    strokeFirst: style.paintOrder.startsWith('stroke'),
    opacity,
  };
}

/** A pattern or a gradient is no colour; none is used for what has a meaning. */
function faded(css: string, opacity: string): string | null {
  const share = numberOf(opacity, 1);
  if (share === 0 || css.startsWith('url(')) return null;
  return colourOf(share === 1 ? css : `color-mix(in srgb, ${css} ${share * 100}%, transparent)`);
}

function plain(fill: string | null, opacity: number): Paint {
  return {
    fill,
    stroke: null,
    strokeWidth: 0,
    dashes: [],
    cap: 'butt',
    strokeFirst: false,
    opacity,
  };
}

type Type = Pick<TextMark, 'size' | 'family' | 'weight' | 'italic'>;

function typeOf(style: CSSStyleDeclaration): Type {
  return {
    size: numberOf(style.fontSize, 16),
    family: style.fontFamily,
    weight: style.fontWeight,
    italic: style.fontStyle === 'italic' || style.fontStyle.startsWith('oblique'),
  };
}

/** From the top of a line's box to its baseline, in px. */
function ascentOf(style: CSSStyleDeclaration, height: number): number {
  if (canvas === null) return height * 0.8;
  canvas.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = canvas.measureText('x');
  return up + (height - up - down) / 2;
}

/** Draws from the upper left corner of what is read. */
export class Pen {
  readonly #left: number;
  readonly #top: number;

  constructor(left: number, top: number) {
    this.#left = left;
    this.#top = top;
  }

  placeOf(element: SVGGraphicsElement): Transform | null {
    const matrix = element.getScreenCTM();
    if (matrix === null) return null;
    const { a, b, c, d, e, f } = matrix;
    return [a, b, c, d, e - this.#left, f - this.#top];
  }

  #boxOf({ left, top, width, height }: DOMRect): Box {
    return { x: left - this.#left, y: top - this.#top, width, height };
  }

  imageOf(element: HTMLCanvasElement, opacity: number): readonly ImageMark[] {
    if (element.width === 0 || element.height === 0) return [];
    const box = this.#boxOf(element.getBoundingClientRect());
    const paint = plain(null, opacity);
    return [{ kind: 'image', box, href: element.toDataURL(), paint, transform: null, clip: null }];
  }

  /** Ground and border. */
  boxesOf(element: HTMLElement, style: CSSStyleDeclaration, opacity: number): readonly Mark[] {
    const box = this.#boxOf(element.getBoundingClientRect());
    const fill = colourOf(style.backgroundColor);
    const sides = [
      style.borderTopWidth,
      style.borderRightWidth,
      style.borderBottomWidth,
      style.borderLeftWidth,
    ];
    const [top = 0, right = 0, bottom = 0, left = 0] = sides.map((side) => numberOf(side, 0));
    const isFramed = top > 0 && [right, bottom, left].every((side) => side === top);
    const colour = colourOf(style.borderTopColor);
    const dashed = style.borderTopStyle === 'dashed' || style.borderTopStyle === 'dotted';
    const stroke = isFramed && style.borderTopStyle !== 'none' ? colour : null;
    const marks: BoxMark[] = [];
    const inset = stroke === null ? 0 : top / 2;
    const inner = {
      x: box.x + inset,
      y: box.y + inset,
      width: box.width - 2 * inset,
      height: box.height - 2 * inset,
    };
    if ((fill !== null || stroke !== null) && inner.width > 0 && inner.height > 0) {
      const dashes = dashed ? [2, 3] : [];
      marks.push({
        kind: 'box',
        box: inner,
        radius: Math.min(numberOf(style.borderTopLeftRadius, 0), inner.height / 2),
        paint: { fill, stroke, strokeWidth: top, dashes, cap: 'butt', strokeFirst: false, opacity },
        transform: null,
        clip: null,
      });
    }
    marks.push(...this.#outlineOf(element, style, box, opacity));
    if (isFramed) return marks;
    const line = (width: number, css: string, at: Box): void => {
      const paint = plain(colourOf(css), opacity);
      if (width > 0 && paint.fill !== null) {
        marks.push({ kind: 'box', box: at, radius: 0, paint, transform: null, clip: null });
      }
    };
    line(top, style.borderTopColor, { ...box, height: top });
    line(bottom, style.borderBottomColor, {
      ...box,
      y: box.y + box.height - bottom,
      height: bottom,
    });
    line(left, style.borderLeftColor, { ...box, width: left });
    line(right, style.borderRightColor, { ...box, x: box.x + box.width - right, width: right });
    return marks;
  }

  /** An outline with a meaning; that of what has the focus says nothing of the drawing. */
  #outlineOf(
    element: HTMLElement,
    style: CSSStyleDeclaration,
    { x, y, width, height }: Box,
    opacity: number,
  ): readonly BoxMark[] {
    const strokeWidth = numberOf(style.outlineWidth, 0);
    const isDrawn = style.outlineStyle !== 'none' && strokeWidth > 0 && !element.matches(':focus');
    const stroke = isDrawn ? colourOf(style.outlineColor) : null;
    if (stroke === null) return [];
    const out = numberOf(style.outlineOffset, 0) + strokeWidth / 2;
    const isWhole = style.outlineStyle === 'solid';
    const paint = { ...plain(null, opacity), stroke, strokeWidth, dashes: isWhole ? [] : [1, 2] };
    const box = { x: x - out, y: y - out, width: width + 2 * out, height: height + 2 * out };
    const radius = numberOf(style.borderTopLeftRadius, 0);
    return [{ kind: 'box', box, radius, paint, transform: null, clip: null }];
  }

  /** A run for each line that the text is broken into. */
  textOf(node: Text, style: CSSStyleDeclaration, opacity: number): readonly TextMark[] {
    const lines: { text: string; box: DOMRect }[] = [];
    const range = document.createRange();
    for (const word of node.data.matchAll(/\S+/g)) {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const box = range.getBoundingClientRect();
      if (box.width === 0) continue;
      const last = lines.at(-1);
      if (last && Math.abs(last.box.top - box.top) < 2) {
        last.text += ` ${word[0]}`;
        last.box = new DOMRect(last.box.left, last.box.top, box.right - last.box.left, box.height);
      } else lines.push({ text: word[0], box });
    }
    const paint = plain(colourOf(style.color), opacity);
    return lines.map(({ text, box }) => ({
      kind: 'text',
      text,
      x: box.left - this.#left,
      y: box.top - this.#top + ascentOf(style, box.height),
      width: box.width,
      ...typeOf(style),
      paint,
      transform: null,
      clip: null,
    }));
  }

  /** A run for each stretch of one type, where its first sign stands. */
  svgTextOf(element: SVGTextElement, opacity: number): readonly TextMark[] {
    const marks: TextMark[] = [];
    const transform = this.placeOf(element);
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let at = 0;
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = (node as Text).data;
      const parent = node.parentElement;
      const count = Math.min(text.length, element.getNumberOfChars() - at);
      // Its title is not drawn, and its signs are not counted.
      if (parent === null || parent.closest('title, desc') || count <= 0) continue;
      const style = getComputedStyle(parent);
      const paint = paintOfShape(
        style,
        opacity * ((parent as Element) === element ? 1 : numberOf(style.opacity, 1)),
      );
      if (
        paint !== null &&
        text.trim() !== '' &&
        style.visibility === 'visible' &&
        !parent.closest('.unseen')
      ) {
        const extent = element.getExtentOfChar(at);
        const y = extent.y + ascentOf(style, extent.height);
        const width = element.getSubStringLength(at, count);
        marks.push({
          kind: 'text',
          text,
          x: extent.x,
          y,
          width,
          ...typeOf(style),
          paint,
          transform,
          clip: null,
        });
      }
      at += count;
    }
    return marks;
  }
}
