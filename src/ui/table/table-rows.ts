// A table of the page as rows of text, for other programs: what is seen in it, and nothing that only a screen reader finds.

/** The table that stands before an element, or in what stands before it. */
export function tableBefore(element: Element): HTMLTableElement | null {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    for (let before = at.previousElementSibling; before; before = before.previousElementSibling) {
      if (before instanceof HTMLTableElement) return before;
      const inside = [...before.querySelectorAll('table')].at(-1);
      if (inside) return inside;
    }
  }
  return null;
}

export function rowsOfTable(table: HTMLTableElement): readonly (readonly string[])[] {
  return [...table.rows].map((row) => [...row.cells].flatMap(textsOf));
}

/** As many as the cell has columns; the first has the text. */
function textsOf(cell: HTMLTableCellElement): readonly string[] {
  const rest = Array.from({ length: cell.colSpan - 1 }, () => '');
  return [legibleFor(textOf(cell)), ...rest];
}

function textOf(node: Node): string {
  if (node instanceof Text) return node.data;
  if (node instanceof Element && node.matches('.unseen, svg, input, select')) return '';
  return [...node.childNodes].map(textOf).join('');
}

/** Other programs read a hyphen as the sign of a number, and no true minus. */
function legibleFor(text: string): string {
  const plain = text.replaceAll(/\s+/g, ' ').trim();
  const isNumbers = /^[\s\d.,eE+−-]+$/.test(plain);
  return isNumbers ? plain.replaceAll('−', '-') : plain;
}

/** What a spreadsheet would carry out: words come from files and links. A number with its sign is none. */
export const formulaLike = /^[=@\t\r]|^[+-](?!(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$|∞$)/i;
