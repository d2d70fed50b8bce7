import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A package registry on loopback with these tarballs. It can forward requests for others to another registry. */
export interface Registry {
  url: string;
  close(): Promise<void>;
}

export async function startRegistry(tarballs: readonly string[], other?: string): Promise<Registry> {
  const packages = tarballs.map(describe);
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://registry').pathname).slice(1);
    const named = packages.find(({ name }) => path === name);
    const packed = packages.find(({ file }) => path === file);
    if (named)
      response.setHeader('content-type', 'application/json').end(JSON.stringify(document(named, url())));
    else if (packed) response.end(packed.bytes);
    else if (other)
      response.writeHead(302, { location: new URL(request.url?.slice(1) ?? '', other).href }).end();
    else response.writeHead(404).end('{}');
  });
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: url(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Packed {
  name: string;
  version: string;
  manifest: object;
  file: string;
  bytes: Buffer;
}

function describe(tarball: string): Packed {
  const manifest = JSON.parse(
    execFileSync('tar', ['-xzOf', tarball, 'package/package.json'], { encoding: 'utf8' }),
  ) as { name: string; version: string };
  const { name, version } = manifest;
  return { name, version, manifest, file: `-/${name}-${version}.tgz`, bytes: readFileSync(tarball) };
}

function document({ name, version, manifest, file, bytes }: Packed, url: string): object {
  const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  const dist = { tarball: `${url}/${file}`, integrity };
  return { name, 'dist-tags': { latest: version }, versions: { [version]: { ...manifest, dist } } };
}
