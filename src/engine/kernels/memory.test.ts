// Who holds which part of the memory.

import { describe, expect, it } from 'vitest';
import { read, write } from './exchange.ts';
import { CAPACITY, giveBack, holds, take } from './memory.ts';

describe('memory', () => {
  it('hands out cleared parts that do not overlap, and uses gaps again', () => {
    const a = take(10);
    const b = take(6);
    expect(b.at).toBeGreaterThanOrEqual(a.at + 10);
    write(a.at + 9, 5);
    giveBack(a);
    const c = take(12);
    expect(c.at).toBe(a.at);
    expect(read(c.at + 9)).toBe(0);
    giveBack(b);
    giveBack(c);
  });

  it('ends the oldest leases when it is full, and only as many as it must', () => {
    const a = take(CAPACITY / 2);
    const b = take(CAPACITY / 4);
    const c = take(CAPACITY / 2);
    expect([a, b, c].map(holds)).toEqual([false, true, true]);
    giveBack(a);
    for (const lease of [b, c]) giveBack(lease);
  });

  it('refuses more than there is, and ends nobody for it', () => {
    const a = take(4);
    expect(() => take(CAPACITY + 1)).toThrow(/too-large/);
    expect(holds(a)).toBe(true);
    giveBack(a);
  });
});
