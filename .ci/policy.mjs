// The one definition of the page's Content-Security-Policy: sent by the server, written into the built page.

/** The page makes no code from text; the one address it gives to a worker goes through the policy `unrolled`. */
const trustedTypes = {
  'require-trusted-types-for': "'script'",
  'trusted-types': 'unrolled',
};

const directives = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self'",
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

export const contentSecurityPolicy = written(directives);
export const trustedTypesPolicy = written(trustedTypes);
