// One letter of a notation, as it is written in a file (`W_xh`, `U^f`, `ŷ`), and how it is set.

/** A letter with an accent at most, and what stands below and above it; both may be empty. */
export interface Letter {
  readonly letter: string;
  readonly below: string;
  readonly above: string;
}

/** Latin, Greek, ℒ and ℓ, with at most one accent; then at most `_index` and `^index` of up to twelve letters and digits. */
const pattern =
  /^(?<letter>[A-Za-z\u0391-\u03a1\u03a3-\u03a9\u03b1-\u03c9ℒℓ][\u0302\u0303\u0304\u0307]?)(?:_(?<below>[A-Za-z0-9]{1,12}))?(?:\^(?<above>[A-Za-z0-9]{1,12}))?$/u;

/** null for a text that is no letter. */
export function letterFrom(text: string): Letter | null {
  const groups = pattern.exec(text.normalize('NFD'))?.groups;
  if (!groups) return null;
  const { letter = '', below = '', above = '' } = groups;
  return { letter: letter.normalize('NFC'), below, above };
}

/** The letter of a name: its first part, with the rest below it. For names that no notation lists. */
export function letterOfName(name: string): Letter {
  const [letter = name, ...rest] = name.split('_');
  return { letter, below: rest.join('_'), above: '' };
}

/** As it stands in a file: `W_xh`. */
export function letterText({ letter, below, above }: Letter): string {
  return `${letter}${below && `_${below}`}${above && `^${above}`}`;
}
