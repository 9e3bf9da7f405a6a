/// <reference types="vitest/config" />
import { readFileSync } from 'node:fs';
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { docs } from './.ci/docs.mjs';
import { host } from './.ci/host.mjs';
import { licences, ownCodeOnly } from './.ci/licences.mjs';
import { policyAt, trustedTypesPolicy } from './.ci/policy.mjs';

/** Where the build will be served, if it was said: the page's policy can name it then. */
function publicOrigin(): string | undefined {
  const { PUBLIC_ORIGIN: origin } = process.env;
  if (!origin) return undefined;
  if (URL.canParse(origin) && new URL(origin).origin === origin) return origin;
  throw new Error(
    `PUBLIC_ORIGIN is "${origin}": it must be like https://example.org, without a path`,
  );
}

// Only in the built page: the development server needs inline scripts for hot reloading.
const policyInPage: Plugin = {
  name: 'policy-in-page',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: policyAt(publicOrigin()) },
      injectTo: 'head-prepend',
    },
  ],
};

// A message that cannot be read stops the build, and the page has no need of a parser.
const compiledMessages: Plugin = {
  name: 'compiled-messages',
  enforce: 'pre',
  transform: {
    filter: { id: /\/src\/words\/catalogue\/[^?]*\.json$/ },
    handler: (text) => {
      const messages = Object.entries<string>(JSON.parse(text));
      const compiled = messages.map(([id, message]) => [id, compileMessageOrThrow(message)]);
      return { code: JSON.stringify(Object.fromEntries(compiled)), map: null };
    },
  },
};

/**
 * A `const` stays one in what is built. V8 compiles base address and length of the engine's memory into the kernels only
 * where the view on it is a constant; as a `var`, which is what Vite makes of it, they take twice as long.
 */
const keepsConstants = { topLevelVar: false };

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'));

const formulaFolders = /[\\/]src[\\/](panels[\\/]formula|expression(?![\\/]pseudocode))[\\/]/;

/** What makes and draws formulas comes with KaTeX, and is named so: the bar of a first visit stands before both. */
function isOfFormula(chunk: {
  facadeModuleId: string | null;
  moduleIds: readonly string[];
}): boolean {
  const { facadeModuleId, moduleIds } = chunk;
  const subjects = facadeModuleId === null ? moduleIds : [facadeModuleId];
  return subjects.some((id) => formulaFolders.test(id));
}

export default defineConfig({
  // Relative, so that the build works under any sub-path of any host.
  base: './',
  plugins: [
    react(),
    policyInPage,
    compiledMessages,
    docs(policyAt(publicOrigin())),
    host(),
    licences(),
  ],
  define: { APP_VERSION: JSON.stringify(version) },
  // Hot reloading rules out the whole policy; what it allows is held while developing, too.
  server: { headers: { 'Content-Security-Policy': trustedTypesPolicy } },
  build: {
    target: 'baseline-widely-available',
    // An inlined asset is a data: address, which the policy refuses.
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      // A part that is fetched later brings its own scripts: the list of all of them would be in the first file.
      resolveDependencies: (_, files, { hostType }) =>
        hostType === 'html' ? files : files.filter((file) => file.endsWith('.css')),
    },
    rolldownOptions: {
      output: {
        ...keepsConstants,
        chunkFileNames: (chunk) => `assets/${isOfFormula(chunk) ? 'formula-' : ''}[name]-[hash].js`,
        codeSplitting: {
          groups: [
            // Changes with its version only, and so stays in the browser's cache.
            {
              name: 'react',
              test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/,
              priority: 1,
            },
            // What every visit needs travels together: a hundred small files would pack worse.
            { name: 'first', tags: ['$initial'] },
          ],
        },
      },
    },
  },
  worker: {
    format: 'es',
    plugins: () => [ownCodeOnly()],
    rolldownOptions: { output: keepsConstants },
  },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'app/**/*.test.{ts,tsx}'],
    environment: 'node',
    setupFiles: ['src/testing/whole-catalogue.ts'],
    // Limits end what hangs and judge no speed: the slowest needs less than a tenth of them, alone on two processors.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    teardownTimeout: 60_000,
  },
});
