// The frame's side of the channel: tells the parent that it is ready, takes its port, answers each request once.
//
//   frame → parent   ready                          and again for every ping
//   parent → frame   hello with a MessagePort       the newest port counts: a parent that was reloaded says hello anew
//   port             requests → answers, events

import { type Events, type EventType, isOurs, type Problem, protocolVersion } from './messages.ts';

/** The window that the frame lives in; a test gives its own. */
export interface GuestWindow {
  readonly parent: { postMessage(message: unknown, targetOrigin: string): void };
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

/** What a request comes to. */
export type Outcome =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly error: Problem };

export interface GuestOptions {
  readonly window: GuestWindow;
  /** The one origin that may talk to the frame; null: that of whatever page has embedded it. */
  readonly origin: string | null;
  /** The version of the app. */
  readonly app: string;
  /** Never rejects. */
  readonly carryOut: (type: string, data: Readonly<Record<string, unknown>>) => Promise<Outcome>;
  /** The parent has a port from now on. */
  readonly onHello?: () => void;
}

export interface Guest {
  /** Tells an event, where a parent listens. */
  tell<T extends EventType>(type: T, event: Events[T]): void;
  stop(): void;
}

/** Begins to listen, and says that it is ready. */
export function startGuest(options: GuestOptions): Guest {
  const { window: own, origin, app, carryOut, onHello } = options;
  let port: MessagePort | null = null;
  const ready = (): void => {
    const message = { unrolled: protocolVersion, type: 'ready', protocol: protocolVersion, app };
    // It tells nothing that not every page may know.
    own.parent.postMessage(message, origin ?? '*');
  };
  const leave = (): void => {
    port?.close();
    port = null;
  };
  const answer = async (to: MessagePort, data: unknown): Promise<void> => {
    if (!isOurs(data) || !isId(data.id)) return;
    const { id, type } = data;
    const outcome = await carryOut(type, data);
    to.postMessage({ unrolled: protocolVersion, type: 'answer', id, ...outcome });
  };
  const hear = ({ source, origin: from, data, ports }: MessageEvent): void => {
    if (source !== own.parent || (origin !== null && from !== origin) || !isOurs(data)) return;
    if (data.type === 'ping') ready();
    const [given] = ports;
    if (data.type !== 'hello' || given === undefined) return;
    leave();
    port = given;
    given.onmessage = (event) => void answer(given, event.data);
    onHello?.();
  };
  own.addEventListener('message', hear);
  ready();
  return {
    tell: (type, event) => port?.postMessage({ unrolled: protocolVersion, type, ...event }),
    stop() {
      leave();
      own.removeEventListener('message', hear);
    },
  };
}

/** Only such a number can be told from another. */
function isId(id: unknown): id is number {
  return typeof id === 'number' && Number.isFinite(id);
}
