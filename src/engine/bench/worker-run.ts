// A worker of the page in a process of its own, from its source or as it is built: its module answers messages. Measures slices of whole runs when asked.

import { argv } from 'node:process';
import type { Question, Slice } from './contender.ts';
import { workloads } from './workloads.ts';

/** What is needed of its messages (worker/protocol.ts). */
interface Reply {
  readonly id: number;
  readonly answer?: { readonly kind: string };
}

const [, , module = '', id] = argv;
const workload = workloads.find((w) => w.id === id);
if (!workload) throw new Error(`No workload ${id}`);

let answered: (reply: Reply) => void = () => {};
/** What its module finds as `self`. */
const worker: {
  onmessage?: (event: { readonly data: unknown }) => void;
  postMessage(reply: Reply): void;
} = {
  postMessage(reply) {
    if (reply.answer) answered(reply);
  },
};
Object.assign(globalThis, { self: worker });
await import(module);

let asked = 0;

async function run(): Promise<void> {
  asked += 1;
  const reply = await new Promise<Reply>((resolve) => {
    answered = resolve;
    const ask = { experiment: workload?.experiment, sequence: 1 };
    worker.onmessage?.({ data: { call: 'run', id: asked, ask } });
  });
  if (reply.id !== asked || reply.answer?.kind !== 'complete') throw new Error('no complete run');
}

async function slice(ms: number): Promise<Slice> {
  const start = process.hrtime.bigint();
  for (let runs = 1; ; runs++) {
    await run();
    const elapsed = Number(process.hrtime.bigint() - start) / 1000;
    if (elapsed >= ms * 1000) return { microseconds: elapsed / runs };
  }
}

process.on('message', async (question: Question) => {
  if (question.ask === 'slice') process.send?.(await slice(question.ms));
});
