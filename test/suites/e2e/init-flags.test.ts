import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { CONFIG, home, init, right, text } from '../../support/programs/init-user.js';
import { write } from '../../support/temporary.js';

describe('what is asked for twice, and differently', () => {
  it.each([
    ['tenants', ['--base-url', 'http://k/api/v1/acme', '--tenant', 'main'], 'acme'],
    ['no address', ['--base-url', 'k'], '--base-url must be a URL'],
    ['credentials in the address', ['--base-url', 'http://ada:hunter2@k'], 'must not contain credentials'],
    ['no name', ['--name', ''], '--name'],
    ['a name with a dot', ['--name', 'kestra.prod'], '--name'],
    ['a name with quotes', ['--name', '"kestra"'], '--name'],
    ['__proto__', ['--name', '__proto__'], '--name'],
    ['no client', ['--client', ''], 'init: --client needs at least one name.'],
    ['none beside a client', ['--client', 'cursor,none'], 'init: "none" cannot be combined with clients.'],
    ['none before a client', ['--client', 'none'], 'init: "none" cannot be combined with clients.'],
    ['a client misspelt', ['--client', 'cursro'], 'init: Unknown client "cursro". Did you mean "cursor"?'],
    ['a scope that does not exist', ['--scope', 'x'], 'init: --scope must be one of: user, project.'],
    ['npx', ['--launch', 'npx'], 'init: npx would download kestra-mcp, which is not published yet: anyone'],
    ['no groups', ['--groups', ','], '--groups'],
    ['more words', ['cursor'], 'init: Unexpected argument "cursor".'],
    ['a password as a flag', ['--password', 'x'], 'Unknown flag --password.'],
    ['a flag misspelt', ['--baseurl=http://ada:hunter2@k'], '--baseurl. Did you mean "--base-url"?'],
  ])('%s: refused', async (_, args, reason) => {
    const { code, stderr } = await init([...args, '--offline', '--client', 'cursor']);
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining(reason) });
    expect(stderr).not.toContain('hunter2');
    expect(readdirSync(home)).toEqual([]);
  });

  it('a tenant that a fixed one contradicts is refused', async () => {
    write(home, { [CONFIG]: '{"tools": {"fixed": {"tenant": "acme"}}}' });
    const { code, stderr } = await init(['--tenant', 'beta', '--offline']);
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('acme') });
  });

  it('the same tenant twice is none', async () => {
    const { code } = await init(['--base-url', 'http://k/api/v1/acme', '--tenant', 'acme', '--offline']);
    expect(code).toBe(0);
  });

  it('a client twice is one, and none is none', async () => {
    expect((await right(['--client', 'cursor,cursor'])).stderr.match(/mcp\.json/g)).toHaveLength(1);
    const { code, stderr } = await right(['--client', 'none']);
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.not.stringContaining('mcp.json') });
  });

  it('a repeated --client or --groups adds to the one before', async () => {
    const { stderr } = await right([
      '--client',
      'cursor',
      '--client',
      'vscode,cursor',
      '--groups',
      'flow',
      '--groups',
      'kv',
    ]);
    expect(stderr.match(/mcp\.json: /g)).toHaveLength(2);
    expect(JSON.parse(text(CONFIG)).tools.only).toEqual(['flow', 'kv']);
  });

  it("a client without a project file gets its entry in the user's, and that is told", async () => {
    const told = "  Claude Desktop has no project file, so init wrote the user's file.";
    expect((await right(['--client', 'claude-desktop', '--scope', 'project'])).stderr).toContain(told);
    expect((await right(['--client', 'claude-desktop', '--scope', 'user'])).stderr).not.toContain(told);
  });

  it('ends with the command that lists the tools', async () => {
    expect((await right([])).stderr).toMatch(/\nTo see the enabled tools, run: .* list --config \/.*\n$/);
  });

  it('--print says how to print without a connection', async () => {
    const { code, stderr } = await init(['--print'], { KESTRA_BASE_URL: 'http://127.0.0.1:1' });
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('To print them without testing the connection, add --offline.'),
    });
  });

  it('--yes alone asks the default address, and writes nothing when no one is there', async () => {
    const { code, stderr } = await init([], { KESTRA_BASE_URL: 'http://127.0.0.1:1' });
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(
        'Nothing was written. To write the files without testing the connection, add --offline.',
      ),
    });
    expect(readdirSync(home)).toEqual([]);
  });

  it('groups and read-only can be taken back', async () => {
    await right(['--groups', 'flow', '--read-only']);
    await right(['--groups', 'all', '--no-read-only']);
    expect(JSON.parse(text(CONFIG)).tools).toEqual({ readOnly: false });
  });
});
