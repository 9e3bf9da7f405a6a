// Another site, with pages that frame the studio.

import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Host {
  readonly origin: string;
  close(): void;
}

/** Pages by path; under `/studio/` what the studio's own server answers. */
export async function startHost(
  pages: Readonly<Record<string, string>>,
  studio: string,
): Promise<Host> {
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const page = pages[path];
    if (page !== undefined) response.setHeader('Content-Type', 'text/html').end(page);
    else if (path.startsWith('/studio/')) void passOn(new URL(path.slice(8), studio), response);
    // Browsers ask for an icon, and write to the console where there is none.
    else response.writeHead(path === '/favicon.ico' ? 204 : 404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://localhost:${port}`, close: () => server.close() };
}

async function passOn(address: URL, response: ServerResponse): Promise<void> {
  const answer = await fetch(address);
  for (const name of ['content-type', 'content-security-policy', 'x-content-type-options']) {
    const value = answer.headers.get(name);
    if (value !== null) response.setHeader(name, value);
  }
  response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()));
}

export const framePage = (address: string, sandbox: string | null): string => `<!doctype html>
<title>A page with a frame</title>
<iframe title="Unrolled" width="1200" height="700"${sandbox === null ? '' : ` sandbox="${sandbox}"`} src="${address}"></iframe>`;
