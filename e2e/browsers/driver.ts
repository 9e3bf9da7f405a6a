// What the smoke test asks of a browser, whatever that is driven by.

/** Where a function runs: in the page itself, or in the frame inside it. */
export type Place = 'page' | 'frame';

/** Runs in a page, and so needs nothing around it; arguments and result are JSON. */
export type InPage<Result, Arguments extends readonly unknown[] = never> = (
  ...values: Arguments
) => Result;

export interface Driver {
  /** Opens an address in a window of about 1280 × 800. */
  open(address: string): Promise<void>;
  run<Arguments extends readonly unknown[], Result>(
    place: Place,
    inPage: InPage<Result, Arguments>,
    ...values: Arguments
  ): Promise<Result>;
  /** Presses and releases keys one after the other: characters, or what `KeyboardEvent.key` names. */
  press(...keys: readonly string[]): Promise<void>;
  /** Errors, refusals of the content policy, requests to other origins, in order; each is told once. */
  takeProblems(): Promise<readonly string[]>;
  /** The window as PNG. */
  screenshot(): Promise<Uint8Array>;
  close(): Promise<void>;
}
