// Reads what is drawn on the page into marks: SVG shapes with their paint, boxes and texts of HTML beside them.
// What is whole counts, and not what of it is scrolled into sight.

import type { Box, Mark, Paint, Transform } from '#marks/mark.ts';
import { numberOf, Pen, paintOfShape } from './read-paint.ts';

/** What is on the page and in no figure: fields, what only a screen reader finds, what says so. */
const leftOut =
  'input, select, textarea, option, dialog, title, desc, clipPath, defs, .unseen, [data-figure="no"]';

/** The marks of an element and of all that is in it, from its upper left corner; `without`: what else is left out. */
export function readMarks(root: Element, without: string | null = null): readonly Mark[] {
  const { left, top } = root.getBoundingClientRect();
  const pen = new Pen(left, top);
  const marks: Mark[] = [];
  const visit = (element: Element, above: number): void => {
    const style = getComputedStyle(element);
    if (element.matches(leftOut) || style.display === 'none') return;
    if (without !== null && element.matches(without)) return;
    const opacity = above * numberOf(style.opacity, 1);
    if (opacity === 0) return;
    if (style.visibility === 'visible') marks.push(...ownMarks(element, style, opacity, pen));
    if (element instanceof SVGTextElement) return;
    for (const child of element.childNodes) {
      if (child instanceof Element) visit(child, opacity);
      else if (child instanceof Text && element instanceof HTMLElement) {
        if (style.visibility === 'visible') marks.push(...pen.textOf(child, style, opacity));
      }
    }
  };
  visit(root, 1);
  return marks;
}

function ownMarks(
  element: Element,
  style: CSSStyleDeclaration,
  opacity: number,
  pen: Pen,
): readonly Mark[] {
  if (element instanceof HTMLCanvasElement) return pen.imageOf(element, opacity);
  if (element instanceof HTMLElement) return pen.boxesOf(element, style, opacity);
  if (element instanceof SVGTextElement) return pen.svgTextOf(element, opacity);
  if (element instanceof SVGGeometryElement) {
    const paint = paintOfShape(style, opacity);
    const mark = paint && shapeOf(element, paint, pen);
    return mark ? [mark] : [];
  }
  return [];
}

function shapeOf(element: SVGGeometryElement, paint: Paint, pen: Pen): Mark | null {
  const placed = { paint, transform: pen.placeOf(element), clip: clipOf(element, pen) };
  const at = (name: string): number => numberOf(element.getAttribute(name), 0);
  if (element instanceof SVGPathElement) {
    const d = element.getAttribute('d') ?? '';
    return d === '' ? null : { kind: 'path', d, ...placed };
  }
  if (element instanceof SVGRectElement) {
    const box = { x: at('x'), y: at('y'), width: at('width'), height: at('height') };
    return { kind: 'box', box, radius: at('rx'), ...placed };
  }
  if (element instanceof SVGCircleElement) {
    const r = at('r');
    return { kind: 'ellipse', cx: at('cx'), cy: at('cy'), rx: r, ry: r, ...placed };
  }
  if (element instanceof SVGLineElement) {
    const d = `M${at('x1')},${at('y1')}L${at('x2')},${at('y2')}`;
    return { kind: 'path', d, ...placed };
  }
  if (element instanceof SVGPolylineElement || element instanceof SVGPolygonElement) {
    const points = [...element.points].map(({ x, y }) => `${x},${y}`).join('L');
    const end = element instanceof SVGPolygonElement ? 'Z' : '';
    return points === '' ? null : { kind: 'path', d: `M${points}${end}`, ...placed };
  }
  return null;
}

/** The rectangle that a clip of the element, or of a group around it, leaves. */
function clipOf(element: SVGGraphicsElement, pen: Pen): Box | null {
  const clipped = element.closest('[clip-path]');
  const id = /^url\(["']?#([^"')]+)/.exec(clipped?.getAttribute('clip-path') ?? '')?.[1];
  const rect = id && clipped?.ownerDocument.getElementById(id)?.querySelector('rect');
  if (!rect || !(clipped instanceof SVGGraphicsElement)) return null;
  const at = (name: string): number => numberOf(rect.getAttribute(name), 0);
  const [a, b, c, d, e, f]: Transform = pen.placeOf(clipped) ?? [1, 0, 0, 1, 0, 0];
  const [x, y, width, height] = [at('x'), at('y'), at('width'), at('height')];
  return { x: a * x + c * y + e, y: b * x + d * y + f, width: width * a, height: height * d };
}

/** What all the marks cover, as the page measures it; empty where there is none. */
export function boxOfDrawing(root: Element): Box {
  const { left, top } = root.getBoundingClientRect();
  let [x0, y0, x1, y1] = [0, 0, 0, 0];
  for (const element of root.querySelectorAll('*')) {
    if (element.matches(leftOut) || element.closest(leftOut) || !isSeen(element)) continue;
    const box = element.getBoundingClientRect();
    if (box.width === 0 && box.height === 0) continue;
    x0 = Math.min(x0, box.left - left);
    y0 = Math.min(y0, box.top - top);
    x1 = Math.max(x1, box.right - left);
    y1 = Math.max(y1, box.bottom - top);
  }
  return { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
}

function isSeen(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
}
