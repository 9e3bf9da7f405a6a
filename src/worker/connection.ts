// A line to whichever engine can be reached: opens the best link that starts, greets it, and opens another when it is lost.

import {
  type Ask,
  type Link,
  type LinkEvents,
  type OpenLink,
  protocolVersion,
  type Reply,
} from './protocol.ts';
import { createVigil, type Vigil } from './vigil.ts';

export interface ConnectionOptions {
  /** Ways to reach an engine, the best first. One that cannot start is left for the next. */
  readonly links: readonly OpenLink[];
  /** How long an engine may take to say hello, in milliseconds. */
  readonly handshakeTimeout: number;
  /** One that is silent for as long in the midst of its work is greeted again, and then given as long to answer. */
  readonly patience: number;
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
  readonly vigil: Vigil;
  /** It has said hello, in our version. */
  ready: boolean;
  /** The run that it owes an answer, and the tasks. */
  run: number | null;
  readonly tasks: Set<number>;
}

const hello: Ask = { call: 'hello', id: 0, ask: { protocol: protocolVersion } };

function openLine(openLink: OpenLink, options: ConnectionOptions, events: LinkEvents): Line {
  const link = openLink(events);
  const vigil = createVigil({
    handshakeTimeout: options.handshakeTimeout,
    patience: options.patience,
    startTimer: options.startTimer,
    greet: () => link.post(hello),
    gone: events.died,
  });
  link.post(hello);
  vigil.wait();
  return { link, vigil, ready: false, run: null, tasks: new Set() };
}

export function createConnection(options: ConnectionOptions, events: ConnectionEvents): Connection {
  const { links } = options;
  let rung = 0;
  let line: Line | null = null;

  function close(): void {
    line?.vigil.stop();
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
    if (reply.call === 'hello') {
      if (!('answer' in reply) || reply.answer.protocol !== protocolVersion) {
        lose();
        return;
      }
      line.ready = true;
      // The link is told when the lock is free: until then the engine is at work, however silent.
      if (reply.answer.life !== null) line.vigil.rest();
    } else if ('answer' in reply) {
      if (reply.id === line.run) line.run = null;
      line.tasks.delete(reply.id);
    }
    line.vigil.heard(line.run !== null || line.tasks.size > 0);
    if (reply.call !== 'hello') events.reply(reply);
  }

  function open(openLink: OpenLink): Line {
    // A closed link may still have events on their way.
    const current = (): boolean => line === opened;
    const opened = openLine(openLink, options, {
      reply: (reply) => current() && hear(reply),
      died: () => current() && lose(),
    });
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
      if (line === null) return false;
      if (ask.call === 'run') line.run = ask.id;
      if (ask.call === 'task') line.tasks.add(ask.id);
      if (ask.call === 'cancel') {
        if (line.run === ask.id) line.run = null;
        line.tasks.delete(ask.id);
      }
      line.link.post(ask);
      if (ask.call === 'run' || ask.call === 'task') line.vigil.wait();
      return true;
    },
    close,
  };
}
