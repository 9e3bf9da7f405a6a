// A static server for the built page, with the headers that any host of it should send.

import { createServer } from 'node:http';
import sirv from 'sirv';
import { contentSecurityPolicy } from './policy.mjs';

// Framing is a feature, so nothing here forbids it; and a frame sandboxed without
// allow-same-origin loads even its own files as a foreign origin, hence the open CORS header.
const headers = {
  'Content-Security-Policy': contentSecurityPolicy,
  'Access-Control-Allow-Origin': '*',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/** @param {string} folder */
function staticServer(folder) {
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
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
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
