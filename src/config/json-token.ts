// The tokens of a JSON text (RFC 8259): where each ends. Every function takes a text and a place (from 0) in it.
// A text may have twenty million characters, so nothing here makes an object or looks at one twice.

const quote = 34;
const backslash = 92;
const comma = 44;

/** The next place that is no white space; the end of the text where there is none. */
export function afterSpace(text: string, at: number): number {
  for (let next = at; ; next++) {
    const code = text.charCodeAt(next);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return next;
  }
}

/** After the closing quote of the text that begins at `at`; −1 where it is no text or has no end. */
export function afterString(text: string, at: number): number {
  for (let next = at + 1; next < text.length; next++) {
    const code = text.charCodeAt(next);
    if (code === quote) return next + 1;
    if (code < 32) return -1;
    if (code !== backslash) continue;
    next += escapeLength(text, next + 1);
    if (next < at) return -1;
  }
  return -1;
}

/** Characters of an escape after its backslash; far below zero where it is none. */
function escapeLength(text: string, at: number): number {
  if (text[at] !== 'u') return '"\\/bfnrt'.includes(text[at] ?? ' ') ? 1 : Number.NEGATIVE_INFINITY;
  for (let i = 1; i <= 4; i++) if (!isHex(text.charCodeAt(at + i))) return Number.NEGATIVE_INFINITY;
  return 5;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isHex(code: number): boolean {
  return isDigit(code) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
}

/** After the number that begins at `at`; −1 where none does, as in `01`, `1.` or `+1`. */
export function afterNumber(text: string, at: number): number {
  const whole = text[at] === '-' ? at + 1 : at;
  let next = text[whole] === '0' ? whole + 1 : afterDigits(text, whole);
  if (next === whole) return -1;
  if (text[next] === '.') {
    const fraction = next + 1;
    next = afterDigits(text, fraction);
    if (next === fraction) return -1;
  }
  if (text[next] === 'e' || text[next] === 'E') {
    const sign = text[next + 1];
    const power = sign === '+' || sign === '-' ? next + 2 : next + 1;
    next = afterDigits(text, power);
    if (next === power) return -1;
  }
  return endsWord(text, next) ? next : -1;
}

function afterDigits(text: string, at: number): number {
  let next = at;
  while (isDigit(text.charCodeAt(next))) next++;
  return next;
}

/** After `true`, `false` or `null`; −1 where none of them stands there. */
export function afterWord(text: string, at: number): number {
  for (const word of ['true', 'false', 'null']) {
    if (text.startsWith(word, at)) {
      return endsWord(text, at + word.length) ? at + word.length : -1;
    }
  }
  return -1;
}

/** Nothing that a number or a word could go on with. */
function endsWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return !(isDigit(code) || (code >= 43 && code <= 46 && code !== comma) || isLetter(code));
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
}

/** Line and column (from 1) of a place. */
export function lineAndColumn(
  text: string,
  at: number,
): { readonly line: number; readonly column: number } {
  let line = 1;
  let start = 0;
  for (let i = 0; i < at; i++) {
    if (text.charCodeAt(i) !== 10) continue;
    line += 1;
    start = i + 1;
  }
  return { line, column: at - start + 1 };
}
