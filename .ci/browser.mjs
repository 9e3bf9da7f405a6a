// Finds a Chromium for the browser tests, or installs one where a package manager can.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, firefox, webkit } from '@playwright/test';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const places = [
  ...(process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((n) => join(folder, n))),
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((variable) =>
    join(process.env[variable] ?? '', 'Google/Chrome/Application/chrome.exe'),
  ),
];

/** A file by that name is not enough: on some systems it is a stub that only says what to install. */
function works(/** @type {string} */ path) {
  if (!existsSync(path)) return false;
  // On Windows the version flag opens a window instead.
  if (process.platform === 'win32') return true;
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

const isRoot = process.getuid?.() === 0;

/** Playwright's own browser, else the system's. @returns {string | undefined} */
export function findChromium() {
  return [chromium.executablePath(), ...places].find(works);
}

/** Firefox and WebKit are tested where Playwright has them. */
export const installedOthers = () => ({
  firefox: existsSync(firefox.executablePath()),
  webkit: existsSync(webkit.executablePath()),
});

export const chromiumArguments = [
  // Chromium refuses to start as root with its sandbox.
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function installWithApt() {
  const prefix = isRoot ? [] : ['sudo', '-n'];
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    const [command = '', ...rest] = [...prefix, 'apt-get', ...args];
    const { status } = spawnSync(command, rest, {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (status !== 0) return;
  }
}

/** As findChromium, but installs one if need be. @returns {string | undefined} */
export function ensureChromium() {
  const found = findChromium();
  if (found || process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return found;
  installWithApt();
  return findChromium();
}
