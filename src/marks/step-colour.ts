// Which colour of the ordered palette a time step has: the latest step the first, the earliest the last.

/** How many colours the palette has (`--step-1` … `--step-12`). */
export const stepColours = 12;

/** 1 … 12: the steps of a run spread evenly over the palette; all different up to twelve steps. */
export function stepColour(t: number, steps: number): number {
  if (steps <= 1) return 1;
  return 1 + Math.round(((steps - t) / (steps - 1)) * (stepColours - 1));
}
