// The key=value text of addresses, read and written without a page.

/** What a text says of each key. */
export interface Query {
  /** The first value of every key. */
  readonly values: ReadonlyMap<string, string>;
  /** Keys that stand there more than once. */
  readonly repeated: ReadonlySet<string>;
}

/** Escapes that make no sense are left as they stand. Never throws. */
export function parseQuery(text: string): Query {
  const values = new Map<string, string>();
  const repeated = new Set<string>();
  for (const part of text.replace(/^[?#]/, '').split('&')) {
    const equals = part.indexOf('=');
    const key = unescaped(equals < 0 ? part : part.slice(0, equals));
    if (key === '') continue;
    if (values.has(key)) repeated.add(key);
    else values.set(key, equals < 0 ? '' : unescaped(part.slice(equals + 1)));
  }
  return { values, repeated };
}

/** Characters that are safe after `#` stay readable: beats and quantities look as they do on the page. */
export function writeQuery(pairs: Iterable<readonly [key: string, value: string]>): string {
  return [...pairs].map(([key, value]) => `${escaped(key)}=${escaped(value)}`).join('&');
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function escaped(text: string): string {
  return encodeURIComponent(text).replace(/%(40|2C|3A|2F)/g, (code) => decodeURIComponent(code));
}
