// A whole number of any size: in groups of three digits, as the catalogue writes them, while it can be read, as a power of ten beyond.

const grouped = 1_000_000_000_000n;

/** `text`: as it is shown; `exact`: every digit, where the text leaves some out. */
export function countText(count: number | bigint): { text: string; exact: string | null } {
  const whole = BigInt(count);
  const digits = String(whole).replace(/\B(?=(\d{3})+$)/g, ',');
  if (whole < grouped) return { text: digits, exact: null };
  const power = String(whole).length - 1;
  const leading = Number(whole / 10n ** BigInt(power - 3)) / 1000;
  const raised = [...String(power)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(Number(digit))).join('');
  return { text: `${leading.toFixed(2)} · 10${raised}`, exact: digits };
}
