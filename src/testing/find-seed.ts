// Prints the seeds of the first example that meet every criterion: `npx tsx src/testing/find-seed.ts [to] [from]`.

import { sentiment } from '#config/presets/sentiment.ts';
import { createTranslateInNode } from '#words/translate-in-node.ts';
import { faultsOf, withSeed } from './seed-criteria.ts';

const [to = 2000, from = 1] = process.argv.slice(2).map(Number);
const translate = createTranslateInNode('en');
for (let seed = from; seed <= to; seed++) {
  if (faultsOf(withSeed(sentiment, seed), translate).length === 0)
    process.stdout.write(`${seed}\n`);
}
