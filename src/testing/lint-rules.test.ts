// Lints the linter: a silent checker is worse than none, so every border is crossed once on purpose.

import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FolderRow, folderTable } from './folder-table.ts';
import { badSnippets, goodSnippets, type Snippet } from './lint-snippets.ts';

const root = resolve(import.meta.dirname, '../..');
const rulesHeld = new Set(Object.keys(badSnippets));

interface Report {
  readonly diagnostics: readonly {
    readonly category: string;
    readonly severity: string;
    readonly location: { readonly path: string };
  }[];
}

/** Path → names of the rules broken, for a scratch project with our own rules. */
function lint(folder: string, snippets: readonly Snippet[]): ReadonlyMap<string, Set<string>> {
  for (const [path, code] of snippets) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `${code}\n`);
  }
  for (const file of ['biome.json', 'package.json', '.gitignore']) {
    copyFileSync(join(root, file), join(folder, file));
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const { stdout } = spawnSync(
    process.execPath,
    [biome, 'lint', '--reporter=json', '--max-diagnostics=none'],
    { cwd: folder, encoding: 'utf8', maxBuffer: 1e8 },
  );
  const broken = new Map<string, Set<string>>();
  for (const { category, severity, location } of (JSON.parse(stdout) as Report).diagnostics) {
    if (severity !== 'error') continue;
    const rules = broken.get(location.path) ?? new Set();
    broken.set(location.path, rules.add(category.split('/').at(-1) ?? ''));
  }
  return broken;
}

const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'lint-rules-')));
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

describe('the linter rejects', () => {
  let broken: ReturnType<typeof lint>;
  beforeAll(() => {
    broken = lint(folders[0] ?? '', Object.values(badSnippets).flat());
  });
  for (const [rule, snippets] of Object.entries(badSnippets)) {
    it.each(snippets)(`%s by ${rule}`, (path) => {
      expect([...(broken.get(path) ?? [])]).toContain(rule);
    });
  }
});

describe('the linter lets pass', () => {
  let broken: ReturnType<typeof lint>;
  beforeAll(() => {
    broken = lint(folders[1] ?? '', goodSnippets);
  });
  it.each(goodSnippets)('%s', (path) => {
    expect([...(broken.get(path) ?? [])].filter((rule) => rulesHeld.has(rule))).toEqual([]);
  });
});

interface Override {
  readonly linter: {
    readonly rules: {
      readonly style?: {
        readonly noRestrictedImports?: {
          readonly options: {
            readonly patterns: readonly {
              readonly group: readonly string[];
              readonly message: string;
            }[];
          };
        };
      };
    };
  };
}

/** The same, from the overrides in biome.json. */
function readRules(): ReadonlyMap<string, FolderRow> {
  const { overrides } = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8')) as {
    overrides: readonly Override[];
  };
  const patterns = overrides.flatMap(
    ({ linter }) => linter.rules.style?.noRestrictedImports?.options.patterns ?? [],
  );
  return new Map(
    patterns.map(({ group, message }) => {
      const folder = message.split(':')[0] ?? '';
      const own = folder.split('/')[0];
      const allowed = group
        .filter((pattern) => pattern.startsWith('!') && !/^!\.\.?\//.test(pattern))
        .map((pattern) => pattern.slice(1).replace(/\/\*\*$|\.ts$/, ''));
      const layers = allowed.filter((p) => p.startsWith('#')).map((p) => p.slice(1));
      const packages = new Set(allowed.filter((p) => !p.startsWith('#')));
      const open = group[0] !== '**';
      return [
        folder,
        {
          layers: open ? ['everything'] : layers.filter((layer) => layer !== own).sort(),
          packages: open ? ['everything'] : [...packages].sort(),
        },
      ];
    }),
  );
}

describe('the table in src/README.md', () => {
  const table = folderTable();
  const rules = readRules();
  it('names the folders that biome.json has rules for', () => {
    expect([...table.keys()].sort()).toEqual([...rules.keys()].sort());
  });
  it.each([...table.keys()])('agrees with biome.json about %s', (folder) => {
    expect(rules.get(folder)).toEqual({
      ...table.get(folder),
      layers: table.get(folder)?.layers.filter((layer) => layer !== folder.split('/')[0]),
    });
  });
});
