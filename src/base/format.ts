// Numbers as the screen shows them: three significant digits, a true minus sign, no trailing noise.

const MINUS = '\u2212';

/** Three significant digits; powers of ten outside 0.001 … 99 999; `0` only for an exact zero. */
export function formatNumber(value: number, digits = 3): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text =
    size >= 1e-3 && size < 1e5
      ? plain(size, digits)
      : size
          .toExponential(digits - 1)
          .replace('e+', 'e')
          .replace('e-', `e${MINUS}`);
  return value < 0 ? MINUS + text : text;
}

/**
 * At most `decimals` decimals, without the leading zero: for the small cells of a strip (.71, −.04, 1.24).
 * A number too small for them is .00 or −.00; `0` is the exact zero alone.
 */
export function formatCell(value: number, decimals = 2): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 100) return formatNumber(value, 2);
  const text = size.toFixed(size >= 10 ? 1 : decimals).replace(/^0\./, '.');
  return value < 0 ? MINUS + text : text;
}

/**
 * The fullest writing of a cell that is at most `ems` wide: two decimals, one, none, a power of ten; empty where
 * even that would be cut. A digit fewer rounds the number, and never makes a zero of it.
 */
export function formatWithin(value: number, ems: number): string {
  const texts = [2, 1].map((decimals) => formatCell(value, decimals));
  const whole = formatWhole(value);
  const fits = [...texts, whole, formatNumber(value, 1)].find(
    (text, i) => emsOf(text) <= ems && (i === 0 || !isZero(text) || value === 0),
  );
  return fits ?? '';
}

/** An upper bound of a number's width in ems of the interface's typeface. */
export function emsOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + (sign === '.' ? 0.32 : 0.62), 0);
}

/**
 * Two numbers with as many digits, three or more, as their difference needs; the same text only where they are equal.
 */
export function formatPair(before: number, after: number): readonly [string, string] {
  const change = Math.abs(after - before);
  const power = Math.floor(Math.log10(Math.max(Math.abs(before), Math.abs(after)))) + 1;
  for (let digits = 3; digits < 17; digits++) {
    const pair = [formatNumber(before, digits), formatNumber(after, digits)] as const;
    const shown = pair[0] !== pair[1] && 10 ** (power - digits) <= change;
    if (shown || change === 0) return pair;
  }
  return [formatExact(before), formatExact(after)];
}

/** The number 10^power in the same way, also where it lies beyond the range of float64; −∞ is the exact zero. */
export function formatPower(power: number, digits = 3): string {
  if (power === Number.NEGATIVE_INFINITY) return '0';
  if (Math.abs(power) < 300) return formatNumber(10 ** power, digits);
  const whole = Math.floor(power);
  const leading = (10 ** (power - whole)).toPrecision(digits);
  if (leading.startsWith('10')) return `${(1).toPrecision(digits)}e${formatWhole(whole + 1)}`;
  return `${leading}e${formatWhole(whole)}`;
}

/** A number with as many digits, three or more, as its power needs to come out within five per cent. */
export function formatBase(value: number, power: number): string {
  return formatNumber(value, Math.max(3, 2 + Math.ceil(Math.log10(Math.max(1, power)))));
}

/** Every digit that float64 has. */
export function formatExact(value: number): string {
  return String(value).replace('-', MINUS);
}

/** A tick of an axis: no more digits than it has. */
export function formatTick(value: number): string {
  const size = Math.abs(value);
  const plainly = size === 0 || (size >= 1e-3 && size < 1e5);
  const text = plainly
    ? String(Number(size.toPrecision(6)))
    : String(Number(size.toPrecision(6)).toExponential());
  const signed = value < 0 ? MINUS + text : text;
  return signed.replace('e+', 'e').replace('e-', `e${MINUS}`);
}

function formatWhole(value: number): string {
  const text = Math.abs(value).toFixed(0);
  return value < 0 ? MINUS + text : text;
}

function isZero(text: string): boolean {
  return !/[1-9]/.test(text.replace(/e.*/, ''));
}

function plain(size: number, digits: number): string {
  const text = size.toPrecision(digits);
  return text.includes('e') ? String(Math.round(size)) : text;
}
