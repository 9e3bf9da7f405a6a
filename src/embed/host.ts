// For the page around a figure: finds the frame, speaks the protocol, and brings the element <unrolled-figure>.
// Built as one small file without dependencies, host.js: it imports types only.

import type { Answer, Events, EventType, Problem, RequestType, Wish } from './messages.ts';

export interface ConnectOptions {
  /** Where the frame comes from, such as https://example.org; else that of its address. */
  readonly origin?: string;
  /** Milliseconds to wait for the frame. */
  readonly timeout?: number;
}

/** A request that failed; `code` as the frame says it, or `timeout`, `closed`, `reloaded`. */
export class FigureError extends Error {
  readonly code: string;
  constructor({ code, message }: Problem) {
    super(message);
    this.name = 'FigureError';
    this.code = code;
  }
}

/** A frame that answers. */
export interface Figure {
  readonly iframe: HTMLIFrameElement;
  ask<T extends RequestType>(type: T, wish?: Wish<T>): Promise<Answer<T>>;
  /** Returns how to stop listening. */
  on<T extends EventType>(type: T, listener: (event: Events[T]) => void): () => void;
  /** Ends the connection; requests under way fail with `closed`. */
  close(): void;
}

interface Pending {
  resolve(result: never): void;
  reject(error: FigureError): void;
}

/** The origin to talk to; that of a sandboxed frame without one of its own can only be said as “any”. */
function originOf(iframe: HTMLIFrameElement): string {
  const { sandbox, src } = iframe;
  const isOpaque = iframe.hasAttribute('sandbox') && !sandbox.contains('allow-same-origin');
  return isOpaque || !src ? '*' : new URL(src, document.baseURI).origin;
}

/** The port with what is asked and listened to on it. */
interface Line {
  take(port: MessagePort): void;
  end(code: string, message: string): void;
  readonly ask: Figure['ask'];
  readonly on: Figure['on'];
}

function createLine(): Line {
  const listeners = new Map<string, Set<(event: never) => void>>();
  const pending = new Map<number, Pending>();
  let port: MessagePort | null = null;
  let last = 0;
  const hear = ({ data }: MessageEvent): void => {
    if (data?.unrolled !== 1) return;
    if (data.type !== 'answer') {
      for (const listener of listeners.get(data.type) ?? []) listener(data as never);
      return;
    }
    const asked = pending.get(data.id);
    pending.delete(data.id);
    if (data.ok) asked?.resolve(data.result as never);
    else asked?.reject(new FigureError(data.error));
  };
  const end = (code: string, message: string): void => {
    port?.close();
    port = null;
    for (const { reject } of pending.values()) reject(new FigureError({ code, message }));
    pending.clear();
  };
  return {
    end,
    take(given) {
      end('reloaded', 'The figure was loaded anew before it answered: ask again.');
      port = given;
      given.onmessage = hear;
    },
    ask: (type, wish) =>
      new Promise((resolve, reject) => {
        if (port === null) {
          reject(new FigureError({ code: 'closed', message: 'This connection is closed.' }));
          return;
        }
        last += 1;
        pending.set(last, { resolve, reject });
        port.postMessage({ unrolled: 1, ...wish, type, id: last });
      }),
    on(type, listener) {
      const all = listeners.get(type) ?? new Set();
      listeners.set(type, all.add(listener));
      return () => all.delete(listener);
    },
  };
}

/** Between two pings; milliseconds. */
const pingPace = 250;

/**
 * Settles once the frame has taken the port; rejects with `timeout`. The connection outlives reloads of the frame:
 * what was asked before one fails with `reloaded`, what is asked after it is answered by the new page.
 */
export function connect(
  iframe: HTMLIFrameElement,
  { origin = originOf(iframe), timeout = 20_000 }: ConnectOptions = {},
): Promise<Figure> {
  const line = createLine();
  const post = (message: object, transfer: Transferable[] = []): void =>
    iframe.contentWindow?.postMessage({ unrolled: 1, ...message }, origin, transfer);
  return new Promise((resolve, reject) => {
    const meet = ({ source, origin: from, data }: MessageEvent): void => {
      if (source !== iframe.contentWindow || source === null || data?.unrolled !== 1) return;
      if (data.type !== 'ready' || (origin !== '*' && from !== origin)) return;
      rest();
      const { port1, port2 } = new MessageChannel();
      line.take(port1);
      post({ type: 'hello' }, [port2]);
      resolve({ iframe, ask: line.ask, on: line.on, close });
    };
    const rest = (): void => {
      clearInterval(pings);
      clearTimeout(limit);
    };
    const close = (): void => {
      removeEventListener('message', meet);
      rest();
      line.end('closed', 'The connection was closed before the figure answered.');
    };
    addEventListener('message', meet);
    // A frame that is there already has said that it is ready before anybody listened.
    const pings = setInterval(() => post({ type: 'ping' }), pingPace);
    const limit = setTimeout(() => {
      close();
      const message = `The figure did not answer within ${timeout / 1000} s: is its address right, and may it be framed?`;
      reject(new FigureError({ code: 'timeout', message }));
    }, timeout);
    post({ type: 'ping' });
  });
}

