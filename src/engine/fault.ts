// A run that the engine refuses: a mistake of the user's, told as data, carried by an exception.

import type { Fault } from '#base/result.ts';

export class EngineFault extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(`${fault.code} ${JSON.stringify(fault.values)}`);
    this.name = 'EngineFault';
    this.fault = fault;
  }
}
