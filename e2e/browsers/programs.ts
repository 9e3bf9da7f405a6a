// Programs beside the tests: they end with the process that started them, and so does what they have started.

import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

export interface Running {
  readonly process: ChildProcess;
  /** Ends it and all that it has started. */
  end(): void;
}

/** Rejects if there is no such program. */
export async function start(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<Running> {
  // A group of its own, which ends as one.
  const child = spawn(command, args, { stdio: 'ignore', ...options, detached: true });
  const end = (): void => {
    process.off('exit', end);
    if (child.pid === undefined || child.exitCode !== null) return;
    try {
      process.kill(-child.pid, 'SIGTERM');
    } catch {
      // It has ended meanwhile.
    }
  };
  process.on('exit', end);
  await once(child, 'spawn');
  return { process: child, end };
}

/** A display that nobody sees, of 1280 × 900. Returns its name, as DISPLAY takes it. */
export async function startDisplay(): Promise<Running & { readonly name: string }> {
  const screen = ['-screen', '0', '1280x900x24', '-nolisten', 'tcp'];
  const running = await start('Xvfb', ['-displayfd', '3', ...screen], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  // It writes the number of the first display that is free, once it is ready.
  const [number] = await once(running.process.stdio[3] as Readable, 'data');
  return { ...running, name: `:${String(number).trim()}` };
}
