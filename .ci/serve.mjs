// A static server for the built page, with the headers that any host of it should send.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import { policyAt } from './policy.mjs';

// Framing is a feature, so nothing here forbids it; and a frame sandboxed without
// allow-same-origin loads even its own files as a foreign origin, hence the open CORS header.
const headers = {
  'Access-Control-Allow-Origin': '*',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/** The origin under which a request came, if it says so. @param {import('node:http').IncomingMessage} request */
function originOf({ headers: { host } }) {
  return host && /^([\w.-]+|\[[\da-f:]+\])(:\d+)?$/i.test(host) ? `http://${host}` : undefined;
}

/** The page with another policy in it than the build knew. @param {string} page @param {string} policy */
function withPolicy(page, policy) {
  const found = /(?<=http-equiv="Content-Security-Policy" content=")[^"]*/;
  return page.replace(found, () => policy);
}

/** @param {string} folder */
function staticServer(folder) {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const files = sirv(folder, {
    etag: true,
    setHeaders: (response, path) => {
      const hashed = path.includes('/assets/');
      response.setHeader(
        'Cache-Control',
        hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  return createServer((request, response) => {
    const policy = policyAt(originOf(request));
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    // The examples are pages of others, with policies of their own.
    if (!request.url?.startsWith('/examples/')) {
      response.setHeader('Content-Security-Policy', policy);
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    if (/^\/(index\.html)?(\?|$)/.test(request.url ?? '')) {
      response
        .setHeader('Content-Type', 'text/html;charset=utf-8')
        .setHeader('Cache-Control', 'no-cache');
      response.end(withPolicy(page, policy));
      return;
    }
    files(request, response, () => {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found\n');
    });
  });
}

/**
 * Serves a folder on the first free port from `port` on, and settles with the address.
 * @param {{ folder: string, port: number, host?: string, attempts?: number }} options
 * @returns {Promise<string>}
 */
export function serve({ folder, port, host = 'localhost', attempts = 50 }) {
  const server = staticServer(folder);
  return new Promise((resolve, reject) => {
    let candidate = port;
    server.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      candidate += 1;
      if (error.code === 'EADDRINUSE' && candidate < port + attempts) {
        server.listen(candidate, host);
      } else reject(error);
    });
    server.on('listening', () => resolve(`http://${host}:${candidate}/`));
    server.listen(candidate, host);
  });
}
