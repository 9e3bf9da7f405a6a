// What is built is what was written: looked at in its files, without a page.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'vite';
import { expect, test } from './fixtures.ts';

const assets = join(process.env.E2E_BUILD ?? '', 'assets');

/** How the views on the engine's memory are declared at the top of a module: const, let or var. */
function viewsOnMemory(code: string): readonly string[] {
  return parseAst(code).body.flatMap((statement) =>
    statement.type === 'VariableDeclaration'
      ? statement.declarations.flatMap(({ init }) =>
          init?.type === 'NewExpression' &&
          init.callee.type === 'Identifier' &&
          init.callee.name === 'Float64Array'
            ? [statement.kind]
            : [],
        )
      : [],
  );
}

for (const [name, engine] of [
  ['worker', /^serve-.*\.js$/],
  ['page', /^run-(?!loop).*\.js$/],
] as const) {
  test(`the engine of the ${name} has its memory as a constant, which makes it twice as fast`, () => {
    const files = readdirSync(assets).filter((file) => engine.test(file));
    expect(files).toHaveLength(1);
    const views = viewsOnMemory(readFileSync(join(assets, files[0] ?? ''), 'utf8'));
    expect(views.length).toBeGreaterThanOrEqual(4);
    expect(new Set(views)).toEqual(new Set(['const']));
  });
}
