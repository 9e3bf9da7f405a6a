// How large KaTeX itself makes a formula, in em of its type: read from the tree that it draws from, without a page.

import katex from 'katex';

interface Node {
  readonly classes?: readonly string[];
  readonly children?: readonly Node[];
  readonly style?: Readonly<Record<string, string | undefined>>;
  readonly width?: number;
  readonly italic?: number;
  readonly text?: string;
  readonly height?: number;
  readonly depth?: number;
}

interface TreeBuilder {
  __renderToHTMLTree(tex: string, options: katex.KatexOptions): Node;
}

export function katexSize(tex: string): { readonly width: number; readonly height: number } {
  const line = lineOf(tex);
  return { width: widthOf(line), height: (line.height ?? 0) + (line.depth ?? 0) };
}

function lineOf(tex: string): Node {
  const options = { displayMode: true, trust: true, strict: false } as const;
  const line = lineIn((katex as unknown as TreeBuilder).__renderToHTMLTree(tex, options));
  if (!line) throw new Error(`KaTeX draws nothing of ${tex}`);
  return line;
}

/** Class names, with or without KaTeX's own prefix. */
function namesOf({ classes = [] }: Node): readonly string[] {
  return classes.map((name) => name.replace(/^katex-/, ''));
}

function lineIn(node: Node): Node | undefined {
  if (namesOf(node).includes('html')) return node;
  return node.children?.map(lineIn).find(Boolean);
}

/** KaTeX's sizes of type, from \tiny to \Huge. */
const sizes = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.44, 1.728, 2.074, 2.488];

/** An index is set smaller: `reset-size6 size3`. */
function scaleOf(classes: readonly string[]): number {
  if (!classes.includes('sizing')) return 1;
  const numbers = classes.map((name) => /^(?:reset-)?size(\d+)$/.exec(name)?.[1]).filter(Boolean);
  const [from = 6, to = 6] = numbers.map(Number);
  return (sizes[to - 1] ?? 1) / (sizes[from - 1] ?? 1);
}

const em = (length: unknown): number => Number.parseFloat(String(length ?? 0)) || 0;

/** These take no room beside their neighbours. */
const without = ['strut', 'pstrut', 'vlist-s', 'frac-line', 'accent-body', 'mathml', 'hide-tail'];

function widthOf(node: Node): number {
  const { children = [], style = {} } = node;
  const classes = namesOf(node);
  if (without.some((name) => classes.includes(name))) return 0;
  const beside = em(style.marginLeft) + em(style.marginRight) + em(style.paddingLeft);
  if (node.text !== undefined) return textWidth(node, node.text);
  if (classes.includes('nulldelimiter')) return 0.12;
  const own = em(style.width);
  const parts = children.map(widthOf);
  const isStacked = ['vlist', 'vlist-t'].some((name) => classes.includes(name));
  const inner = isStacked ? Math.max(0, ...parts) : parts.reduce((sum, part) => sum + part, 0);
  return beside + (own > 0 ? own : inner * scaleOf(classes));
}

const letters = new Map<string, number>();

/** Upright letters and digits that follow one another are one text, of which KaTeX knows the first letter's width. */
function textWidth({ width = 0, italic = 0 }: Node, text: string): number {
  if (text.length === 1) return width + italic;
  return [...text].reduce((sum, letter) => {
    const known = letters.get(letter) ?? widthOf(lineOf(`\\mathrm{${letter}}`));
    letters.set(letter, known);
    return sum + known;
  }, 0);
}
