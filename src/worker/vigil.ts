// Waiting for signs of life of an engine that owes one, where nothing else tells that it is gone: some workers die without an event.

export interface VigilOptions {
  /** Milliseconds that it may take to answer its first greeting. */
  readonly handshakeTimeout: number;
  /** Milliseconds of silence after which it is greeted again, and then counts as gone. */
  readonly patience: number;
  startTimer(milliseconds: number, callback: () => void): () => void;
  /** Asks for a sign of life: an engine at work answers between two slices. */
  greet(): void;
  gone(): void;
}

export interface Vigil {
  /** Something is owed. A wait that goes on is not begun anew: edits may come faster than it ends. */
  wait(): void;
  /** A sign of life; `owing`: more is still owed. */
  heard(owing: boolean): void;
  stop(): void;
  /** Silence says nothing from now on. */
  rest(): void;
}

/** Of an engine that has just been greeted. */
export function createVigil(options: VigilOptions): Vigil {
  const { startTimer, greet, gone } = options;
  let patience = options.handshakeTimeout;
  let resting = false;
  let greeted = true;
  let stopTimer: (() => void) | null = null;

  function stop(): void {
    stopTimer?.();
    stopTimer = null;
  }

  function miss(): void {
    stopTimer = null;
    if (greeted) {
      gone();
      return;
    }
    greeted = true;
    greet();
    wait();
  }

  function wait(): void {
    if (!resting) stopTimer ??= startTimer(patience, miss);
  }

  return {
    wait,
    stop,
    rest() {
      resting = true;
      stop();
    },
    heard(owing) {
      greeted = false;
      patience = options.patience;
      stop();
      if (owing) wait();
    },
  };
}
