// Waiting for signs of life of an engine that owes one: some workers die without an event.

export interface VigilOptions {
  /** Milliseconds of silence after which the engine is greeted, and after which it counts as gone. */
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
}

/** Of an engine that has just been greeted. */
export function createVigil({ patience, startTimer, greet, gone }: VigilOptions): Vigil {
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
    stopTimer ??= startTimer(patience, miss);
  }

  return {
    wait,
    stop,
    heard(owing) {
      greeted = false;
      stop();
      if (owing) wait();
    },
  };
}
