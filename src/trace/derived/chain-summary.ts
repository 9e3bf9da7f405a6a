// What a list of chains comes to beside the gradient: how much of it they make up, and how much of them cancels.

export interface ChainSummary {
  /** Sum of the chains listed. */
  readonly sum: number;
  /** Its positive and its negative part. */
  readonly adding: number;
  readonly taking: number;
  /** Σ |chain| / |Σ chain|: 1 where all pull the same way; null where the sum is 0. */
  readonly cancelling: number | null;
  /** sum / gradient; null where the gradient is 0. */
  readonly share: number | null;
  readonly largest: number;
}

export function chainSummary(contributions: readonly number[], gradient: number): ChainSummary {
  let [adding, taking, largest] = [0, 0, 0];
  for (const value of contributions) {
    if (value > 0) adding += value;
    else taking += value;
    largest = Math.max(largest, Math.abs(value));
  }
  const sum = adding + taking;
  return {
    sum,
    adding,
    taking,
    cancelling: sum === 0 ? null : (adding - taking) / Math.abs(sum),
    share: shareOfGradient(sum, gradient),
    largest,
  };
}

/** value / gradient; null where the gradient is 0. */
export function shareOfGradient(value: number, gradient: number): number | null {
  return gradient === 0 ? null : value / gradient;
}
