// The one definition of the page's Content-Security-Policy: sent by the server, written into the page.

/** The page makes no code from text; the one address it gives to a worker goes through the policy `unrolled`. */
const trustedTypes = {
  'require-trusted-types-for': "'script'",
  'trusted-types': 'unrolled',
};

const directives = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  // blob: a figure is looked at, and made into points, before it is saved.
  'img-src': "'self' blob:",
  'font-src': "'self'",
  'worker-src': "'self'",
  'connect-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  ...trustedTypes,
};

/** @param {Readonly<Record<string, string>>} policy */
const written = (policy) =>
  Object.entries(policy)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');

const own = "'self'";

/**
 * The policy of a page whose origin is known, or of one that may stand anywhere. Where it can it names the origin:
 * WebKit's 'self' matches nothing in a frame that is sandboxed without allow-same-origin.
 * @param {string} [origin]
 */
export function policyAt(origin) {
  const at = origin ? `${own} ${origin}` : own;
  const sources = Object.entries(directives).map(([name, value]) => [
    name,
    value === own ? at : value,
  ]);
  return written(Object.fromEntries(sources));
}

export const trustedTypesPolicy = written(trustedTypes);
