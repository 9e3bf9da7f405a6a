// Which marks of the backward pass nothing runs over any more, once losses, uses and paths have been switched off.

import type { Model } from '#model/model.ts';
import { parseQuantityId } from '#model/parse-quantity-id.ts';
import type { QuantityId } from '#model/quantity-id.ts';
import { isSwitchedOff, type PathSwitches } from '#trace/derived/path-switches.ts';

interface Run {
  readonly model: Model;
  readonly steps: number;
  readonly lossSteps: readonly number[];
}

/** Of each step (index t, from 1), what paths that are switched on do there. */
interface Traffic {
  /** A path ends in the use at t. */
  readonly used: readonly boolean[];
  /** A path begins at the loss of t. */
  readonly begun: readonly boolean[];
  /** The latest loss from which a path comes to a use at t or before; 0: none. */
  readonly latest: readonly number[];
}

/** Is every path over a mark with this id switched off? null where nothing is switched off. */
export function idleWays(run: Run, switches: PathSwitches): ((id: QuantityId) => boolean) | null {
  const { hiddenLosses, hiddenUses, hiddenPaths } = switches;
  if (hiddenLosses.size + hiddenUses.size + hiddenPaths.size === 0) return null;
  const traffic = trafficOf(run, switches);
  return (id) => isIdle(run.model, traffic, id);
}

function trafficOf({ steps, lossSteps }: Run, switches: PathSwitches): Traffic {
  const backwards = lossSteps.toReversed();
  const latest = [0];
  const used = [false];
  const begun = [false];
  for (let t = 1; t <= steps; t++) {
    const from = backwards.find((loss) => loss >= t && !isSwitchedOff(switches, loss, t)) ?? 0;
    used.push(from > 0);
    latest.push(Math.max(latest[t - 1] ?? 0, from));
    begun.push(lossSteps.includes(t) && reachesAny(switches, t));
  }
  return { used, begun, latest };
}

function reachesAny(switches: PathSwitches, lossStep: number): boolean {
  for (let t = lossStep; t >= 1; t--) if (!isSwitchedOff(switches, lossStep, t)) return true;
  return false;
}

function isIdle(model: Model, { used, begun, latest }: Traffic, id: QuantityId): boolean {
  const meaning = parseQuantityId(model, id)?.meaning;
  if (!meaning || !('step' in meaning) || typeof meaning.step !== 'number') return false;
  const t = meaning.step;
  switch (meaning.kind) {
    case 'contribution':
      return used[t] === false;
    case 'local':
      return begun[t] === false;
    case 'gradient':
      return meaning.name === 'logits' ? begun[t] === false : (latest[t] ?? t) < t;
    case 'carried':
      // From the step after.
      return (latest[t] ?? t + 1) <= t;
    case 'jacobian':
      return (latest[t - 1] ?? t) < t;
    default:
      return false;
  }
}
