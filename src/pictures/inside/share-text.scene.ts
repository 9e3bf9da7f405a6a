// A share of a whole in per cent: always one decimal of the exact share, so that what is read adds up to what is meant.

const minus = '\u2212';

/** A share too small for its decimal is 0.0 % or −0.0 %; `0 %` is the exact zero alone. */
export function shareText(share: number): string {
  if (share === 0) return '0\u00a0%';
  const text = (100 * Math.abs(share)).toFixed(1);
  return `${share < 0 ? minus : ''}${text}\u00a0%`;
}
