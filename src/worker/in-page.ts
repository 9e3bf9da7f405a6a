// The engine in the page itself, in short slices: for frames in which no worker can start.

import { nextTask } from './next-task.ts';
import type { Link, LinkEvents, OpenLink } from './protocol.ts';
import type { RunLoop, RunSteps } from './run-loop.ts';

/** Half a frame: the page stays free to answer and to paint. */
const slice = 8;

/** Loaded when it is first needed, so that a page with a worker never downloads it. */
async function loadEngine(): Promise<RunSteps> {
  return (await import('#engine/run.ts')).runSteps;
}

/** Opens links to an engine in the page. */
export function inPageLink(load: () => Promise<RunSteps> = loadEngine): OpenLink {
  return ({ reply, died }: LinkEvents): Link => {
    let open = true;
    const startLoop = async (): Promise<RunLoop> => {
      const [runSteps, { createRunLoop }] = await Promise.all([load(), import('./run-loop.ts')]);
      return createRunLoop({
        runSteps,
        loadTasks: async () => (await import('#engine/tasks.ts')).tasks,
        reply: (message) => {
          if (open) reply(message);
        },
        slice,
        now: () => performance.now(),
        pause: nextTask,
        life: null,
      });
    };
    // What is asked before the engine is there waits for it, in order.
    const loop = startLoop();
    loop.catch(() => {
      if (open) died();
    });
    return {
      post(ask) {
        loop.then((ready) => ready.receive(ask)).catch(() => {});
      },
      close() {
        open = false;
        loop.then((ready) => ready.stop()).catch(() => {});
      },
    };
  };
}
