// Whoever measures reads before anyone writes, once the task's changes are made.

import { describe, expect, it } from 'vitest';
import { onceChanged } from './once-changed.ts';

/** Lets waiting microtasks run. */
const rest = (): Promise<void> => Promise.resolve();

describe('onceChanged', () => {
  it('reads for all after the changes, then writes for all', async () => {
    const log: string[] = [];
    const part = (name: string) => () => {
      log.push(`${name} reads`);
      return () => log.push(`${name} writes`);
    };
    onceChanged(part('first'));
    onceChanged(() => null);
    onceChanged(part('second'));
    log.push('change');
    await rest();
    expect(log).toEqual(['change', 'first reads', 'second reads', 'first writes', 'second writes']);
  });

  it('neither reads nor writes for what was called off', async () => {
    const log: string[] = [];
    const callOff = onceChanged(() => () => log.push('first'));
    onceChanged(() => () => log.push('second'));
    callOff();
    await rest();
    expect(log).toEqual(['second']);
  });

  it('begins anew with what is asked while it writes', async () => {
    const log: string[] = [];
    onceChanged(() => () => {
      onceChanged(() => () => log.push('later'));
      log.push('now');
    });
    await rest();
    expect(log).toEqual(['now']);
    await rest();
    expect(log).toEqual(['now', 'later']);
  });
});
