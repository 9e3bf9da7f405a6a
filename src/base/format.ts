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

/** Every digit that float64 has. */
export function formatExact(value: number): string {
  return String(value).replace('-', MINUS);
}

function plain(size: number, digits: number): string {
  const text = size.toPrecision(digits);
  return text.includes('e') ? String(Math.round(size)) : text;
}
