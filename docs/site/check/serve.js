import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where `.ci/docs` builds the site. */
export const DIST = fileURLToPath(new URL('../.vitepress/dist/', import.meta.url));
export const BASE = '/kestra-mcp/';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** Serves the built site on a free port of loopback, as GitHub Pages would. */
export async function serve() {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const file = fileOf(decodeURIComponent(pathname));
    if (file === undefined) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}${BASE}`;
  return { url, close: () => server.close() };
}

function fileOf(pathname) {
  if (!pathname.startsWith(BASE)) return undefined;
  const file = join(DIST, pathname.slice(BASE.length));
  const candidates = [file, `${file}.html`, join(file, 'index.html')];
  return candidates.find((path) => existsSync(path) && statSync(path).isFile());
}
