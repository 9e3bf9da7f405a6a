// The key=value text of addresses, read and written without a page.

/** The first value of every key; escapes that make no sense are left as they stand. Never throws. */
export function parseQuery(text: string): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  for (const part of text.replace(/^[?#]/, '').split('&')) {
    const equals = part.indexOf('=');
    const key = unescaped(equals < 0 ? part : part.slice(0, equals));
    if (key !== '' && !pairs.has(key)) {
      pairs.set(key, equals < 0 ? '' : unescaped(part.slice(equals + 1)));
    }
  }
  return pairs;
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
