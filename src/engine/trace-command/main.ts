// The engine from a terminal: prints the trace of an experiment as JSON.
//
//   npm run --silent trace -- experiment.json [--sequence n] [--unit-paths W_hh,1,3]

import { writeSync } from 'node:fs';
import type { Fault } from '#base/result.ts';
import { describeFault } from '#words/describe-fault.ts';
import { fetchMessages } from '#words/messages.ts';
import { createTranslateInNode } from '#words/translate-in-node.ts';
import { answer } from './answer.ts';

const result = answer(process.argv.slice(2));
const fault = result.ok ? writeAll(1, `${result.value}\n`) : result.fault;
if (fault) {
  const translate = createTranslateInNode('en');
  await fetchMessages('notices');
  writeAll(2, `${inOneLine(describeFault(fault, translate))}\n`);
  process.exitCode = 1;
}

/** Names from a file or the command line may hold line breaks, and what a terminal obeys. */
function inOneLine(sentence: string): string {
  return sentence.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}

/**
 * Everything, also into a pipe that takes it in parts; a reader that has left (`| head`) is no mistake.
 * The fault where the rest cannot be written, on a full disk for one.
 */
function writeAll(descriptor: number, text: string): Fault | null {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return null;
      if (code !== 'EAGAIN') return { code: 'output', path: '', values: { reason: code ?? '' } };
    }
  }
  return null;
}
