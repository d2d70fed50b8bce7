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
        /^The server is read-only because of tools\.readOnly in .*config\.json, although tools\.readOnly in .*named\.json is false\.$/,
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
    expect(advice?.[2]).toContain('and --disable both apply');
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
      expect.stringContaining('--config is the relative path a.json'),
    ]);
    expect(await advice([], { KESTRA_MCP_CONFIG: './a.json' })).toEqual([
      expect.stringContaining('KESTRA_MCP_CONFIG is the relative path'),
    ]);
    expect(await advice(['--config', `${cwd}/a.json`])).toBeUndefined();
  });
});

describe('a preset', () => {
  const NEVER = [{ name: '*', policy: 'never' }];

  it('is that of the nearest, and default where nobody says so', async () => {
    const user = { tools: { preset: 'python' } };
    expect((await load({}, {})).tools).not.toHaveProperty('preset');
    expect((await load(user, {})).tools.preset).toBe('python');
    expect((await load(user, { tools: { preset: 'full' } })).tools.preset).toBe('full');
    const { tools, origins } = await load(user, {}, [], { KESTRA_MCP_PRESET: ' Default ' });
    expect([tools.preset, tools.confirm, origins['tools.preset']]).toEqual([
      'default',
      undefined,
      'KESTRA_MCP_PRESET',
    ]);
  });

  it('python asks nothing, unless somebody else asks, near or far', async () => {
    const python = { tools: { preset: 'python' } };
    const alone = await load({}, python);
    expect(alone.tools.confirm).toEqual([
      { rules: NEVER, origin: expect.stringMatching(/^preset python, .*named\.json$/), trusted: true },
    ]);
    expect(alone.origins['tools.confirm']).toMatch(/^preset python, /);
    const { tools } = await load({ tools: { confirm: 'echo' } }, python, ['--confirm', 'kv=always']);
    expect(tools.confirm?.map(({ rules }) => rules)).toEqual([
      [{ name: 'kv', policy: 'always' }],
      [{ name: '*', policy: 'echo' }],
      NEVER,
    ]);
    expect((await load({}, { tools: { preset: 'full' } })).tools.confirm).toBeUndefined();
  });

  it.each<[string, object, object, string[], string[]]>([
    ['of the same file', {}, { enable: ['a'], preset: 'python' }, [], ['a']],
    ['of a nearer layer', { preset: 'python' }, { enable: ['a'] }, [], ['a']],
    ['of variables beside a flag', {}, {}, ['--preset', 'python'], ['env']],
    ['of a farther layer, where all is wanted', {}, { enable: ['a'] }, ['--preset', 'full'], ['a']],
    ['of a farther layer: not', {}, { enable: ['a'] }, ['--preset', 'python'], []],
  ])('adds to what is enabled %s', async (name, user, named, argv, expected) => {
    const env = name.includes('variables') ? { KESTRA_MCP_ENABLED_TOOLS: 'env' } : {};
    expect((await load({ tools: user }, { tools: named }, argv, env)).tools.enable).toEqual(expected);
  });

  it('python takes a farther list to narrow to for no more than a limit', async () => {
    const file = { tools: { only: ['flow', 'author'], enable: ['kv'] } };
    const { tools, advice } = await load({}, file, ['--preset', 'python']);
    expect(tools).toMatchObject({ enable: [], further: [{ list: 'only', names: ['flow', 'author', 'kv'] }] });
    expect(tools.only).toBeUndefined();
    expect(advice).toEqual([
      expect.stringMatching(
        /^tools\.enable in .*named\.json has no effect: --preset takes precedence, and the preset python allows no other tools\.$/,
      ),
    ]);
  });

  it('of a folder that is not trusted is left, whatever it is', async () => {
    const cwd = temporaryFolder({
      'kestra-mcp.config.json': '{"tools":{"preset":"python"}}',
      '.env': 'KESTRA_MCP_PRESET=full',
    });
    const { tools, untrusted } = await loadConfig({
      argv: [],
      env: {},
      cwd,
      userConfigFolder: temporaryFolder(),
    });
    expect([tools.preset, tools.confirm]).toEqual([undefined, undefined]);
    expect(untrusted?.left.map(({ what }) => what)).toEqual(['tools.preset', 'KESTRA_MCP_PRESET']);
  });

  it.each([
    [
      ['--preset', 'pyhton'],
      {},
      '--preset must be one of default, python, full, but is "pyhton". Did you mean "python"?',
    ],
    [[], { tools: { preset: 'all' } }, 'tools.preset must be one of default, python, full.'],
    [['--preset'], {}, '--preset needs a value.'],
  ])('%j %j is refused', async (argv, named, says) => {
    await expect(load({}, named, argv)).rejects.toThrow(says);
  });
});
