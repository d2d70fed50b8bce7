import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../../test/support/temporary.js';
import { loadConfig } from '../load.js';

const NAMED = 'named.json';
/** With these files for the user and by name, and these flags. */
const load = (user: object, named: object, argv: string[] = [], env = {}) => {
  const folder = temporaryFolder({ [NAMED]: JSON.stringify(named) });
  return loadConfig({
    argv: ['--config', `${folder}/${NAMED}`, ...argv],
    env,
    cwd: temporaryFolder(),
    userConfigFolder: temporaryFolder({ 'kestra-mcp.config.json': JSON.stringify(user) }),
  });
};

describe('limits add up', () => {
  it('readOnly, whoever says so', async () => {
    const { tools, origins, advice } = await load(
      { tools: { readOnly: true } },
      { tools: { readOnly: false } },
    );
    expect([tools.readOnly, origins['tools.readOnly']]).toEqual([
      true,
      expect.stringMatching(/kestra-mcp\.config\.json$/),
    ]);
    expect(advice).toEqual([
      expect.stringMatching(
        /^Read-only because of tools\.readOnly in .*config\.json, though tools\.readOnly in .*named\.json is false\.$/,
      ),
    ]);
  });

  it('disable and only, list by list', async () => {
    const user = { tools: { disable: ['kv'], only: ['flow', 'kv'] } };
    const { tools, advice } = await load(user, { tools: { disable: ['ee'], only: ['flow', 'ee'] } }, [
      '--disable',
      'logs',
    ]);
    expect(tools).toMatchObject({ disable: ['logs'], only: ['flow', 'ee'] });
    expect(tools.further?.map(({ list, names, trusted }) => [list, names, trusted])).toEqual([
      ['disable', ['ee'], true],
      ['disable', ['kv'], true],
      ['only', ['flow', 'kv'], true],
    ]);
    expect(advice).toHaveLength(3);
    expect(advice?.[2]).toContain('limits as well as --disable');
  });

  it('what a file enables is no way out of what a farther one narrows to, a flag is', async () => {
    const user = { tools: { only: ['flow'], enable: ['ee'] } };
    const named = await load(user, { tools: { enable: ['kv'] } });
    expect(named.tools).toMatchObject({ enable: ['kv'], further: [{ list: 'only', names: ['flow', 'ee'] }] });
    expect(named.tools.only).toBeUndefined();
    const flag = await load(user, {}, ['--enable', 'kv']);
    expect(flag.tools).toMatchObject({ enable: ['kv'], only: ['flow'] });
  });

  it.each([
    [{ namespaces: 'a' }, { namespaces: ['a'] }, { namespace: undefined, namespaces: ['a'] }],
    [{ tenant: 'main' }, { namespaces: ['a'] }, { tenant: 'main', namespaces: ['a'] }],
  ])('fixed %j and %j agree', async (user, named, expected) => {
    const { tools } = await load({ tools: { fixed: user } }, { tools: { fixed: named } });
    expect({ namespace: undefined, ...tools.fixed }).toEqual({ namespace: undefined, ...expected });
  });

  it.each([
    [{ namespaces: ['a'] }, { namespaces: ['a.b'] }, 'is "a", but tools.fixed.namespaces in'],
    [{ tenant: 'b' }, { tenant: 'a' }, 'is "b", but tools.fixed.tenant in'],
  ])('fixed %j and %j do not', async (user, named, said) => {
    await expect(load({ tools: { fixed: user } }, { tools: { fixed: named } })).rejects.toThrow(said);
  });
});

describe('what doctor advises', () => {
  it('to name a file by its whole path', async () => {
    const cwd = temporaryFolder({ 'a.json': '{"strict":true}' });
    const around = { cwd, userConfigFolder: temporaryFolder() };
    const advice = async (argv: string[], env = {}) => (await loadConfig({ argv, env, ...around })).advice;
    expect(await advice(['--config', 'a.json'])).toEqual([
      expect.stringContaining('--config is a relative path, a.json'),
    ]);
    expect(await advice([], { KESTRA_MCP_CONFIG: './a.json' })).toEqual([
      expect.stringContaining('KESTRA_MCP_CONFIG is a'),
    ]);
    expect(await advice(['--config', `${cwd}/a.json`])).toBeUndefined();
  });
});
