// A figure in somebody else's page, driven by what app/docs/formats.md promises and nothing else.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { presetOf } from '../../src/config/presets.ts';
import { runSequence } from '../../src/engine/run.ts';
import { expect, test } from '../fixtures.ts';

let server: Server;
/** A page of another site: to a browser 127.0.0.1 is a stranger to localhost. */
let site = '';
let hostPage = '';

test.beforeEach(async ({ problems }) => {
  problems.expect(/foreign request: http:\/\/127/);
  server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(hostPage);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

test.afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** A page with this body; `host.js` comes from where the figure does. */
async function openHost(page: Page, body: string, script = ''): Promise<void> {
  hostPage = `<!doctype html><html lang="en"><head><title>A course</title><link rel="icon" href="data:,"></head><body>${body}<script type="module">${script}</script></body></html>`;
  await page.goto(site);
}

declare global {
  interface Window {
    ask(type: string, wish?: object, index?: number): Promise<Answered>;
    events: { readonly type: string; readonly [field: string]: unknown }[];
  }
}

/** By the protocol alone: ready or ping, hello with a port, requests by id. */
const plainClient = `
  window.events = [];
  const lines = [...document.querySelectorAll('iframe')].map((frame) => {
    let port, last = 0;
    const waiting = new Map();
    const greeted = new Promise((done) => {
      addEventListener('message', ({ source, data }) => {
        if (source !== frame.contentWindow || data?.unrolled !== 1 || data.type !== 'ready') return;
        window.ready = data;
        const channel = new MessageChannel();
        port = channel.port1;
        port.onmessage = ({ data }) => {
          if (data.type === 'answer') waiting.get(data.id)?.(data);
          else window.events.push(data);
        };
        frame.contentWindow.postMessage({ unrolled: 1, type: 'hello' }, '*', [channel.port2]);
        done();
      });
      frame.contentWindow.postMessage({ unrolled: 1, type: 'ping' }, '*');
    });
    return async (type, wish) => {
      await greeted;
      const id = ++last;
      const answer = new Promise((resolve) => waiting.set(id, resolve));
      port.postMessage({ unrolled: 1, type, id, ...wish });
      return answer;
    };
  });
  window.ask = (type, wish, index = 0) => lines[index](type, wish);`;

const frame = (address: string, more = ''): string =>
  `<iframe title="Figure" width="800" height="500" ${more} src="${address}"></iframe>`;

const figureAt = (baseURL: string | undefined, search: string, hash = ''): string =>
  `${baseURL}?view=embed${search}#${hash}`;

/** As it comes: what is expected of it is asked of its fields. */
interface Answered {
  readonly ok: boolean;
  readonly result: Record<string, never> & string;
  readonly error: { readonly code: string; readonly message: string };
}

const ask = (page: Page, type: string, wish: object = {}, index = 0): Promise<Answered> =>
  page.evaluate(([t, w, i]) => window.ask(t, w, i), [type, wish, index] as const);

test('every request is answered once, by the formats', async ({ page, baseURL }) => {
  await openHost(page, frame(figureAt(baseURL, '', 'v=1&preset=sentiment')), plainClient);
  const experiment = presetOf('sentiment')?.experiment;
  if (!experiment) throw new Error('no preset');
  const trace = runSequence(experiment, 1);
  expect(await ask(page, 'load', { preset: 'sentiment' })).toMatchObject({
    ok: true,
    result: { beats: 35 },
  });
  expect(await page.evaluate(() => (window as unknown as { ready: object }).ready)).toMatchObject({
    unrolled: 1,
    type: 'ready',
    protocol: 1,
    app: expect.stringMatching(/^\d+\.\d+\.\d+$/),
  });
  const got = await ask(page, 'getExperiment');
  expect(got.result).toMatchObject({ format: 'unrolled/experiment', version: 1 });
  expect(await ask(page, 'load', { experiment: got.result })).toMatchObject({ ok: true });
  const traced = await ask(page, 'getTrace', {
    unitPaths: { parameter: 'W_hh', row: 1, column: 1 },
  });
  expect(traced.result.loss).toBe(trace.loss);
  expect(traced.result).toMatchObject({ unitPaths: { parameter: 'W_hh' } });
  const second = await ask(page, 'getTrace', { sequence: 2 });
  expect(second.result).toMatchObject({ format: 'unrolled/trace', sequence: 2 });
  expect(second.result.loss).toBe(runSequence(experiment, 2).loss);
  expect((await ask(page, 'goTo', { beat: 20 })).result).toEqual({ beat: 20, beats: 35 });
  expect((await ask(page, 'next')).result).toEqual({ beat: 21, beats: 35 });
  expect((await ask(page, 'previous')).result).toEqual({ beat: 20, beats: 35 });
  expect((await ask(page, 'play')).result).toMatchObject({ beats: 35 });
  await ask(page, 'pause');
  await ask(page, 'goTo', { beat: 20 });
  const state = await ask(page, 'getState');
  expect(state.result).toMatch(/^#v=1&.*beat=20/);
  await ask(page, 'load', { preset: 'nlp' });
  expect(await ask(page, 'setState', { state: state.result })).toMatchObject({
    result: state.result,
  });
  expect((await ask(page, 'getExperiment')).result.title).toBe(experiment.title);
  expect((await ask(page, 'load', { state: '#v=1&preset=nlp&beat=3' })).ok).toBe(true);
  expect((await ask(page, 'next')).result.beat).toBe(4);
  expect(
    await ask(page, 'set', { theme: 'dark', notation: 'd2l', panels: 'formula' }),
  ).toMatchObject({ ok: true, result: {} });
  const figure = page.frameLocator('iframe');
  await expect(figure.getByRole('region', { name: 'Formula' })).toBeVisible();
  await expect(figure.locator('html')).toHaveAttribute('data-theme', 'dark');
  const tex = await ask(page, 'export', { kind: 'latex' });
  expect(tex.result).toContain('\\begin{aligned}');
  const svg = await ask(page, 'export', { kind: 'svg' });
  expect(svg.result).toMatch(/^<svg xmlns=.*<title id="title">.*<\/svg>\s*$/s);
  const png = await ask(page, 'export', { kind: 'png' });
  expect(png.result).toMatch(/^data:image\/png;base64,iVBOR/);
});

test('what cannot be done is said in a sentence, and changes nothing', async ({
  page,
  baseURL,
}) => {
  await openHost(page, frame(figureAt(baseURL, '', 'v=1&preset=sentiment&beat=5')), plainClient);
  await ask(page, 'getState');
  const cases: readonly [string, object, string][] = [
    ['dance', {}, 'bad-request'],
    ['goTo', {}, 'bad-request'],
    ['goTo', { beat: -1 }, 'bad-request'],
    ['goTo', { beat: 99 }, 'bad-request'],
    ['goTo', { beat: '5' }, 'bad-request'],
    ['load', {}, 'bad-request'],
    ['load', { preset: 'nlp', state: '#v=1' }, 'bad-request'],
    ['load', { lesson: 'first' }, 'unsupported'],
    ['set', { theme: 'pink' }, 'bad-request'],
    ['set', { notation: 'nobody' }, 'bad-request'],
    ['export', { kind: 'numpy' }, 'unsupported'],
    ['export', { kind: 'film' }, 'bad-request'],
    ['getTrace', { sequence: 9 }, 'bad-request'],
    ['answer', { value: 1 }, 'no-question'],
  ];
  for (const [type, wish, code] of cases) {
    const { ok, error } = await ask(page, type, wish);
    expect([type, wish, ok, error?.code]).toEqual([type, wish, false, code]);
    expect(error.message).toMatch(/^[\w“].{15,}[.?]$/s);
    expect(error.message).not.toContain('fault.');
  }
  for (const wish of [
    { preset: 'nobody' },
    { state: '#v=1&preset=nobody' },
    { experiment: { format: 'unrolled/experiment', version: 1 } },
  ]) {
    const { ok, error } = await ask(page, 'load', wish);
    expect(ok).toBe(false);
    expect(error.message).toMatch(/^[\w“].{15,}\.$/s);
  }
  expect((await ask(page, 'getState')).result).toBe('#v=1&preset=sentiment&beat=5');
});

test('messages of others, and from elsewhere, change nothing and are not answered', async ({
  page,
  baseURL,
}) => {
  const address = figureAt(
    baseURL,
    `&origin=${encodeURIComponent('https://other.example')}`,
    'v=1',
  );
  await openHost(
    page,
    frame(address),
    `window.heard = [];
    const frame = document.querySelector('iframe');
    addEventListener('message', ({ data }) => heard.push(data));
    window.send = (message) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => heard.push(data);
      frame.contentWindow.postMessage(message, '*', [port2]);
      port1.postMessage({ unrolled: 1, type: 'goTo', id: 1, beat: 3 });
    };`,
  );
  const figure = page.frameLocator('iframe');
  await expect(figure.getByRole('button', { name: 'Step', exact: true })).toBeVisible();
  await page.evaluate(() => {
    const { send } = window as unknown as { send(message: unknown): void };
    for (const message of [
      { unrolled: 1, type: 'hello' },
      { unrolled: 2, type: 'hello' },
      { type: 'hello' },
      'hello',
      null,
      { unrolled: 1, type: 'ping' },
    ]) {
      send(message);
    }
  });
  await figure.getByRole('button', { name: 'Step', exact: true }).click();
  await expect(figure.getByText('beat 1 of')).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)).toEqual([]);
});

test('events tell each beat, the state at rest, and a step beyond the ends', async ({
  page,
  baseURL,
}) => {
  await openHost(page, frame(figureAt(baseURL, '', 'v=1&preset=sentiment')), plainClient);
  await ask(page, 'load', { preset: 'sentiment' });
  await ask(page, 'goTo', { beat: 16 });
  const has = (event: Record<string, unknown>) =>
    expect
      .poll(() => page.evaluate(() => window.events))
      .toContainEqual(expect.objectContaining(event));
  await has({ unrolled: 1, type: 'beat', beat: 16, beats: 35, phase: 'backward', t: 3 });
  await has({ type: 'state', state: '#v=1&preset=sentiment&beat=16' });
  await ask(page, 'goTo', { beat: 35 });
  expect((await ask(page, 'next')).result).toEqual({ beat: 35, beats: 35 });
  await has({ type: 'edge', direction: 'next' });
  await ask(page, 'goTo', { beat: 0 });
  await ask(page, 'previous');
  await has({ type: 'edge', direction: 'previous' });
});

test('with predict, next withholds, and reveals at the second time', async ({ page, baseURL }) => {
  await openHost(
    page,
    frame(figureAt(baseURL, '&predict=on', 'v=1&preset=sentiment&beat=16')),
    plainClient,
  );
  await ask(page, 'getState');
  const figure = page.frameLocator('iframe');
  await ask(page, 'goTo', { beat: 17 });
  await expect(figure.getByText('What do you expect for')).toBeVisible();
  expect((await ask(page, 'next')).result.beat).toBe(17);
  await expect(figure.getByText('What do you expect for')).toBeHidden();
  await ask(page, 'next');
  await expect(figure.getByText('What do you expect for')).toBeVisible();
  expect(await ask(page, 'reveal')).toMatchObject({ ok: true, result: { correct: null } });
  await expect(figure.getByText('What do you expect for')).toBeHidden();
});

test('two figures in one page know nothing of each other, and outlive a reload of either side', async ({
  page,
  baseURL,
}) => {
  const body =
    frame(figureAt(baseURL, '', 'v=1&preset=sentiment')) +
    frame(figureAt(baseURL, '', 'v=1&preset=nlp'));
  await openHost(page, body, plainClient);
  await ask(page, 'goTo', { beat: 3 }, 0);
  await ask(page, 'goTo', { beat: 5 }, 1);
  expect((await ask(page, 'getState', {}, 0)).result).toContain('preset=sentiment&beat=3');
  expect((await ask(page, 'getState', {}, 1)).result).toContain('preset=nlp&beat=5');
  // The figure is loaded anew: it says ready, and takes the new port.
  await page.evaluate(() => {
    const [first] = document.querySelectorAll('iframe');
    if (first)
      first.src = first.src.replace('preset=sentiment', 'preset=tutorial').replace('?', '?x=1&');
  });
  await expect
    .poll(async () => {
      const answer = ask(page, 'getState', {}, 0);
      const none = new Promise((resolve) => setTimeout(resolve, 500));
      return ((await Promise.race([answer, none])) as { result?: string } | undefined)?.result;
    })
    .toContain('preset=tutorial');
  await page.reload();
  expect((await ask(page, 'goTo', { beat: 2 }, 1)).result.beat).toBe(2);
});

test('host.js: typed promises, events, an error with its code, and a limit of time', async ({
  page,
  baseURL,
}) => {
  await openHost(
    page,
    `${frame(figureAt(baseURL, '', 'v=1&preset=sentiment'))}<iframe title="Empty" src="about:blank"></iframe>`,
    `import { connect } from '${baseURL}host.js';
    const [first, empty] = document.querySelectorAll('iframe');
    const figure = await connect(first);
    const beats = [];
    figure.on('beat', ({ beat }) => beats.push(beat));
    const place = await figure.ask('goTo', { beat: 7 });
    const refused = await figure.ask('goTo', { beat: 700 }).catch(({ name, code }) => [name, code]);
    const late = await connect(empty, { origin: '*', timeout: 300 }).catch(({ code }) => code);
    figure.close();
    const closed = await figure.ask('next').catch(({ code }) => code);
    window.told = { place, refused, late, closed, beats };`,
  );
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { told?: object }).told))
    .toEqual({
      place: { beat: 7, beats: 35 },
      refused: ['FigureError', 'bad-request'],
      late: 'timeout',
      closed: 'closed',
      beats: [7],
    });
});

