// The page at every size: nothing scrolls that should not, nothing jumps, and motion is only for those who want it.

import { expect, test } from '../fixtures.ts';
import { StudioPage } from './studio-page.ts';

const sizes = [
  [1440, 900],
  [1280, 720],
  [768, 1024],
  [390, 844],
  [320, 640],
] as const;

for (const [width, height] of sizes) {
  test(`at ${width} × ${height} the page itself does not scroll sideways`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const studio = new StudioPage(page);
    for (const preset of ['sentiment', 'tutorial']) {
      await page.goto('about:blank');
      await studio.open(`./#v=1&preset=${preset}&beat=20`);
      const overflow = await page.evaluate(() => {
        const main = document.querySelector('main');
        const root = document.documentElement;
        return [
          root.scrollWidth - root.clientWidth,
          (main?.scrollWidth ?? 0) - (main?.clientWidth ?? 0),
        ];
      });
      expect(overflow).toEqual([0, 0]);
      await expect(studio.step).toBeInViewport();
      await expect(page.locator('.sentence-text')).toBeInViewport();
    }
  });
}

test('the panels stay where they are from beat to beat', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=sentiment&beat=1');
  const total = await studio.beats();
  const tops = new Set<number>();
  const paths = new Set<number>();
  const widths = new Set<number>();
  for (let i = 1; i < total; i++) {
    await page.keyboard.press('ArrowRight');
    const box = await studio.timeline.boundingBox();
    const graph = await page.locator('svg [data-quantity="h@1"]').first().boundingBox();
    const panel = await page.locator('.paths').boundingBox();
    paths.add(Math.round(panel?.y ?? -1));
    tops.add(Math.round(graph?.y ?? -1));
    widths.add(Math.round(box?.width ?? -1));
  }
  expect([...tops]).toHaveLength(1);
  expect([...paths]).toHaveLength(1);
  expect([...widths]).toHaveLength(1);
});

test('with reduced motion nothing is animated', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=sentiment&beat=17');
  for (let i = 0; i < 5; i++) {
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  }
});

test('the chosen theme is kept by the address', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open();
  await page.getByRole('button', { name: /^Theme/ }).click();
  await page.getByRole('group', { name: 'Theme' }).getByRole('button', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a heat map is painted in the tones of the theme, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await new StudioPage(page).open('./#v=1&preset=tutorial');
    const map = page.locator('canvas').first();
    await expect(map).toBeVisible();
    const { tones, painted } = await map.evaluate((canvas: HTMLCanvasElement) => {
      const probe = document.body.appendChild(document.createElement('span'));
      const colourOf = (tone: string): string => {
        probe.style.color = `var(--tone-${tone})`;
        return getComputedStyle(probe).color;
      };
      const ten = Array.from({ length: 10 }, (_, i) => i + 1);
      const tones = ['0', ...ten.flatMap((k) => [`p${k}`, `n${k}`])].map(colourOf);
      const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, 1).data ?? [];
      const painted = Array.from({ length: data.length / 4 }, (_, i) => {
        return `rgb(${data[4 * i]}, ${data[4 * i + 1]}, ${data[4 * i + 2]})`;
      });
      return { tones, painted: [...new Set(painted)] };
    });
    expect(new Set(tones).size).toBe(21);
    expect(tones[0]).toBe(colorScheme === 'light' ? 'rgb(238, 238, 241)' : 'rgb(38, 38, 43)');
    expect(painted.length).toBeGreaterThan(3);
    for (const colour of painted) expect(tones).toContain(colour);
  });
}
