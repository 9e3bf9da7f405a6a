// The string writer: whatever is in the marks, the file is well-formed and stands alone.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Mark, Paint } from '#marks/mark.ts';
import { escaped, type Figure, svgOf } from './svg.ts';

const paint: Paint = {
  fill: '#123456',
  stroke: null,
  strokeWidth: 0,
  dashes: [],
  cap: 'butt',
  strokeFirst: false,
  opacity: 1,
};
const placed = { paint, transform: null, clip: null };
const text = (words: string): Mark => ({
  kind: 'text',
  text: words,
  x: 1,
  y: 2,
  width: 30,
  size: 12,
  family: 'serif',
  weight: '400',
  italic: false,
  ...placed,
});
const figure = (marks: readonly Mark[], told: Partial<Figure> = {}): string =>
  svgOf({
    marks,
    box: { x: 0, y: 0, width: 100, height: 50 },
    ground: '#ffffff',
    ink: '#000000',
    title: 'A title',
    description: 'What is seen',
    link: 'https://example.org/#v=1&beat=3',
    ...told,
  });

/** Tags, attributes and text of well-formed XML without comments or sections; throws where it is none. */
function parsed(xml: string): {
  readonly tags: readonly string[];
  readonly texts: readonly string[];
} {
  const open: string[] = [];
  const tags: string[] = [];
  const texts: string[] = [];
  const pieces = xml.split(/(<[^>]*>)/);
  for (const piece of pieces) {
    if (piece.startsWith('</')) {
      if (open.pop() !== piece.slice(2, -1)) throw new Error(`closed too early: ${piece}`);
    } else if (piece.startsWith('<')) {
      const found =
        /^<([a-zA-Z]+)((?:\s+[\w:-]+="[^"<&]*(?:&(?:amp|lt|gt|quot|#39);[^"<&]*)*")*)\s*(\/?)>$/.exec(
          piece,
        );
      if (!found) throw new Error(`no tag: ${piece}`);
      tags.push(found[1] ?? '');
      if (found[3] === '') open.push(found[1] ?? '');
    } else {
      if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(piece)) throw new Error(`no text: ${piece}`);
      texts.push(piece);
    }
  }
  if (open.length > 0) throw new Error(`left open: ${open}`);
  return { tags, texts };
}

const meant = (xml: string): string =>
  xml
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');

test('any words in any place leave the file well-formed, and come back as they were', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (words, title) => {
      const { tags, texts } = parsed(
        figure([text(words)], { title, description: words, link: title }),
      );
      expect(tags).not.toContain('script');
      expect(meant(texts.join(''))).toContain(meant(escaped(words)));
    }),
  );
});

test.each([
  '</text><script>alert(1)</script>',
  '" onload="alert(1)',
  ']]>',
  '&lt;',
  '\u0000\ud800',
])('hostile words are words: %j', (words) => {
  const { tags } = parsed(figure([text(words)], { title: words }));
  expect(tags).toEqual(['svg', 'title', 'desc', 'metadata', 'rect', 'g', 'text', 'text']);
});

test('it tells title, description and link, and refers to nothing outside', () => {
  const xml = figure([text('h')]);
  expect(xml).toContain('<title id="title">A title</title>');
  expect(xml).toContain('<desc id="description">What is seen</desc>');
  expect(xml).toContain('<metadata>https://example.org/#v=1&amp;beat=3</metadata>');
  expect(xml).not.toMatch(/foreignObject|@import|(?:href|src)="(?!data:)|url\((?!#)|class=|style=/);
});

test('shapes keep their geometry and their paint', () => {
  const stroke = {
    ...paint,
    fill: null,
    stroke: '#ff0000',
    strokeWidth: 2,
    dashes: [2, 3],
    opacity: 0.5,
  };
  const xml = figure([
    { kind: 'path', d: 'M0,0L9,9', ...placed, paint: stroke, transform: [1, 0, 0, 1, 5, 6] },
    {
      kind: 'box',
      box: { x: 1, y: 2, width: 3, height: 4 },
      radius: 2,
      ...placed,
      clip: { x: 0, y: 0, width: 9, height: 9 },
    },
    { kind: 'ellipse', cx: 1, cy: 2, rx: 3, ry: 3, ...placed },
  ]);
  expect(xml).toContain(
    '<path d="M0,0L9,9" fill="none" stroke="#ff0000" stroke-width="2" stroke-dasharray="2 3" opacity="0.5" transform="matrix(1 0 0 1 5 6)"/>',
  );
  expect(xml).toContain('<clipPath id="c1"><rect x="0" y="0" width="9" height="9"/></clipPath>');
  expect(xml).toContain(
    '<g clip-path="url(#c1)"><rect x="1" y="2" width="3" height="4" rx="2" fill="#123456"/></g>',
  );
  expect(xml).toContain('<ellipse cx="1" cy="2" rx="3" ry="3" fill="#123456"/>');
});
