// The table of folders is true: every folder stands in it, exists, and takes code from the packages it names and no others.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderTable } from './folder-table.ts';

const source = resolve(import.meta.dirname, '..');
const root = resolve(source, '..');

const rows = [...folderTable()].map(([folders, { packages }]) => ({
  places: folders.split(', '),
  packages: packages.filter((name) => !['everything', 'node:*'].includes(name)),
}));

const pathOf = (place: string): string => join(place === 'app' ? root : source, place);

/** All modules of a place, tests left out: a folder, those of a kind in it (`pictures/*.scene`), or one file. */
function modulesOf(place: string): readonly string[] {
  const [folder = '', kind = ''] = place.split('/*');
  const path = pathOf(folder);
  if (existsSync(`${path}.ts`)) return [`${path}.ts`];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file))
    .filter((file) => kind === '' || file.endsWith(`${kind}.ts`))
    .map((file) => join(path, file));
}

function packagesOf(place: string): ReadonlySet<string> {
  const imports = modulesOf(place).flatMap((file) => [
    ...readFileSync(file, 'utf8').matchAll(
      /(?:^import|^export)[^;]*?from '([^'.#][^']*)'|^import '([^'.#][^']*)'|\bimport\('([^'.#][^']*)'\)/gm,
    ),
  ]);
  const names = imports.map(([, at, alone, later]) => at ?? alone ?? later ?? '');
  return new Set(names.map((name) => /^(@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name));
}

describe('the table of folders', () => {
  it('has every folder', () => {
    const listed = new Set(
      rows.flatMap(({ places }) => places.map((place) => place.split('/')[0])),
    );
    const there = readdirSync(source).filter((name) => statSync(join(source, name)).isDirectory());
    expect([...listed].filter((name) => name !== 'app').toSorted()).toEqual(there.toSorted());
  });

  const told = rows.filter(({ packages }) => packages.length > 0);

  it.each(told)('$places take code from the packages they name', ({ places, packages }) => {
    const taken = new Set(places.flatMap((place) => [...packagesOf(place)]));
    for (const name of packages) expect([...taken]).toContain(name);
  });

  it.each(rows.map(({ places }) => ({ places })))('$places have files', ({ places }) => {
    for (const place of places) expect(place === 'app' || modulesOf(place).length).not.toBe(0);
  });
});
