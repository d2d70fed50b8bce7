import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { opening, request } from '../../support/host/messages.js';
import { RawHost } from '../../support/host/raw.js';
import { CONFIGS, type FakeKestra, fakeKestra } from '../../support/kestra/fake-kestra.js';
import { until } from '../../support/until.js';
import { ADDRESSES } from './addresses.js';
import { CODE } from './code.js';
import { LIMITS } from './limits.js';
import { Listener } from './listener.js';
import { OWNERS, settle } from './visit.js';
import type { Way } from './way.js';

let listener: Listener;
let mine: FakeKestra;

beforeAll(async () => {
  listener = await Listener.start();
  mine = await fakeKestra(({ url }) => ({ body: url.endsWith('/configs') ? CONFIGS : '[]' }));
});
afterAll(() => listener.close());

const byName = (name: string): Way => {
  const found = [...ADDRESSES, ...LIMITS, ...CODE].find((way) => way.name === name);
  if (found === undefined) throw new Error(`There is no way "${name}".`);
  return found;
};

const startOf = (way: Way, owner: (typeof OWNERS)[number]) => {
  const { cwd, args, env, userFolder, marker } = settle(way, owner, mine.baseUrl, listener.host);
  return { marker, cwd, args, env: { ...env, KESTRA_MCP_USER_FOLDER: userFolder, KESTRA_MCP_TRUST: '' } };
};

/** One of each kind, started as by a client. */
describe('a server that a client starts', () => {
  it.each([
    ['JSON', OWNERS[0]],
    ['a .env', OWNERS[2]],
    ['a variable in the path', OWNERS[1]],
    ['configuration that is .ts', OWNERS[0]],
    ['configuration that is .mjs', OWNERS[1]],
    ['a plugin by its path', OWNERS[2]],
    ["a package of the host's name above", OWNERS[0]],
    ['a file that a .env names', OWNERS[1]],
    ['what the host itself imports', OWNERS[2]],
    ['a pipe', OWNERS[0]],
    ['all of them', OWNERS[1]],
  ])('%s, with credentials in %s', async (name, owner) => {
    mine.seen.length = 0;
    const { marker, ...start } = startOf(byName(name), owner);
    const host = new RawHost(start);
    host.send(...opening(), request(1, 'tools/list'));
    const { result } = await host.answer(1);
    const names = result.tools.map((tool: { name: string }) => tool.name);
    expect(names).toContain('search_flows');
    expect(names).not.toContain('execute_flow');
    await until(
      () => (mine.seen.length > 0 ? true : undefined),
      () => host.stderr(),
    );
    host.endInput();
    expect(await host.finished).toMatchObject({ code: 0 });
    expect([listener.heard(), existsSync(marker)]).toEqual([{ connections: 0, text: '' }, false]);
    expect(
      host
        .stderr()
        .split('\n')
        .filter((line) => line.includes('is not trusted')).length,
    ).toBeLessThan(2);
  });
});