/** What stands in the `?` and in the `#` of a figure's address, by the names of the element's attributes. */
const looks = [
  'theme',
  'lang',
  'notation',
  'controls',
  'panels',
  'motion',
  'predict',
  'keys',
  'deck',
];
const states = ['lesson', 'preset', 'seed', 'sequence', 'beat', 'select', 'depth', 'lens', 'x'];
/** Attributes that a figure on screen follows without being loaded anew. */
const followed = ['theme', 'lang', 'notation', 'controls', 'panels', 'predict'];

/**
 * `<unrolled-figure preset="sentiment" beat="20" controls="step" notation="d2l">`: a figure as high as it needs, fetched
 * once the reader comes near it. `src`: where Unrolled is, if not beside this file; `poster`: an image until then;
 * `title`: what a screen reader calls it; `state`: the whole `#` text in place of its keys.
 */
class UnrolledFigure extends HTMLElement {
  static observedAttributes = [...followed, ...states, 'state'];
  /** Settles once the figure answers. */
  readonly figure: Promise<Figure>;
  #connected: (figure: Figure | PromiseLike<Figure>) => void = () => {};
  #figure: Figure | null = null;
  #frame: HTMLIFrameElement | null = null;
  #sight: IntersectionObserver | null = null;

  constructor() {
    super();
    this.figure = new Promise((resolve) => {
      this.#connected = resolve;
    });
    // Nobody needs to listen to it.
    this.figure.catch(() => {});
  }

  connectedCallback(): void {
    if (this.#frame) return;
    this.style.display ||= 'block';
    this.style.minHeight ||= '360px';
    const poster = this.getAttribute('poster');
    if (poster !== null) {
      const image = Object.assign(document.createElement('img'), { src: poster, alt: '' });
      image.style.maxWidth = '100%';
      this.replaceChildren(image);
    }
    this.#sight = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) this.#load();
      },
      { rootMargin: '400px' },
    );
    this.#sight.observe(this);
  }

  disconnectedCallback(): void {
    this.#sight?.disconnect();
    this.#figure?.close();
    this.#frame?.remove();
    this.#frame = null;
    this.#figure = null;
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    const figure = this.#figure;
    if (figure === null || before === now) return;
    if (followed.includes(name)) {
      if (now !== null) figure.ask('set', { [name]: now }).catch(() => {});
    } else if (name === 'beat') figure.ask('goTo', { beat: Number(now) }).catch(() => {});
    else figure.ask('load', { state: this.#state() }).catch(() => {});
  }

  #state(): string {
    const state = this.getAttribute('state');
    if (state !== null) return state;
    const said = states.flatMap((name) => {
      const value = this.getAttribute(name);
      return value === null ? [] : [`${name}=${encodeURIComponent(value)}`];
    });
    return `#${['v=1', ...said].join('&')}`;
  }

  #address(): string {
    const page = new URL(
      this.getAttribute('src') ?? './',
      this.hasAttribute('src') ? document.baseURI : import.meta.url,
    );
    page.searchParams.set('view', 'embed');
    page.searchParams.set('height', 'auto');
    for (const name of looks) {
      const value = this.getAttribute(name);
      if (value !== null) page.searchParams.set(name, value);
    }
    page.hash = this.#state();
    return page.href;
  }

  #load(): void {
    this.#sight?.disconnect();
    const frame = document.createElement('iframe');
    frame.title = this.getAttribute('title') ?? 'Backpropagation through time, step by step';
    frame.allow = 'fullscreen; clipboard-write';
    frame.src = this.#address();
    frame.style.cssText = 'display:block;width:100%;height:420px;border:0';
    this.#frame = frame;
    this.replaceChildren(frame);
    const connected = connect(frame);
    this.#connected(connected);
    connected.then(
      (figure) => {
        this.#figure = figure;
        figure.on('size', ({ height }) => {
          frame.style.height = `${height}px`;
        });
        for (const type of ['beat', 'edge', 'state', 'fault'] as const) {
          figure.on(type, (detail) => this.dispatchEvent(new CustomEvent(type, { detail })));
        }
      },
      () => {},
    );
  }
}

customElements.get('unrolled-figure') ?? customElements.define('unrolled-figure', UnrolledFigure);
