// The worker's address as the browser wants it: where only trusted addresses may become code, as one that a policy vouches for.

import address from './serve.ts?worker&url?worker&url';

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): { createScriptURL(address: string): string };
}

/** `unrolled` is the one policy that the page's content policy allows; it lets one address through. */
function createPolicy() {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  return trustedTypes?.createPolicy('unrolled', {
    createScriptURL(given) {
      if (given !== address) throw new TypeError('Not the address of the worker');
      return given;
    },
  });
}

let policy: ReturnType<typeof createPolicy>;

/** Throws where the frame's own content policy forbids ours. */
export function workerAddress(): string {
  policy ??= createPolicy();
  // A trusted address is an object that only the browser looks into.
  return policy ? policy.createScriptURL(address) : address;
}
