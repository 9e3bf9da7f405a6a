// What an edit has done stands in one line that keeps its room, and is told to who listens.

import { formatPair } from '../../src/base/format.ts';
import { presets } from '../../src/config/presets.ts';
import { runSequence } from '../../src/engine/run.ts';
import { withWeight } from '../../src/store/edits/parameters.ts';
import { expect, test } from '../fixtures.ts';
import { StudioPage } from './studio-page.ts';

const w11 = { parameter: 'W_xh', row: 1, column: 1 };

function expectedTexts(value: number): readonly string[] {
  const [preset] = presets;
  if (!preset) throw new Error('no preset');
  const [before, after] = [preset.experiment, withWeight(preset.experiment, w11, value)].map(
    (experiment) => runSequence(experiment, 1),
  );
  if (!before || !after) throw new Error('no run');
  const at = before.model.parameters.find(({ name }) => name === 'W_xh')?.offset ?? 0;
  return [
    formatPair(before.loss, after.loss),
    formatPair(before.gradient[at] ?? 0, after.gradient[at] ?? 0),
  ].map((pair) => pair.join(' → '));
}

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]) {
  test(`presses on a weight are told as one change, and Escape as taken back, ${viewport.width} wide`, async ({
    page,
  }) => {
    await page.setViewportSize(viewport);
    const studio = new StudioPage(page);
    await studio.open('./#v=1&preset=sentiment&beat=35');
    const line = page.getByRole('region', { name: 'What the edit did' });
    const heard = page.getByTestId('announcer');
    const room = await line.boundingBox();
    await page.getByRole('button', { name: /^W.?xh row 1 column 1/ }).click();
    const field = page.getByLabel(/Change W.?xh row 1 column 1/);
    const drawn = Number(await field.inputValue());
    for (let press = 0; press < 5; press++) await field.press('ArrowUp');
    // A drawn number goes to the next multiple of the step, and then on by the step.
    const value = (Math.floor(drawn * 100) + 5) / 100;
    await expect(field).toHaveValue(String(value));
    for (const text of expectedTexts(value)) {
      const part = line.getByText(text);
      await expect(part).toBeVisible();
      const box = await part.boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(viewport.width);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(
        (room?.y ?? 0) + (room?.height ?? 0) + 4,
      );
    }
    await expect(heard).toContainText('This change: ');
    await field.press('Escape');
    await expect(line).toContainText('Taken back:');
    await expect(heard).toContainText('The change is taken back: ');
    await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
    expect(await line.boundingBox()).toEqual(room);
    await expect.poll(() => page.url().length).toBeLessThan(120);
    await page.keyboard.press('Escape');
    await studio.previous.click();
    await expect(line).toContainText('what that does is told here');
  });
}
