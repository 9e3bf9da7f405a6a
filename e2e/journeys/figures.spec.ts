// Figures to take away: each is a file that stands alone, and shows what the page shows.

import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { StudioPage } from './studio-page.ts';

const states = [
  { hash: 'preset=sentiment&beat=27', of: '.picture', name: 'the net' },
  { hash: 'preset=sentiment&beat=20&depth=folded', of: '.picture', name: 'the net' },
  { hash: 'preset=sentiment&beat=20&depth=inside', of: '.picture', name: 'the net' },
  { hash: 'preset=sentiment&beat=25&depth=units', of: '.picture', name: 'the net' },
  { hash: 'preset=sentiment&beat=35&lens=time', of: '.time-chart', name: 'vanishing' },
  { hash: 'preset=many-to-many&beat=50', of: '.triangle table', name: 'paths by loss and use' },
] as const;

async function saved(page: Page): Promise<Buffer> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save', exact: true }).click(),
  ]);
  return readFileSync(await file.path());
}

/** Share of small squares of the drawing that differ clearly between page and figure. */
async function difference(
  page: Page,
  screenshot: Buffer,
  svg: string,
  offset: readonly [number, number],
): Promise<number> {
  const shot = screenshot.toString('base64');
  return page.evaluate(
    async ([png, text, dx, dy]) => {
      const bytes = Uint8Array.from(atob(png), (sign) => sign.charCodeAt(0));
      const seen = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const image = new Image();
      image.src = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
      await image.decode();
      // Where the drawing begins in the file.
      const [, x = '0', y = '0'] =
        /<g transform="translate\(([-\d.]+) ([-\d.]+)\)">/.exec(text) ?? [];
      const size = 6;
      const [columns, rows] = [Math.floor(seen.width / size), Math.floor(seen.height / size)];
      const squares = (
        draw: (context: OffscreenCanvasRenderingContext2D) => void,
      ): Uint8ClampedArray => {
        const canvas = new OffscreenCanvas(columns, rows);
        const context = canvas.getContext('2d');
        if (!context) throw new Error('no canvas');
        context.imageSmoothingQuality = 'high';
        context.scale(1 / size, 1 / size);
        draw(context);
        return context.getImageData(0, 0, columns, rows).data;
      };
      const a = squares((context) => context.drawImage(seen, 0, 0));
      const b = squares((context) => context.drawImage(image, -Number(x) - dx, -Number(y) - dy));
      let different = 0;
      for (let i = 0; i < a.length; i += 4) {
        const gap = [0, 1, 2].map((k) => Math.abs((a[i + k] ?? 0) - (b[i + k] ?? 0)));
        if (Math.max(...gap) > 60) different += 1;
      }
      return different / (columns * rows);
    },
    [shot, svg, ...offset] as const,
  );
}

async function shotOf(part: Locator): Promise<Buffer> {
  return part.screenshot({ animations: 'disabled' });
}

for (const { hash, of, name } of states) {
  test(`${name}, ${hash}: the file is whole, and shows what the page shows`, async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
    const studio = new StudioPage(page);
    await studio.open(`./#v=1&${hash}`);
    await studio.settled();
    await page.mouse.move(0, 0);
    const screenshot = await shotOf(page.locator(of).first());
    // The table of the triangle is wider than the panel that it is in.
    const [shown, root] = await Promise.all(
      [of, of.split(' ')[0] ?? of].map((part) => page.locator(part).first().boundingBox()),
    );
    const offset = [(shown?.x ?? 0) - (root?.x ?? 0), (shown?.y ?? 0) - (root?.y ?? 0)] as const;
    await page.getByRole('button', { name: `Save figure: ${name}` }).click();
    await expect(page.getByRole('img', { name: 'What will be saved' })).toBeVisible();
    const svg = String(await saved(page));
    // A page without a policy, which reads any text.
    const reader = await page.context().newPage();
    const told = await reader.evaluate((text) => {
      const xml = new DOMParser().parseFromString(text, 'image/svg+xml');
      return {
        wrong: xml.querySelector('parsererror')?.textContent ?? null,
        title: xml.querySelector('title')?.textContent,
        description: xml.querySelector('desc')?.textContent,
        link: xml.querySelector('metadata')?.textContent,
        texts: xml.querySelectorAll('text').length,
        foreign: [...xml.querySelectorAll('*')].flatMap((node) =>
          [...node.attributes].filter(
            ({ name: key, value }) =>
              key !== 'xmlns' && (/^(class|style|on)/.test(key) || /:\/\/|url\((?!#)/.test(value)),
          ),
        ).length,
        names: [...new Set([...xml.querySelectorAll('*')].map(({ tagName }) => tagName))],
      };
    }, svg);
    expect(told).toMatchObject({ wrong: null, foreign: 0 });
    expect(told.title).toContain(name);
    expect(told.description?.length).toBeGreaterThan(20);
    expect(told.link).toContain('#v=1&');
    expect(told.texts).toBeGreaterThan(8);
    const drawn = ['path', 'rect', 'ellipse', 'text', 'image', 'g', 'defs', 'clipPath'];
    const about = ['svg', 'title', 'desc', 'metadata'];
    expect(told.names.filter((tag) => ![...drawn, ...about].includes(tag))).toEqual([]);
    expect(await difference(reader, screenshot, svg, offset)).toBeLessThan(0.02);
  });
}

test('as points, in four sizes and in the dark; the page keeps its own colours', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=sentiment&beat=20');
  await studio.settled();
  await page.getByRole('button', { name: 'Save figure: the net' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Colours').selectOption('dark');
  const dark = String(await saved(page));
  expect(/<rect width="\d+" height="\d+" fill="(.*?)"/.exec(dark)?.[1]).toBe('rgb(18, 18, 20)');
  await expect(page.locator('html')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  const [, width = ''] = /width="(\d+)"/.exec(dark) ?? [];
  for (const [format, scale] of [
    ['png1', 1],
    ['png4', 4],
  ] as const) {
    await dialog.getByLabel('As', { exact: true }).selectOption(format);
    const png = await saved(page);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(Number(width) * scale);
  }
});

test('a table is saved as CSV, with numbers that other programs read', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=sentiment&beat=27');
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as CSV' }).first().click(),
  ]);
  expect(file.suggestedFilename()).toBe('unrolled-steps.csv');
  const text = readFileSync(await file.path(), 'utf8');
  expect(text.split('\r\n')[0]).toContain('t = 1,t = 2,t = 3');
  expect(text).toMatch(/-0\.\d+/);
  expect(text).not.toMatch(/−\d/);
});
