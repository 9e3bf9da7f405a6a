// A part of the page as a figure, in the colours that are asked for; the page itself is as it was before anybody sees it.

import { failure, type Result, success } from '#base/result.ts';
import { type Figure, sizeOfFigure, svgOf } from '#export/svg.ts';
import type { Writing } from '#expression/symbol.ts';
import type { Moment } from '#ui/moment.ts';
import { sentenceOf } from '#words/sentence.ts';
import type { Translate } from '#words/translate.ts';
import { boxOfDrawing, readMarks } from './read-marks.ts';

export const figureColours = ['light', 'dark', 'print'] as const;
export type FigureColours = (typeof figureColours)[number];

export interface FigureWish extends Pick<Figure, 'title' | 'description' | 'link'> {
  readonly root: Element;
  readonly colours: FigureColours;
}

/** Title and description of a moment, for who does not see it; `name`: what of it is in the figure. */
export function toldAbout(
  { trace, beats, position }: Pick<Moment, 'trace' | 'beats' | 'position'>,
  name: string,
  translate: Translate,
  writing: Writing,
): Pick<Figure, 'title' | 'description'> {
  const beat = beats[position];
  const sentence = beat && sentenceOf(trace, beat, translate, writing);
  const place = { beat: position + 1, beats: beats.length };
  return {
    title: translate('figure.title', { title: trace.experiment.title, name, ...place }),
    description: sentence ? `${sentence.title}. ${sentence.sentence}` : translate('figure.before'),
  };
}

/** The text of an SVG file. */
export function figureSvg(wish: FigureWish): string {
  return svgOf(figureOf(wish));
}

function figureOf({ root, colours, ...told }: FigureWish): Figure {
  return inColours(colours, () =>
    unscrolled(root, () => {
      const { backgroundColor, color } = getComputedStyle(document.documentElement);
      return {
        ...told,
        marks: readMarks(root, colours === 'print' ? '.band' : null),
        box: boxOfDrawing(root),
        ground: backgroundColor,
        ink: color,
      };
    }),
  );
}

/** Read at once, before the browser paints: nobody sees the page change its colours and change back. */
function inColours<T>(colours: FigureColours, read: () => T): T {
  const { dataset } = document.documentElement;
  const before = dataset.theme;
  dataset.theme = colours === 'dark' ? 'dark' : 'light';
  // What moves slowly from one colour to another would be read on its way.
  dataset.reading = '';
  try {
    return read();
  } finally {
    if (before === undefined) delete dataset.theme;
    else dataset.theme = before;
    delete dataset.reading;
  }
}

function unscrolled<T>(root: Element, read: () => T): T {
  const scrolled = [root, ...root.querySelectorAll('*')]
    .filter(({ scrollLeft, scrollTop }) => scrollLeft !== 0 || scrollTop !== 0)
    .map((element) => ({ element, left: element.scrollLeft, top: element.scrollTop }));
  for (const { element } of scrolled) element.scrollTo({ left: 0, top: 0, behavior: 'instant' });
  try {
    return read();
  } finally {
    for (const { element, left, top } of scrolled) {
      element.scrollTo({ left, top, behavior: 'instant' });
    }
  }
}

/** Larger canvases are not drawn everywhere, or come out empty; points a side, and all together. */
const longestSide = 8_192;
const mostPoints = 2 ** 25;

/** The same as points, `scale` a px each way; refused where that is more than a browser draws. */
export async function figurePng(wish: FigureWish, scale: number): Promise<Result<Blob>> {
  const figure = figureOf(wish);
  const text = svgOf(figure);
  const size = sizeOfFigure(figure);
  const [width, height] = [size.width * scale, size.height * scale];
  if (Math.max(width, height) > longestSide || width * height > mostPoints) {
    return failure('figure-too-large', '', {
      width,
      height,
      max: longestSide,
      all: Math.floor(mostPoints / 1e6),
    });
  }
  const address = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    canvas.getContext('2d')?.drawImage(image, 0, 0, width, height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    return blob === null ? failure('figure-not-drawn', '') : success(blob);
  } catch {
    return failure('figure-not-drawn', '');
  } finally {
    URL.revokeObjectURL(address);
  }
}
