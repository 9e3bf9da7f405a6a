// The table of folders in src/README.md, as data.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const readme = resolve(import.meta.dirname, '../README.md');

export interface FolderRow {
  /** Folders whose code it may import, sorted. */
  readonly layers: readonly string[];
  /** Packages, sorted. */
  readonly packages: readonly string[];
}

/** The columns "may import" and "packages", by the text of the first column. */
export function folderTable(): ReadonlyMap<string, FolderRow> {
  const list = (cell = '') => cell.split(', ').filter((word) => word !== '' && word !== '–');
  const [, section = ''] = readFileSync(readme, 'utf8').split('\n## ');
  const rows = section
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .slice(2);
  return new Map(
    rows.map(([, folder = '', , layers, packages]) => [
      folder,
      { layers: list(layers).sort(), packages: list(packages).sort() },
    ]),
  );
}
