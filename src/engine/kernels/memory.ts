// The one block of memory that every run computes in, and who holds which part of it.
//
// Each file of this folder has its own unexported `const heap = new Float64Array(memory)`. V8 then compiles base address and
// length into the kernels as constants, which makes them more than twice as fast as with arrays passed in; so everything
// lives at whole-number offsets into this one block, and no array is handed to an inner loop. The build must leave it a
// `const` (vite.config.ts): as a `var` it is no constant to V8, and the kernels take twice as long.

import { EngineFault } from '#engine/fault.ts';

/** Numbers that one run can take: 2²³ float64, 64 MiB. */
export const CAPACITY = 2 ** 23;

/** What memory is taken for: the run on screen, or the work beside it. Each has a half of the block to itself. */
export type Use = 'run' | 'task';

const startOf: Readonly<Record<Use, number>> = { run: 0, task: CAPACITY };

/** Both halves. The system maps pages only when they are written. */
export const memory = new ArrayBuffer(2 * CAPACITY * Float64Array.BYTES_PER_ELEMENT);
const heap = new Float64Array(memory);

/** A part of the block: `size` numbers from offset `at`, zero at first. */
export interface Lease {
  readonly at: number;
  readonly size: number;
  readonly use: Use;
}

/** In the order in which they were taken. */
let leases: readonly Lease[] = [];

/**
 * Takes `size` numbers of a half and clears them. Where the half is full, its oldest leases end: the newest run wins, and
 * a run that was left in the middle (see `holds`) never blocks the memory. The other half is not touched.
 * Throws EngineFault `too-large` when the whole half would not do.
 */
export function take(size: number, use: Use): Lease {
  const rounded = roundUp(size, 4);
  if (rounded > CAPACITY) throw tooLarge(rounded);
  let at = gap(rounded, use);
  while (at === null) {
    const oldest = leases.find((lease) => lease.use === use);
    leases = leases.filter((lease) => lease !== oldest);
    at = gap(rounded, use);
  }
  const lease = { at, size: rounded, use };
  leases = [...leases, lease];
  heap.fill(0, at, at + rounded);
  return lease;
}

/** Gives a part back; nothing happens where it has ended before. */
export function giveBack(lease: Lease): void {
  leases = leases.filter((other) => other !== lease);
}

/** Whether the lease still lives. A run asks after every pause. */
export function holds(lease: Lease): boolean {
  return leases.includes(lease);
}

/** What a run is refused with that would need `size` numbers. */
export function tooLarge(size: number): EngineFault {
  return new EngineFault({
    code: 'too-large',
    path: '',
    values: { numbers: size, limit: CAPACITY },
  });
}

export function roundUp(size: number, multiple: number): number {
  return Math.ceil(size / multiple) * multiple;
}

/** The first gap of a half that is large enough; null where there is none. */
function gap(size: number, use: Use): number | null {
  const taken = leases.filter((lease) => lease.use === use).sort((a, b) => a.at - b.at);
  let end = startOf[use];
  for (const lease of taken) {
    if (lease.at - end >= size) return end;
    end = lease.at + lease.size;
  }
  return startOf[use] + CAPACITY - end >= size ? end : null;
}
