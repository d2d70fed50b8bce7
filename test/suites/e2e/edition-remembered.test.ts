import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { failed, startHost } from '../../support/host/host.js';
import { type FakeAnswer, fakeKestra } from '../../support/kestra/fake-kestra.js';
import { cacheIn } from '../../support/programs/environment.js';
import { temporaryFolder } from '../../support/temporary.js';
import { until } from '../../support/until.js';

const fileIn = (home: string) => join(cacheIn(home), 'editions.json');
const EE_TOOL = 'search_apps';

/** A Kestra of the given edition. Routes of the Enterprise Edition return 404. */
async function instance(edition: string) {
  const state: { says: FakeAnswer } = { says: { body: JSON.stringify({ version: '2.0.1', edition }) } };
  const kestra = await fakeKestra(({ url }) =>
    url.endsWith('/configs') ? state.says : { status: 404, body: '{"message":"Not Found"}' },
  );
  return { state, baseUrl: kestra.baseUrl };
}

async function start(baseUrl: string, home: string, ...args: string[]) {
  let changes = 0;
  const host = await startHost({
    args,
    env: { KESTRA_BASE_URL: baseUrl, HOME: home },
    client: { listChanged: { tools: { autoRefresh: false, onChanged: () => void changes++ } } },
  });
  const hasTool = async () => (await host.client.listTools()).tools.some(({ name }) => name === EE_TOOL);
  return { ...host, hasTool, changes: () => changes };
}

/** A home in which a server has already learned the edition. */
async function homeOf(baseUrl: string): Promise<string> {
  const home = temporaryFolder();
  const host = await start(baseUrl, home);
  await host.hasTool();
  await until(() => existsSync(fileIn(home)) || undefined);
  await host.stop();
  return home;
}

describe('the edition', () => {
  it('is known at the next start, whatever Kestra says by then', async () => {
    const { state, baseUrl } = await instance('EE');
    const home = await homeOf(baseUrl);
    state.says = 'never';
    const host = await start(baseUrl, home);
    expect(host.client.getInstructions()).toContain('Enterprise');
    expect(await host.hasTool()).toBe(true);
    await host.stop();
  });

  it('is kept for the user alone, by address, and nothing else is', async () => {
    const { baseUrl } = await instance('OSS');
    const home = await homeOf(baseUrl);
    expect(readFileSync(fileIn(home), 'utf8')).toBe(`{"editions":[["${baseUrl}","OSS"]]}\n`);
    expect(statSync(fileIn(home)).mode & 0o777).toBe(0o600);
    expect(statSync(cacheIn(home)).mode & 0o777).toBe(0o700);
  });

  it('is another with another server at the address: tools go, and their calls say why', async () => {
    const { state, baseUrl } = await instance('EE');
    const home = await homeOf(baseUrl);
    state.says = { body: '{"version":"2.0.1","edition":"OSS"}' };
    const host = await start(baseUrl, home);
    expect(await failed(host.client, EE_TOOL)).toMatch(/404.*\n.*Enterprise Edition/);
    expect(await host.hasTool()).toBe(true);
    await until(() => host.changes() || undefined);
    expect(await host.hasTool()).toBe(false);
    await host.stop();
    expect(readFileSync(fileIn(home), 'utf8')).toContain('"OSS"');
  });

  it('is asked for each time where no folder can be made, without a word', async () => {
    const { baseUrl } = await instance('EE');
    const home = temporaryFolder();
    mkdirSync(dirname(cacheIn(home)), { recursive: true });
    writeFileSync(cacheIn(home), 'a file');
    const host = await start(baseUrl, home);
    await host.hasTool();
    await until(async () => (await host.hasTool()) || undefined);
    expect(host.stderr()).toBe('');
    await host.stop();
  });

  it('of the sandbox is not kept', async () => {
    const home = temporaryFolder();
    const host = await start('http://localhost:1', home, '--sandbox=ee-2.0');
    await until(async () => (await host.hasTool()) || undefined);
    await host.stop();
    expect(existsSync(cacheIn(home))).toBe(false);
  });
});
