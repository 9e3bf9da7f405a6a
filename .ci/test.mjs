// npm test: installs what is missing, a browser included, runs every check, and counts.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, root } from './install.mjs';

/** @typedef {{ passed: number, failed: number }} Count */

ensureInstalled();
const reports = mkdtempSync(join(tmpdir(), 'unrolled-test-'));
process.on('exit', () => rmSync(reports, { recursive: true, force: true }));

/** @param {string} script @param {string[]} args @param {Record<string, string>} [env] */
function run(script, args, env = {}) {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  return status === 0;
}

/** @param {boolean} ok @returns {Count} */
const single = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1 });

/**
 * Trusts a report only as far as the exit code agrees: a runner that dies, or that fails for
 * something which is not a test, is one failure more than it says.
 * @param {boolean} ok @param {string} file @param {(report: any) => Count} read @returns {Count}
 */
function counted(ok, file, read) {
  try {
    const count = read(JSON.parse(readFileSync(file, 'utf8')));
    return ok || count.failed > 0 ? count : { ...count, failed: 1 };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function unit() {
  const file = join(reports, 'unit.json');
  const args = ['run', '--allowOnly=false', '--reporter=default', '--reporter=json'];
  const ok = run('vitest/vitest.mjs', [...args, `--outputFile.json=${file}`]);
  return counted(ok, file, (report) => {
    // A file that cannot be loaded has no tests to fail.
    const dead = report.testResults.filter(
      (/** @type {any} */ one) => one.status === 'failed' && one.assertionResults.length === 0,
    ).length;
    return { passed: report.numPassedTests, failed: report.numFailedTests + dead };
  });
}

/** One build for everything that runs in a browser. */
const built = join(reports, 'page');

function build() {
  const args = ['build', '--outDir', built, '--emptyOutDir', '--logLevel', 'warn'];
  return single(run('vite/bin/vite.js', args));
}

async function browser() {
  const { ensureChromium, ensureFirefox, ensureWebkit } = await import('./browser.mjs');
  if (!ensureChromium()) {
    console.error(
      'No browser to test in: install Chrome or Chromium, or run "npx playwright install chromium".',
    );
    return single(false);
  }
  if (!ensureFirefox()) console.log('Firefox is not here: its smoke test is skipped.');
  if (!ensureWebkit()) console.log('WebKitGTK is not here: its smoke test is skipped.');
  const file = join(reports, 'browser.json');
  const args = ['test', '--config', 'e2e/playwright.config.ts', '--forbid-only'];
  const ok = run('@playwright/test/cli.js', [...args, '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    E2E_BUILD: built,
  });
  return counted(ok, file, ({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
  }));
}

/** @type {readonly (readonly [string, () => Count | Promise<Count>])[]} */
const parts = [
  ['types', () => single(run('typescript/bin/tsc', ['--build']))],
  ['lint', () => single(run('@biomejs/biome/bin/biome', ['check', '--error-on-warnings']))],
  ['unit', unit],
  ['build', build],
  ['browser', browser],
];

const total = { passed: 0, failed: 0 };
const lines = [];
for (const [name, check] of parts) {
  console.log(`\n— ${name}`);
  const { passed, failed } = await check();
  lines.push(`${name.padEnd(8)} ${passed} passed, ${failed} failed`);
  total.passed += passed;
  total.failed += failed;
}
console.log(`\n${lines.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
