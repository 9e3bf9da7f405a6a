// Which paths are switched off: whole losses, whole uses, single paths.

import { pathId, pathStepsOf, type QuantityId } from '#model/quantity-id.ts';

export interface PathSwitches {
  readonly hiddenLosses: ReadonlySet<number>;
  readonly hiddenUses: ReadonlySet<number>;
  readonly hiddenPaths: ReadonlySet<QuantityId>;
}

export function isSwitchedOff(switches: PathSwitches, lossStep: number, step: number): boolean {
  const { hiddenLosses, hiddenUses, hiddenPaths } = switches;
  if (hiddenLosses.has(lossStep) || hiddenUses.has(step)) return true;
  return hiddenPaths.size > 0 && hiddenPaths.has(pathId(lossStep, step));
}

/** The paths that are off though their loss and their use are on: τ and t of each. */
export function singlyOff({
  hiddenLosses,
  hiddenUses,
  hiddenPaths,
}: PathSwitches): readonly (readonly [lossStep: number, step: number])[] {
  return [...hiddenPaths].flatMap((id) => {
    const path = pathStepsOf(id);
    const isSingle = path && !hiddenLosses.has(path.lossStep) && !hiddenUses.has(path.step);
    return isSingle ? [[path.lossStep, path.step] as const] : [];
  });
}

/**
 * One path off, or on again. Where its loss or its use was off as a whole, that ends, and their other paths stay off
 * one by one.
 */
export function withPathSwitched(
  { hiddenLosses, hiddenUses, hiddenPaths }: PathSwitches,
  lossSteps: readonly number[],
  [lossStep, step]: readonly [lossStep: number, step: number],
  hidden: boolean,
): PathSwitches {
  const losses = new Set(hiddenLosses);
  const uses = new Set(hiddenUses);
  const paths = new Set(hiddenPaths);
  if (!hidden && losses.delete(lossStep)) {
    for (let t = 1; t <= lossStep; t++) paths.add(pathId(lossStep, t));
  }
  if (!hidden && uses.delete(step)) {
    for (const other of lossSteps) if (other >= step) paths.add(pathId(other, step));
  }
  if (hidden) paths.add(pathId(lossStep, step));
  else paths.delete(pathId(lossStep, step));
  return { hiddenLosses: losses, hiddenUses: uses, hiddenPaths: paths };
}
