import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { expect, it } from '@jest/globals';
import type { HttpConfig } from '../../config/config.js';
import { parseListen } from '../../config/http/values.js';
import { listen, listeningProblem } from './listener.js';

it.each(['127.0.0.1', '::1'])('says of a port of %s that is taken how to take another', async (host) => {
  const other = createServer().listen(0, host);
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const config = { listen: { host, port }, path: '/mcp' } as HttpConfig;
  const problem = await listen(createServer() as never, config).catch((error: Error) => error.message);
  other.close();
  expect(problem).toContain(`Port ${port} of ${host} is already in use`);
  const [, advised] = /--http=(\S+)\.$/.exec(String(problem)) ?? [];
  expect(parseListen(advised)).toEqual({ host, port: port + 1 });
});

it('does not advise a port that there is not', () => {
  const taken = Object.assign(new Error('taken'), { code: 'EADDRINUSE' });
  const { message } = listeningProblem(taken, { host: '127.0.0.1', port: 65_535 });
  const [, advised] = /--http=(\S+)\.$/.exec(message) ?? [];
  expect(parseListen(advised)?.port).toBe(65_534);
});