test('the element fetches its figure when it is near, gives it the height it needs, and follows its attributes', async ({
  page,
  baseURL,
}) => {
  await openHost(
    page,
    `<div style="height:3000px">Text</div>
    <unrolled-figure preset="sentiment" beat="20" controls="step" notation="d2l" title="Blame"></unrolled-figure>`,
    `import '${baseURL}host.js';
    window.heights = [];
    document.querySelector('unrolled-figure').figure.then((f) => f.on('size', ({ height }) => heights.push(height)));`,
  );
  const element = page.locator('unrolled-figure');
  await expect(element.locator('iframe')).toHaveCount(0);
  await element.scrollIntoViewIfNeeded();
  const figure = page.frameLocator('unrolled-figure iframe');
  await expect(figure.getByText('beat 20 of 35')).toBeVisible();
  await expect(element.locator('iframe')).toHaveAttribute('title', 'Blame');
  const heights = () => page.evaluate(() => (window as unknown as { heights: number[] }).heights);
  await expect.poll(async () => (await heights()).length).toBeGreaterThan(0);
  const fits = () =>
    element
      .locator('iframe')
      .evaluate((node: HTMLIFrameElement) => node.getBoundingClientRect().height);
  await expect
    .poll(async () => Math.abs((await fits()) - ((await heights()).at(-1) ?? 0)))
    .toBeLessThan(3);
  await element.evaluate((node) => node.setAttribute('beat', '21'));
  await expect(figure.getByText('beat 21 of 35')).toBeVisible();
  // It has settled: steps change nothing.
  expect((await heights()).length).toBeLessThanOrEqual(3);
});

