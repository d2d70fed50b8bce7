import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { connectHttp, MODERN, startHttp } from '../../support/host/http.js';
import { temporaryFolder } from '../../support/temporary.js';
import { until } from '../../support/until.js';

const FILE = 'kestra-mcp.config.json';
const written = (config: object) => JSON.stringify({ plugins: ['kv', 'namespace'], ...config });

it('tells clients of both eras when the configuration has changed what they see, and no others', async () => {
  const cwd = temporaryFolder({ [FILE]: written({}) });
  const host = await startHttp({ cwd });
  const told: string[] = [];
  const connected = async (name: string, path: string, era: object) => {
    const listChanged = { tools: { autoRefresh: false, onChanged: () => told.push(name) } };
    const client = await connectHttp(`${host.url}${path}`, { client: { ...era, listChanged } });
    return async () => (await client.listTools()).tools.length;
  };
  const tools = await Promise.all([
    connected('2025', '', {}),
    connected('2026', '', MODERN),
    connected('2025 kv', '/g/kv', {}),
    connected('2026 kv', '/g/kv', MODERN),
  ]);
  const counts = () => Promise.all(tools.map((count) => count()));
  expect(await counts()).toEqual([4, 4, 1, 1]);

  writeFileSync(join(cwd, FILE), written({ tools: { disable: ['namespace'] } }));
  await until(
    () => (told.length >= 2 ? true : undefined),
    () => `${told} ${host.stderr()}`,
  );
  expect(told.toSorted()).toEqual(['2025', '2026']);
  expect(await counts()).toEqual([1, 1, 1, 1]);

  // The tools change immediately, but the HTTP settings wait for a restart.
  writeFileSync(join(cwd, FILE), written({ http: { auth: 'kestra' } }));
  await until(() => (told.length >= 4 ? true : undefined));
  expect(host.stderr()).toContain('The HTTP settings have changed. They take effect after a restart.');
  expect(await counts()).toEqual([4, 4, 1, 1]);
});
