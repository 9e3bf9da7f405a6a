// Who holds which part of the memory.

import { describe, expect, it } from 'vitest';
import { read, write } from './exchange.ts';
import { CAPACITY, giveBack, holds, take } from './memory.ts';

describe('memory', () => {
  it('hands out cleared parts that do not overlap, and uses gaps again', () => {
    const a = take(10, 'run');
    const b = take(6, 'run');
    expect(b.at).toBeGreaterThanOrEqual(a.at + 10);
    write(a.at + 9, 5);
    giveBack(a);
    const c = take(12, 'run');
    expect(c.at).toBe(a.at);
    expect(read(c.at + 9)).toBe(0);
    giveBack(b);
    giveBack(c);
  });

  it('ends the oldest leases when it is full, and only as many as it must', () => {
    const a = take(CAPACITY / 2, 'run');
    const b = take(CAPACITY / 4, 'run');
    const c = take(CAPACITY / 2, 'run');
    expect([a, b, c].map(holds)).toEqual([false, true, true]);
    giveBack(a);
    for (const lease of [b, c]) giveBack(lease);
  });

  it('has a half for runs and one for tasks, and neither takes from the other', () => {
    const run = take(CAPACITY, 'run');
    const task = take(CAPACITY, 'task');
    write(run.at + CAPACITY - 1, 1);
    write(task.at, 2);
    expect([run, task].map(holds)).toEqual([true, true]);
    const [newRun, newTask] = [take(CAPACITY, 'run'), take(8, 'task')];
    expect([run, task, newRun, newTask].map(holds)).toEqual([false, false, true, true]);
    expect(newTask.at).toBe(task.at);
    giveBack(newRun);
    giveBack(newTask);
  });

  it('refuses more than there is, and ends nobody for it', () => {
    const a = take(4, 'run');
    expect(() => take(CAPACITY + 1, 'run')).toThrow(/too-large/);
    expect(holds(a)).toBe(true);
    giveBack(a);
  });
});
