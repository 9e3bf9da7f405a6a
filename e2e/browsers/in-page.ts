// What the smoke test does and reads in a page: functions that need nothing around them, because they run there.

/** The formulas as they are seen, letter by letter. */
export function readFormulas(): readonly string[] {
  return Array.from(document.querySelectorAll('.tex .katex-html'), (one) => one.textContent ?? '');
}

export function goTo(hash: string): void {
  location.hash = hash;
}

/** Whether there is a field for the number of what is selected; it then has the focus and is selected whole. */
export function takeWeightField(): boolean {
  const field = document.querySelector<HTMLInputElement>('.inspector [role=spinbutton]');
  field?.focus();
  field?.select();
  return field !== null;
}

export function focusTimeline(): void {
  document.querySelector<HTMLElement>('input[type=range]')?.focus();
}

/** How far the first letter of a text is from where the text is set, in parts of the letter's height. */
export interface Offset {
  readonly text: string;
  readonly offset: number;
}

/** Of every text made of pieces that is to be centred on its height. */
export function readOffsets(): readonly Offset[] {
  return Array.from(document.querySelectorAll<SVGTextElement>('svg text'))
    .filter((text) => text.querySelector('tspan') !== null && text.getNumberOfChars() > 0)
    .filter((text) => getComputedStyle(text).dominantBaseline === 'central')
    .map((text) => {
      const letter = text.getExtentOfChar(0);
      const middle = letter.y + letter.height / 2;
      const set = Number(text.getAttribute('y') ?? 0);
      return { text: text.textContent ?? '', offset: (middle - set) / letter.height };
    });
}
