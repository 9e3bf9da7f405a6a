// The Euclidean norm: one definition for the engine, the picture, the formulas and the words.

/**
 * Of the numbers at from … to − 1; without these two, of all. Right also where the squares leave the float64 range
 * though the norm does not; Infinity only where the norm itself does.
 */
export function normOf(numbers: ArrayLike<number>, from = 0, to: number = numbers.length): number {
  let squares = 0;
  for (let i = from; i < to; i++) {
    const number = numbers[i] as number;
    squares += number * number;
  }
  if (squares > 1e-280 && squares < Number.POSITIVE_INFINITY) return Math.sqrt(squares);
  let largest = 0;
  for (let i = from; i < to; i++) {
    largest = Math.max(largest, Math.abs(numbers[i] as number));
  }
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let scaled = 0;
  for (let i = from; i < to; i++) {
    const part = (numbers[i] as number) / largest;
    scaled += part * part;
  }
  return largest * Math.sqrt(scaled);
}
