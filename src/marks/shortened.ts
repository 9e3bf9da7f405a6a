// Words of the data where there is little room: a beginning that fits, cut between characters as people see them.

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Widths in parts of the type size, on the safe side. */
const letterWidth = 0.64;
const wideWidth = 1.3;

/** The text, or as much of it as fits into `room` px at `type` px, and an ellipsis; at least one character. */
export function shortened(text: string, room: number, type: number): string {
  let width = 0;
  let kept = '';
  for (const { segment, index } of segmenter.segment(text)) {
    // Ideographs and pictures stand behind the alphabets.
    const isWide = (segment.codePointAt(0) ?? 0) >= 0x1100;
    width += type * (isWide ? wideWidth : letterWidth);
    const upToHere = text.slice(0, index + segment.length);
    if (width > room) {
      const shown = kept || upToHere;
      return shown === text ? text : `${shown}…`;
    }
    // What is kept leaves room for the ellipsis.
    if (width + type * wideWidth <= room) kept = upToHere;
  }
  return text;
}
