// One contender in a process of its own, so that no contender's types slow another's code. Measures slices when asked.

import { resolveParameters } from '#config/parameters.ts';
import { sumOverTime } from '#engine/gradient.ts';
import { backwardOverflow, forwardOverflow } from '#engine/overflow.ts';
import {
  backward,
  forward,
  loadParameters,
  loadSequences,
  openPass,
  readFlat,
  rowsFor,
  startBackward,
  transposeWeights,
} from '#engine/pass.ts';
import { openTrainer, trainStep } from '#engine/train.ts';
import { buildModel } from '#model/model.ts';
import { problemOf } from '#trace/record/problem.ts';
import { nestedLoops } from './nested-loops.ts';
import { registerPeak } from './register-peak.ts';
import { type Workload, workloads } from './workloads.ts';

/** Asked of a contender: its gradient after one pass, or a slice of this many milliseconds. */
export type Question =
  | { readonly ask: 'gradient' }
  | { readonly ask: 'slice'; readonly ms: number };

export interface Slice {
  /** Microseconds of one pass; for the register peak, of 10⁶ operations. */
  readonly microseconds: number;
}

interface Contender {
  pass(): void;
  gradient(): number[];
}

/** `engine W3`, `loops W3` or `peak`. */
function contenderOf(kind: string, id: string | undefined): Contender {
  if (kind === 'peak') {
    let keep = 0;
    return {
      pass: () => {
        keep += registerPeak(1e6).result;
      },
      gradient: () => [keep],
    };
  }
  const workload = workloads.find((w) => w.id === id);
  if (!workload) throw new Error(`No workload ${id}`);
  if (kind === 'loops') return nestedLoops(workload.experiment, workload.trains);
  return workload.trains ? trainingEngine(workload) : runningEngine(workload);
}

/** The passes of a run (engine/run.ts), with the whole trace recorded and looked over. */
function runningEngine({ experiment }: Workload): Contender {
  const model = buildModel(experiment.model);
  const problem = problemOf(experiment, model, 1);
  const { steps, lossScale } = problem;
  const pass = openPass(model, rowsFor([steps]));
  loadParameters(pass, resolveParameters(experiment, model));
  loadSequences(pass, [problem]);
  return {
    pass() {
      transposeWeights(pass);
      forward(pass, 0, 1, steps);
      const ahead = forwardOverflow(pass.checks, pass.losses, 0, 1, steps);
      startBackward(pass, 0, steps);
      backward(pass, 0, steps, 1, lossScale);
      const back = backwardOverflow(pass.checks, 0, steps, 1);
      if (ahead || back) throw new Error('overflow');
      sumOverTime(pass.plan, pass.layout, steps + 1, 'from zero');
    },
    gradient: () => Array.from(readFlat(pass, 'gradient')),
  };
}

/** A step of training (engine/train.ts) over the whole batch. */
function trainingEngine({ experiment }: Workload): Contender {
  const trainer = openTrainer(experiment, buildModel(experiment.model));
  return {
    pass() {
      if ('quantity' in trainStep(trainer, 0)) throw new Error('overflow');
    },
    gradient: () => Array.from(readFlat(trainer.pass, 'gradient')),
  };
}

function slice(contender: Contender, ms: number): Slice {
  let passes = 0;
  let batch = 1;
  const start = process.hrtime.bigint();
  for (;;) {
    for (let i = 0; i < batch; i++) contender.pass();
    passes += batch;
    const elapsed = Number(process.hrtime.bigint() - start) / 1000;
    if (elapsed >= ms * 1000) return { microseconds: elapsed / passes };
    if (elapsed < ms * 20) batch *= 2;
  }
}

const [kind = 'peak', id] = process.argv.slice(2);
const contender = contenderOf(kind, id);
process.on('message', (question: Question) => {
  if (question.ask === 'gradient') {
    contender.pass();
    process.send?.(contender.gradient());
  } else {
    process.send?.(slice(contender, question.ms));
  }
});
