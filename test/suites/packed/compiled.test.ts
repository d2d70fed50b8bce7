import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { ROOT } from '../../support/paths.js';
import { cacheIn, type StartOptions, startFrom } from '../../support/programs/environment.js';
import { temporaryFolder } from '../../support/temporary.js';

const run = promisify(execFile);
/** Node 22, installed with the conformance suite. */
const NODE_22 = join(ROOT, 'test/conformance/node_modules/node/bin/node');
const DAY = 24 * 60 * 60;

/** Lists the tools, and returns what Node reports about its cache of compiled modules. */
async function listed(node: string, env: NonNullable<StartOptions['env']>) {
  const child = startFrom({
    args: ['list', '--sandbox'],
    env: { NODE_DEBUG_NATIVE: 'COMPILE_CACHE', ...env },
  });
  const { stdout, stderr } = await run(node, child.args, { env: child.env, cwd: child.cwd });
  const count = (event: RegExp) => `${stdout}${stderr}`.match(event)?.length ?? 0;
  return { accepted: count(/ was accepted/g), rejected: count(/ was rejected/g), stdout };
}

describe('compiled modules', () => {
  it('are kept for the next start on Node 22, in a folder that only the user can enter', async () => {
    const HOME = temporaryFolder();
    const folder = join(cacheIn(HOME), 'compiled');
    expect(await listed(NODE_22, { HOME })).toMatchObject({ accepted: 0 });
    const [build = '', ...others] = readdirSync(folder);
    expect(others).toEqual([]);
    for (const path of [folder, join(folder, build)]) expect(statSync(path).mode & 0o777).toBe(0o700);
    const second = await listed(NODE_22, { HOME });
    expect(second).toMatchObject({ accepted: expect.any(Number), rejected: 0 });
    expect(second.accepted).toBeGreaterThan(5);
    expect(readdirSync(folder)).toEqual([build]);
  });

  it('of builds that nothing has used for a week are deleted by a new build', async () => {
    const HOME = temporaryFolder();
    const folder = join(cacheIn(HOME), 'compiled');
    const before = (days: number) => Date.now() / 1_000 - days * DAY;
    for (const [name, days] of [
      ['old', 8],
      ['recent', 6],
    ] as const) {
      mkdirSync(join(folder, name, 'modules'), { recursive: true, mode: 0o700 });
      utimesSync(join(folder, name), before(days), before(days));
    }
    await listed(NODE_22, { HOME });
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['recent']));
    expect(readdirSync(folder)).not.toContain('old');
  });

  it.each<[string, (cache: string) => void]>([
    ['does not exist and cannot be created', (cache) => symlinkSync(cache, cache)],
    ['is a file', (cache) => writeFileSync(cache, '')],
  ])('are not needed: the server starts where the cache %s', async (_, make) => {
    const cache = join(temporaryFolder(), 'cache');
    make(cache);
    const { accepted, stdout } = await listed(NODE_22, { XDG_CACHE_HOME: cache });
    expect([accepted, stdout]).toEqual([0, expect.stringContaining('list_flows_in_namespace')]);
  });

  it('are not kept where Node or the user has said no, or where others could change them', async () => {
    const HOME = temporaryFolder();
    const folder = join(cacheIn(HOME), 'compiled');
    await listed(process.execPath, { HOME, NODE_DISABLE_COMPILE_CACHE: '1' });
    await listed(NODE_22, { HOME, NODE_DISABLE_COMPILE_CACHE: '1' });
    mkdirSync(folder, { recursive: true });
    const isWritten = () =>
      readdirSync(folder, { recursive: true }).some((name) => String(name).includes('v22'));
    expect(isWritten()).toBe(false);
    chmodSync(folder, 0o755);
    await listed(NODE_22, { HOME });
    expect(isWritten()).toBe(false);
  });
});
