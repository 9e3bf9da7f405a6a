// A number for a narrow cell: three significant digits on one line, and the power of ten below where one is needed.

import { formatNumber } from '#base/format.ts';

export interface CellNumber {
  /** At most four signs and a minus: .123, 1.23, 12.3, 123. */
  readonly digits: string;
  /** What they are multiplied by: e−4; empty for 1. */
  readonly power: string;
}

export function cellNumber(value: number): CellNumber {
  if (value === 0) return { digits: '0', power: '' };
  const [mantissa = '', exponent = '0'] = Math.abs(value).toExponential(2).split('e');
  const sign = value < 0 ? '−' : '';
  const power = Number(exponent);
  if (power < -1 || power > 2) {
    return { digits: sign + mantissa, power: `e${String(power).replace('-', '−')}` };
  }
  const plain = formatNumber(Number(`${mantissa}e${exponent}`)).replace(/^0\./, '.');
  return { digits: sign + plain, power: '' };
}
