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
  const arrayBuffer = vi.fn(async () => new ArrayBuffer(0));
  const read = await readFile({ name: 'film.mp4', size: 4e9, arrayBuffer });
  expect(read).toMatchObject({ ok: false, fault: { code: 'text-too-long' } });
  expect(arrayBuffer).not.toHaveBeenCalled();
});

test('a file that is gone is named', async () => {
  const arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
  const read = await readFile({ name: 'gone.json', size: 10, arrayBuffer });
  expect(read).toMatchObject({
    ok: false,
    fault: { code: 'unreadable', values: { name: 'gone.json' } },
  });
});

test('a file in UTF-16 is told as that', async () => {
  const bytes = new Uint8Array([0xff, 0xfe, 0x7b, 0, 0x7d, 0]);
  const read = await readFile(new File([bytes], 'a.json'));
  expect(read).toMatchObject({ ok: false, fault: { code: 'encoding' } });
});
