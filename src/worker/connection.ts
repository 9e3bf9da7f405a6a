// A line to whichever engine can be reached: opens the best link that starts, greets it, and opens another when it is lost.

import { type Ask, type Link, type OpenLink, protocolVersion, type Reply } from './protocol.ts';

export interface ConnectionOptions {
  /** Ways to reach an engine, the best first. One that cannot start is left for the next. */
  readonly links: readonly OpenLink[];
  /** How long an engine may take to say hello, in milliseconds. */
  readonly handshakeTimeout: number;
  /** Calls back after so many milliseconds, unless the returned function is called before. */
  startTimer(milliseconds: number, callback: () => void): () => void;
}

export interface ConnectionEvents {
  reply(reply: Reply): void;
  /**
   * What was asked and not answered is lost and has to be asked again. `no-start`: the engine never spoke, and the
   * next `post` tries another way. `crash`: it had spoken, and the next `post` starts it anew.
   */
  lost(how: 'no-start' | 'crash'): void;
}

export interface Connection {
  /** False: no engine can be reached in any way. The post after that tries all ways again. */
  post(ask: Ask): boolean;
  close(): void;
}

/** The link in use. */
interface Line {
  readonly link: Link;
  readonly stopTimer: () => void;
  /** It has said hello, in our version. */
  ready: boolean;
}

export function createConnection(options: ConnectionOptions, events: ConnectionEvents): Connection {
  const { links, handshakeTimeout, startTimer } = options;
  let rung = 0;
  let line: Line | null = null;

  function close(): void {
    line?.stopTimer();
    line?.link.close();
    line = null;
  }

  function lose(): void {
    const crashed = line?.ready === true;
    close();
    if (!crashed) rung += 1;
    events.lost(crashed ? 'crash' : 'no-start');
  }

  function hear(reply: Reply): void {
    if (line === null) return;
    if (reply.call !== 'hello') {
      events.reply(reply);
    } else if ('answer' in reply && reply.answer.protocol === protocolVersion) {
      line.stopTimer();
      line.ready = true;
    } else {
      lose();
    }
  }

  function open(openLink: OpenLink): Line {
    // A closed link may still have events on their way.
    const current = (): boolean => line === opened;
    const link = openLink({
      reply: (reply) => current() && hear(reply),
      died: () => current() && lose(),
    });
    const stopTimer = startTimer(handshakeTimeout, () => current() && lose());
    const opened: Line = { link, stopTimer, ready: false };
    link.post({ call: 'hello', id: 0, ask: { protocol: protocolVersion } });
    return opened;
  }

  /** Down the ladder to the first link that can be opened. */
  function connect(): Line | null {
    for (; rung < links.length; rung += 1) {
      try {
        return open(links[rung] as OpenLink);
      } catch {
        // Forbidden here: the next one may not be.
      }
    }
    rung = 0;
    return null;
  }

  return {
    post(ask) {
      line ??= connect();
      line?.link.post(ask);
      return line !== null;
    },
    close,
  };
}
