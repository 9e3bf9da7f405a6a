// Text of the user's inside text of ours: it may be written from right to left, and it may hold controls that turn the
// rest of a line around (Unicode Standard Annex #9; Boucher & Anderson 2023, "Trojan Source").

/** Marks, embeddings, overrides and isolates of the bidirectional algorithm. */
const controls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const allButPairs = /[\u061c\u200e\u200f\u202a-\u202e\u2066\u2067]/g;

/** Letters that are written from right to left. */
const rightToLeft =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

const open = '\u2068';
const close = '\u2069';

/** The text with its controls made visible: `abc⟨U+202E⟩def`. Isolates that are closed turn nothing around, and stay. */
export function legible(text: string): string {
  return text.replace(isPaired(text) ? allButPairs : controls, codePointOf);
}

/** The same, and apart from what stands beside it: numbers and marks keep their places. */
export function isolated(text: string): string {
  const shown = legible(text);
  return rightToLeft.test(shown) ? open + shown + close : shown;
}

function codePointOf(control: string): string {
  return `⟨U+${control.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

/** Every isolate that is opened is closed, and no other. */
function isPaired(text: string): boolean {
  let depth = 0;
  for (const mark of text.replace(allButPairs, '')) {
    if (mark === open) depth += 1;
    else if (mark === close) depth -= 1;
    if (depth < 0) return false;
  }
  // An isolate of a set direction would be closed by what closes the others.
  return depth === 0 && !/[\u2066\u2067]/.test(text);
}
