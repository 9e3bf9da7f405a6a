// Finds the browsers for the browser tests, or installs them where a package manager can.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, firefox, webkit } from '@playwright/test';

/** Where a program of one of these names may be. @param {readonly string[]} names */
const onPath = (names) =>
  (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((n) => join(folder, n)));

/** @param {string} path */
const onWindows = (path) =>
  ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((variable) =>
    join(process.env[variable] ?? '', path),
  );

const chromiumPlaces = [
  // Chromium without its own windows needs half the time to open a page; Playwright's own is built so, too.
  ...onPath(['chromium-headless-shell', 'headless_shell']),
  ...onPath(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']),
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...onWindows('Google/Chrome/Application/chrome.exe'),
];

const firefoxPlaces = [
  ...onPath(['firefox-esr', 'firefox']),
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  ...onWindows('Mozilla Firefox/firefox.exe'),
];

/** A file by that name is not enough: on some systems it is a stub that only says what to install. */
function works(/** @type {string} */ path) {
  if (!existsSync(path)) return false;
  // On Windows the version flag opens a window instead.
  if (process.platform === 'win32') return true;
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 60_000 }).status === 0;
}

const isRoot = process.getuid?.() === 0;

/** Playwright's own browser, else the system's. @returns {string | undefined} */
export function findChromium() {
  return [chromium.executablePath(), ...chromiumPlaces].find(works);
}

/** The system's. @returns {string | undefined} */
export function findFirefox() {
  return firefoxPlaces.find(works);
}

/**
 * What WebKitGTK is driven with: its driver, its browser, and a display that nobody sees.
 * @typedef {{ driver: string, browser: string, display: string }} WebkitPrograms
 * @returns {WebkitPrograms | undefined}
 */
export function findWebkit() {
  const driver = onPath(['WebKitWebDriver']).find((path) => existsSync(path));
  const display = onPath(['Xvfb']).find((path) => existsSync(path));
  // No folder of programs has it: it comes with the driver, beside the library.
  const browser = ['/usr/lib', '/usr/libexec']
    .flatMap((folder) => [folder, ...foldersIn(folder, /-linux-/)])
    .flatMap((folder) => foldersIn(folder, /^webkit2?gtk-/))
    .map((folder) => join(folder, 'MiniBrowser'))
    .find((path) => existsSync(path));
  return driver && display && browser ? { driver, display, browser } : undefined;
}

/** @param {string} folder @param {RegExp} name */
function foldersIn(folder, name) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((entry) => name.test(entry))
    .map((entry) => join(folder, entry));
}

/** All journeys are walked in Firefox and WebKit, too, where Playwright has them. */
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

/** Does what it can: whether the packages are there now is for the caller to see. @param {readonly string[]} packages */
function installWithApt(packages) {
  const prefix = isRoot ? [] : ['sudo', '-n'];
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    const [command = '', ...rest] = [...prefix, 'apt-get', ...args];
    const { status } = spawnSync(command, rest, {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (status !== 0) return;
  }
}

/** @template T @param {() => T | undefined} find @param {readonly string[]} packages */
function ensure(find, packages) {
  const found = find();
  if (found || process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return found;
  installWithApt(packages);
  return find();
}

// Each finds its browser, or installs it if need be; undefined where neither can be done.
export const ensureChromium = () =>
  ensure(findChromium, ['chromium-headless-shell']) ?? ensure(findChromium, ['chromium']);
export const ensureFirefox = () => ensure(findFirefox, ['firefox-esr']);
export const ensureWebkit = () => ensure(findWebkit, ['webkit2gtk-driver', 'xvfb']);
