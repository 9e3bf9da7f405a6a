// The engine from a terminal: prints the trace of an experiment as JSON.
//
//   npm run --silent trace -- experiment.json [--sequence n] [--unit-paths W_hh,1,3]

import { writeSync } from 'node:fs';
import { describeFault } from '#words/describe-fault.ts';
import { createTranslate } from '#words/translate.ts';
import { answer } from './answer.ts';

const result = answer(process.argv.slice(2));
if (result.ok) {
  writeAll(1, `${result.value}\n`);
} else {
  writeAll(2, `${describeFault(result.fault, createTranslate('en'))}\n`);
  process.exitCode = 1;
}

/** Everything, also into a pipe that takes it in parts; a reader that has left (`| head`) is no mistake. */
function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
    }
  }
}