test('a figure takes no focus, no wheel, no history, no storage and no title', async ({
  page,
  baseURL,
}) => {
  await openHost(
    page,
    `<input id="own" autofocus><div style="height:200px"></div>${frame(figureAt(baseURL, '&controls=step', 'v=1&preset=sentiment'), 'style="display:block"')}<div style="height:3000px"></div>`,
    plainClient,
  );
  await ask(page, 'goTo', { beat: 20 });
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('own');
  const before = await page.evaluate(() => history.length);
  const figure = page.frameLocator('iframe');
  const box = await page.locator('iframe').boundingBox();
  if (!box) throw new Error('no frame');
  await page.mouse.move(box.x + 400, box.y + 150);
  await page.mouse.wheel(0, 300);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
  // A key of the page around is the page's.
  await page.keyboard.press('ArrowRight');
  await expect(figure.getByText('beat 20 of 35')).toBeVisible();
  await figure.getByRole('button', { name: 'Step', exact: true }).click();
  await page.keyboard.press('ArrowRight');
  await expect(figure.getByText('beat 22 of 35')).toBeVisible();
  expect(await page.evaluate(() => history.length)).toBe(before);
  expect(await page.title()).toBe('A course');
  const inner = page.frames()[1];
  expect(await inner?.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
  // Nothing that can be edited here.
  await figure.locator('.weight-cell').first().click();
  await expect(figure.getByRole('textbox')).toHaveCount(0);
});

test('without an origin of its own a figure works as well', async ({ page, baseURL }) => {
  const address = figureAt(baseURL, '&controls=step', 'v=1&preset=sentiment&beat=3');
  await openHost(page, frame(address, 'sandbox="allow-scripts"'), plainClient);
  expect((await ask(page, 'goTo', { beat: 9 })).result).toEqual({ beat: 9, beats: 35 });
  await expect(page.frameLocator('iframe').getByText('beat 9 of 35')).toBeVisible();
});

test('in a deck, the key beyond the last step is the deck’s; platforms are told the height', async ({
  page,
  baseURL,
}) => {
  await openHost(
    page,
    frame(
      figureAt(baseURL, '&deck=reveal&height=auto&dialect=lti', 'v=1&preset=sentiment&beat=35'),
    ),
    `window.heard = []; addEventListener('message', ({ data }) => heard.push(data));`,
  );
  const figure = page.frameLocator('iframe');
  await expect(figure.getByText('beat 35 of 35')).toBeVisible();
  const heard = () => page.evaluate(() => (window as unknown as { heard: unknown[] }).heard);
  await expect
    .poll(heard)
    .toContainEqual({ subject: 'lti.frameResize', height: expect.any(Number) });
  await figure.getByRole('button', { name: 'Previous beat' }).click();
  await page.keyboard.press('ArrowRight');
  await expect(figure.getByText('beat 35 of 35')).toBeVisible();
  expect(await heard()).not.toContain('{"method":"next"}');
  await page.keyboard.press('ArrowRight');
  await expect.poll(heard).toContain('{"method":"next"}');
});
