// The command as a user runs it: a real process, its output, its errors, its exit status.

import { spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { present } from '#base/exhaustive.ts';
import { presetOf } from '#config/presets.ts';
import { writeExperiment } from '#config/write-experiment.ts';
import { edited, presetDocument } from '#testing/loose-document.ts';
import { describeFault } from '#words/describe-fault.ts';
import { createTranslate } from '#words/translate.ts';
import { answer } from './answer.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const references = join(root, 'src/testing/reference');
const files = readdirSync(references).filter((name) => name.endsWith('.json'));
const command = [
  join(root, 'node_modules/tsx/dist/cli.mjs'),
  join(root, 'src/engine/trace-command/main.ts'),
];
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trace-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** `npm run --silent trace -- …`, without npm: the very process that it starts. */
function run(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...command, ...args], {
    input,
    encoding: 'utf8',
    cwd: root,
    maxBuffer: 2 ** 28,
  });
  return { status, stdout, stderr };
}

function fileWith(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function close(actual: number | undefined, expected: number): boolean {
  return Math.abs(Number(actual) - expected) <= Math.max(1e-9 * Math.abs(expected), 1e-12);
}

describe('npm run trace', () => {
  it.each(files)('prints PyTorch’s numbers for %s', (name) => {
    const { experiment, expected } = JSON.parse(readFileSync(join(references, name), 'utf8'));
    const last = expected.traces.length;
    const file = fileWith(name, JSON.stringify(experiment));
    const { status, stdout, stderr } = run([file, '--sequence', String(last)]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const trace = JSON.parse(stdout);
    const reference = expected.traces[last - 1];
    expect(trace.sequence).toBe(last);
    expect(close(trace.loss, reference.loss)).toBe(true);
    expect(close(trace.gradientNorm, reference.gradientNorm)).toBe(true);
    for (const [parameter, gradient] of Object.entries<number[][]>(reference.gradients)) {
      const printed: number[] = trace.gradients[parameter].flat();
      expect(
        gradient.flat().every((g, i) => close(printed[i], g)),
        parameter,
      ).toBe(true);
    }
    expect(trace.paths).toHaveLength(reference.paths.length);
  });

  it('reads standard input, and adds the chains of one weight on request', () => {
    const { experiment, expected } = JSON.parse(
      readFileSync(join(references, 'rnn-sentiment.json'), 'utf8'),
    );
    const { status, stdout } = run(['-', '--unit-paths', 'W_hh,1,3'], JSON.stringify(experiment));
    expect(status).toBe(0);
    const { unitPaths } = JSON.parse(stdout);
    expect(unitPaths.count).toBe(expected.traces[0].unitPaths.count);
    expect(unitPaths.top[0].units).toEqual(expected.traces[0].unitPaths.top[0].units);
  });

  it('prints a large trace whole into a pipe', () => {
    const tutorial = present(presetOf('tutorial'), 'tutorial').experiment;
    const { status, stdout } = run(['-', '--sequence', '5'], writeExperiment(tutorial));
    expect(status).toBe(0);
    expect(stdout.length).toBeGreaterThan(2_000_000);
    expect(JSON.parse(stdout).steps).toHaveLength(10);
  });

  it('an endless pipe is refused, not read for ever', () => {
    const endless = `yes '[' | ${process.execPath} ${command.join(' ')} -`;
    const { status, stderr } = spawnSync('sh', ['-c', endless], { encoding: 'utf8', cwd: root });
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringMatching(/^The file is larger.*\n$/),
    });
  });

  it.runIf(existsSync('/dev/full'))('a full disk is told in one sentence', () => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [...command, '-'], {
      input: sentiment({}),
      stdio: ['pipe', full, 'pipe'],
      encoding: 'utf8',
      cwd: root,
    });
    closeSync(full);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'The trace cannot be written (ENOSPC).\n',
    });
  });

  it('a bad experiment: nothing on standard output, one sentence on standard error, status 1', () => {
    const { status, stdout, stderr } = run(['-'], sentiment({ 'model.hidenSize': 3 }));
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^There is no field model\.hidenSize; did you mean hiddenSize\?.*\n$/);
  });

  it('a name with a line break or an escape leaves the sentence in one line', () => {
    const { status, stderr } = run(['-'], sentiment({ 'model.a\nb\u001b[2J\u2028c': 3 }));
    expect(status).toBe(1);
    expect(stderr).toMatch(/^There is no field model\.a b \[2J c\. .*\n$/);
    expect(stderr).not.toContain('\u001b');
  });
});

it.each([
  ['UTF-16', Buffer.from(`\uFEFF${sentiment({})}`, 'utf16le'), 'in UTF-16'],
  ['Latin-1', Buffer.from(sentiment({ title: 'Möwe' }), 'latin1'), 'Latin-1'],
])('a file in %s is told as that', (_, bytes, named) => {
  const file = join(folder, 'encoded.json');
  writeFileSync(file, bytes);
  const result = answer([file]);
  expect(result.ok ? '' : describeFault(result.fault, createTranslate('en'))).toContain(named);
});

it('what turns text around is made visible, and a word from right to left stands apart', () => {
  const text = sentiment({ 'data.sequences.0.tokens.0': 'ca\u202Et', 'data.vocabulary.1': 'שלום' });
  const result = answer([fileWith('turned.json', text)]);
  const sentence = result.ok ? '' : describeFault(result.fault, createTranslate('en'));
  expect(sentence).toContain('"ca⟨U+202E⟩t"');
  expect(sentence).toContain('\u2068cat, שלום, rat\u2069');
  expect(sentence).not.toContain('\u202E');
});

function sentiment(edits: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(edited(presetDocument('sentiment'), edits));
}

describe('each mistake is one sentence that names it', () => {
  it.each([
    ['no argument', [], '', 'Usage'],
    ['an unknown option', ['FILE', '--what'], '', 'Usage'],
    ['two files', ['FILE', 'b.json'], '', 'Usage'],
    ['a file that is not there', ['no-such.json'], '', 'no-such.json'],
    ['a folder', ['src'], '', 'src'],
    ['no JSON', ['FILE'], '{\n"title": }', 'line 2, column 10'],
    ['no JSON after a byte order mark', ['FILE'], '\uFEFF{\n"title": }', 'line 2, column 10'],
    ['a device without end', ['/dev/zero'], '', 'larger than'],
    ['a bad shape', ['FILE'], sentiment({ initialState: { h: [0] } }), 'initialState.h'],
    ['sequence 0', ['FILE', '--sequence', '0'], sentiment({}), '--sequence'],
    ['sequence 4 of 3', ['FILE', '--sequence', '4'], sentiment({}), '3 sequences'],
    ['an unknown weight', ['FILE', '--unit-paths', 'W_hy2,1,1'], sentiment({}), 'W_hy'],
    ['an entry outside', ['FILE', '--unit-paths', 'W_hh,4,1'], sentiment({}), '--unit-paths'],
    ['half an entry', ['FILE', '--unit-paths', 'W_hh,1'], sentiment({}), '--unit-paths'],
  ])('%s', (_, args, text, named) => {
    const file = fileWith('mistaken.json', text);
    const result = answer(args.map((argument) => (argument === 'FILE' ? file : argument)));
    if (result.ok) throw new Error('no fault');
    const sentence = describeFault(result.fault, createTranslate('en'));
    expect(sentence).toContain(named);
    expect(sentence).not.toMatch(/\n|undefined|[{}]/);
  });
});
