// Installs what package-lock.json asks for when node_modules has something else. Built-in modules only.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..');

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean }} Entry
 * @param {string} path
 * @returns {Record<string, Entry>}
 */
const entriesOf = (path) => JSON.parse(readFileSync(join(root, path), 'utf8')).packages;

function isInstalled() {
  try {
    const wanted = Object.entries(entriesOf('package-lock.json')).filter(([name]) => name !== '');
    const present = entriesOf('node_modules/.package-lock.json');
    // Packages for other platforms are optional, and are then absent.
    return wanted.every(([name, { version, optional, devOptional }]) =>
      name in present ? present[name]?.version === version : optional || devOptional,
    );
  } catch {
    return false;
  }
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Unrolled needs Node 20.19 or newer; this is Node ${process.versions.node}.`);
  process.exit(1);
}

/** Standard output is left to the caller: everything npm says goes to standard error. */
export function ensureInstalled() {
  requireNode();
  if (isInstalled()) return;
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund'];
  const [command, rest] = npm ? [process.execPath, [npm, ...args]] : ['npm', args];
  const { status } = spawnSync(command, rest, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: !npm && process.platform === 'win32',
  });
  if (status === 0) return;
  console.error('npm ci did not succeed; the reason is above.');
  process.exit(1);
}
