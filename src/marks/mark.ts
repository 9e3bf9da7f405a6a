// A drawing as plain data: shapes with their geometry and their paint, texts with their type. Everything is in px, y down.

/** [a b c d e f] as in SVG: x′ = a·x + c·y + e, y′ = b·x + d·y + f. */
export type Transform = readonly [number, number, number, number, number, number];

export interface Paint {
  /** #rrggbb or rgba(…); null: none. */
  readonly fill: string | null;
  readonly stroke: string | null;
  readonly strokeWidth: number;
  /** Lengths of dash and gap; empty: a whole line. */
  readonly dashes: readonly number[];
  readonly cap: 'butt' | 'round' | 'square';
  /** The stroke lies below the fill: a halo that keeps a text apart from lines behind it. */
  readonly strokeFirst: boolean;
  /** 0 … 1 */
  readonly opacity: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What is drawn is moved by the transform; `clip`, in the coordinates of the drawing, is all that is seen of it. */
interface Placed {
  readonly paint: Paint;
  readonly transform: Transform | null;
  readonly clip: Box | null;
}

export interface PathMark extends Placed {
  readonly kind: 'path';
  /** As in the attribute d. */
  readonly d: string;
}

export interface BoxMark extends Placed {
  readonly kind: 'box';
  readonly box: Box;
  readonly radius: number;
}

export interface EllipseMark extends Placed {
  readonly kind: 'ellipse';
  readonly cx: number;
  readonly cy: number;
  readonly rx: number;
  readonly ry: number;
}

/** One run of one type, from the left end of its baseline. */
export interface TextMark extends Placed {
  readonly kind: 'text';
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** As wide as it is drawn: another typeface in its place keeps to it. */
  readonly width: number;
  readonly size: number;
  readonly family: string;
  readonly weight: string;
  readonly italic: boolean;
}

/** A picture of points, as a data: address. */
export interface ImageMark extends Placed {
  readonly kind: 'image';
  readonly box: Box;
  readonly href: string;
}

export type Mark = PathMark | BoxMark | EllipseMark | TextMark | ImageMark;
