// A chosen file: read, refused by its size without being read, or told to be unreadable.

import { expect, test, vi } from 'vitest';
import { present } from '#base/exhaustive.ts';
import { presetOf } from '#config/presets.ts';
import { writeExperiment } from '#config/write-experiment.ts';
import { readFile } from './read-file.ts';

test('an experiment is read', async () => {
  const { experiment } = present(presetOf('sentiment'), 'sentiment');
  const read = await readFile(new File([writeExperiment(experiment)], 'a.json'));
  expect(read).toMatchObject({ ok: true, value: { data: experiment.data } });
});

test('a huge file is refused before it is read', async () => {
  const text = vi.fn(async () => '');
  const read = await readFile({ name: 'film.mp4', size: 4e9, text });
  expect(read).toMatchObject({ ok: false, fault: { code: 'text-too-long' } });
  expect(text).not.toHaveBeenCalled();
});

test('a file that is gone is named', async () => {
  const text = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
  const read = await readFile({ name: 'gone.json', size: 10, text });
  expect(read).toMatchObject({
    ok: false,
    fault: { code: 'unreadable', values: { name: 'gone.json' } },
  });
});
