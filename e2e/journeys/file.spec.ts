// Files: a bad one is explained and changes nothing, a good one opens, what is saved can be opened again.

import { readFile } from 'node:fs/promises';
import { readExperiment } from '../../src/config/parse-experiment.ts';
import { expect, test } from '../fixtures.ts';
import { StudioPage } from './studio-page.ts';

test('pasted text: what is wrong and where, then a good one', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open();
  await studio.chooseFile('Open an experiment');
  const dialog = page.getByRole('dialog', { name: 'Open an experiment' });
  const text = dialog.getByLabel('Or its text');
  const open = dialog.getByRole('button', { name: 'Open the text' });
  await text.fill('{ not json');
  await open.click();
  await expect(dialog.getByRole('alert')).toContainText('unchanged');
  const bad = {
    format: 'unrolled/experiment',
    version: 1,
    title: 'two by two',
    model: { cell: 'rnn', inputSize: 2, hiddenSize: 2, outputSize: 1, bias: false, head: 'linear' },
    parameters: {
      W_xh: [[1, 0], [0]],
      W_hh: [
        [0.5, 0],
        [0, 0.5],
      ],
      W_hy: [[1, 1]],
    },
    data: {
      sequences: [
        {
          inputs: [
            [1, 2],
            [3, 4],
          ],
          targets: [null, 1],
        },
      ],
    },
  };
  await text.fill(JSON.stringify(bad));
  await open.click();
  await expect(dialog.getByRole('alert')).toContainText('parameters.W_xh[');
  await expect(page.getByRole('button', { name: /^Example/, includeHidden: true })).toContainText(
    'Sentiment',
  );
  bad.parameters.W_xh = [
    [1, 0],
    [0, 1],
  ];
  await text.fill(JSON.stringify(bad));
  await open.click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: /^Example/ })).toContainText('two by two');
  await expect(studio.graph).toBeVisible();
});

test('a file that is no experiment is refused', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open();
  await studio.chooseFile('Open an experiment');
  const dialog = page.getByRole('dialog', { name: 'Open an experiment' });
  await dialog.getByLabel('A file').setInputFiles({
    name: 'cat.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"format": "cat", "version": 1}'),
  });
  await expect(dialog.getByRole('alert')).not.toBeEmpty();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('an experiment is saved and opened again, a trace is saved', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=many-to-many&beat=10');
  const saving = page.waitForEvent('download');
  await studio.chooseFile('Save the experiment');
  const file = await (await saving).path();
  const saved = readExperiment(await readFile(file, 'utf8'));
  expect(saved.ok).toBe(true);
  await studio.loadExample('Sentiment');
  await studio.chooseFile('Open an experiment');
  await page.getByLabel('A file').setInputFiles(file);
  await expect(page.getByLabel('Sequence')).toContainText('h e l l → e l l o');
  const tracing = page.waitForEvent('download');
  await studio.chooseFile('Save the trace');
  const trace = JSON.parse(await readFile(await (await tracing).path(), 'utf8'));
  expect(trace).toMatchObject({ format: 'unrolled/trace', version: 1, sequence: 1 });
  expect(trace.steps).toHaveLength(4);
});
