// Where a text stops being JSON (RFC 8259): engines word their complaints differently, and some name no place.

const token =
  /[ \t\n\r]*(?:([{}[\],:"])|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-]))/y;
// A text is read piece by piece: one expression over a long one would exhaust the stack.
// No control character but those from U+007F on.
const piece = /[^"\\\p{Cc}]+|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/uy;

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end' | 'nothing';

/** How many characters are searched: a second's work at most. */
const searched = 1_000_000;

/**
 * Line and column (from 1) of the first place that cannot stand there, the end where the text breaks off;
 * both 0 where the place lies far into a very long text.
 */
export function jsonMistake(text: string): { readonly line: number; readonly column: number } {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let at = 0;
  for (;;) {
    token.lastIndex = at;
    const match = token.exec(text);
    if (!match) break;
    const isString = match[1] === '"';
    const end = isString ? endOfString(text, token.lastIndex) : token.lastIndex;
    const next = after(expected, isString ? undefined : match[1], isString, open);
    if (next === null || end === null) break;
    expected = next;
    at = end;
    if (at > searched) return { line: 0, column: 0 };
  }
  const start = at + (/^[ \t\n\r]*/.exec(text.slice(at))?.[0].length ?? 0);
  const lines = text.slice(0, start).split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

/** After the closing quote of the text that begins at `at`; null where it is no text or has no end. */
function endOfString(text: string, at: number): number | null {
  let end = at;
  for (piece.lastIndex = end; piece.test(text); ) end = piece.lastIndex;
  return text[end] === '"' ? end + 1 : null;
}

/** What may come after a token (a mark, or else a plain value); null where the token itself may not come. */
function after(
  expected: Expected,
  found: string | undefined,
  isString: boolean,
  open: ('{' | '[')[],
): Expected | null {
  const closed = (): Expected => {
    open.pop();
    return open.length === 0 ? 'nothing' : ', or end';
  };
  const isKey = expected === 'key' || expected === 'key or }';
  const isValue = expected === 'value' || expected === 'value or ]';
  switch (found) {
    case undefined:
      if (isKey) return isString ? ':' : null;
      if (!isValue) return null;
      return open.length === 0 ? 'nothing' : ', or end';
    case '{':
    case '[':
      if (!isValue) return null;
      open.push(found);
      return found === '{' ? 'key or }' : 'value or ]';
    case '}':
    case ']': {
      const [bracket, empty] = found === '}' ? ['{', 'key or }'] : ['[', 'value or ]'];
      const may = expected === empty || (expected === ', or end' && open.at(-1) === bracket);
      return may ? closed() : null;
    }
    case ':':
      return expected === ':' ? 'value' : null;
    default:
      if (expected !== ', or end') return null;
      return open.at(-1) === '{' ? 'key' : 'value';
  }
}
