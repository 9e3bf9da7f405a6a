/// <reference types="vitest/config" />
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { contentSecurityPolicy } from './.ci/policy.mjs';

// Only in the built page: the development server needs inline scripts for hot reloading.
const policyInPage: Plugin = {
  name: 'policy-in-page',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
      injectTo: 'head-prepend',
    },
  ],
};

export default defineConfig({
  // Relative, so that the build works under any sub-path of any host.
  base: './',
  plugins: [react(), policyInPage],
  build: {
    target: 'baseline-widely-available',
    // An inlined asset is a data: address, which the policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es' },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'app/**/*.test.{ts,tsx}'],
    environment: 'node',
    // Properties over whole runs take seconds where many tests share two processors.
    testTimeout: 30_000,
  },
});
