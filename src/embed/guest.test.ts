// The frame's side of the channel, without a browser: whom it hears, what it answers, and when.

import { expect, test, vi } from 'vitest';
import { type GuestOptions, type GuestWindow, startGuest } from './guest.ts';

function world(origin: string | null = null, carryOut?: GuestOptions['carryOut']) {
  const parent = { postMessage: vi.fn() };
  let hear = (_: MessageEvent): void => {};
  const window: GuestWindow = {
    parent,
    addEventListener: (_, listener) => {
      hear = listener;
    },
    removeEventListener: () => {
      hear = () => {};
    },
  };
  const guest = startGuest({
    window,
    origin,
    app: '1.2.3',
    carryOut: carryOut ?? (async (type) => ({ ok: true, result: type })),
  });
  const send = (message: object): void => hear({ ports: [], ...message } as never);
  const from = { source: parent, origin: 'https://course.example' };
  const greet = (): MessagePort => {
    const { port1, port2 } = new MessageChannel();
    send({ ...from, data: { unrolled: 1, type: 'hello' }, ports: [port2] });
    return port1;
  };
  return { parent, guest, send, from, greet };
}

/** All that comes over a port until it has been quiet for a turn. */
async function heardOn(port: MessagePort, act: () => void): Promise<unknown[]> {
  const heard: unknown[] = [];
  port.onmessage = ({ data }) => heard.push(data);
  act();
  await new Promise((resolve) => setTimeout(resolve, 20));
  port.close();
  return heard;
}

const ready = { unrolled: 1, type: 'ready', protocol: 1, app: '1.2.3' };

test('it says that it is ready, and again when it is asked', () => {
  const { parent, send, from } = world();
  expect(parent.postMessage.mock.calls).toEqual([[ready, '*']]);
  send({ ...from, data: { unrolled: 1, type: 'ping' } });
  expect(parent.postMessage).toHaveBeenCalledTimes(2);
});

test('with an origin it tells that one alone, and hears no other', async () => {
  const { parent, send, from, greet } = world('https://own.example');
  expect(parent.postMessage.mock.calls).toEqual([[ready, 'https://own.example']]);
  send({ ...from, data: { unrolled: 1, type: 'ping' } });
  expect(parent.postMessage).toHaveBeenCalledTimes(1);
  const port = greet();
  expect(await heardOn(port, () => port.postMessage({ unrolled: 1, type: 'next', id: 1 }))).toEqual(
    [],
  );
});

test.each([
  ['another window', { source: {}, data: { unrolled: 1, type: 'ping' } }],
  ['no envelope', { data: { type: 'ping' } }],
  ['another version', { data: { unrolled: 2, type: 'ping' } }],
  ['text', { data: 'ping' }],
  ['nothing', { data: null }],
])('it passes over %s in silence', (_, message) => {
  const { parent, send, from } = world();
  send({ ...from, ...message });
  expect(parent.postMessage).toHaveBeenCalledTimes(1);
});

test('a request is answered once, by its id; what has none is not', async () => {
  const { greet } = world();
  const port = greet();
  const heard = await heardOn(port, () => {
    port.postMessage({ unrolled: 1, type: 'next', id: 7 });
    port.postMessage({ unrolled: 1, type: 'next' });
    port.postMessage({ unrolled: 1, type: 'next', id: 'x' });
    port.postMessage('next');
  });
  expect(heard).toEqual([{ unrolled: 1, type: 'answer', id: 7, ok: true, result: 'next' }]);
});

test('events go to the newest port', async () => {
  const { guest, greet } = world();
  const before = greet();
  const now = greet();
  const [old, heard] = await Promise.all([
    heardOn(before, () => {}),
    heardOn(now, () => guest.tell('edge', { direction: 'next' })),
  ]);
  expect(old).toEqual([]);
  expect(heard).toEqual([{ unrolled: 1, type: 'edge', direction: 'next' }]);
});
