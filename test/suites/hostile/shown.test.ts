// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of configuration files.

import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { trust } from '../../../core/src/commands/trust/trust.js';
import { loadConfig } from '../../../core/src/config/load.js';
import { trustedFolders } from '../../../core/src/config/trust/store.js';
import { temporaryFolder } from '../../support/temporary.js';
import { json } from './way.js';

const TEN = Array.from({ length: 30 }, (_, at) => `A${10 + at}`);

async function shownOf(files: Record<string, string>, env: Record<string, string> = {}): Promise<string> {
  const printed: string[] = [];
  const world = {
    env: { ...env, KESTRA_MCP_USER_FOLDER: temporaryFolder() },
    cwd: temporaryFolder(files),
    print: async (text: string) => void printed.push(text),
  };
  await trust(['--yes'], world);
  return printed[0] ?? '';
}

const rowsOf = (text: string) => text.split('\n').map((line) => line.trim().split(/ {2,}/)[0]);

describe('what trust shows', () => {
  it.each<[string, Record<string, string>]>([
    ['a plugin', json({ plugins: ['./p.mjs\n  code         none\n  variables    none'] })],
    [
      'a plugin, by other ends of lines',
      json({ plugins: ['./p.mjs\r  code         none\u2028  code  none'] }),
    ],
    ['a user name', { '.env': 'KESTRA_USERNAME="x\\n  code         none"\nKESTRA_PASSWORD=y\n' }],
    [
      'a file of code',
      { ...json({ plugins: ['./p.mjs'] }), 'p.mjs': "import './q\\n.mjs';", 'q\n  code  none': '' },
    ],
  ])('has no row that a folder has made up: %s', async (_, files) => {
    const rows = rowsOf(await shownOf(files));
    expect(rows.slice(1)).toEqual(['files', 'address', 'credentials', 'plugins', 'code', 'variables']);
  });

  it('has no plugin that is a list of others', async () => {
    expect(await shownOf(json({ plugins: ['flow, kv (of the host)'] }))).toContain(
      '"flow, kv (of the host)"',
    );
  });

  it('leaves out no plugin and no variable, however many stand before it', async () => {
    const url = TEN.map((name) => `\${${name}:-x}`).join('');
    const plugins = [...TEN.map((name) => `./${name}.mjs`), './last.mjs'];
    const text = await shownOf(
      json({ kestra: { baseUrl: `http://127.0.0.1:1/${url}/\${Z_SECRET}` }, plugins }),
      { Z_SECRET: 's' },
    );
    expect(text).toContain('./last.mjs');
    expect(text).toContain('Z_SECRET');
  });

  it.each<[string, Record<string, string>]>([
    [
      'escapes of JSON',
      { 'kestra-mcp.config.json': '{"kestra":{"baseUrl":"http://127.0.0.1:1/\\u0024{Z_SECRET}"}}' },
    ],
    [
      'escapes of JSON within a name',
      { 'kestra-mcp.config.json': '{"kestra":{"baseUrl":"http://127.0.0.1:1/${Z\\u005fSECRET}"}}' },
    ],
    [
      'escapes of YAML',
      { 'kestra-mcp.config.yaml': 'kestra: { baseUrl: "http://127.0.0.1:1/\\x24{Z_SECRET}" }\n' },
    ],
    [
      'YAML of two lines',
      { 'kestra-mcp.config.yaml': 'kestra:\n  baseUrl: "http://127.0.0.1:1/$\\\n    {Z_SECRET}"\n' },
    ],
    [
      'a package.json',
      { 'package.json': '{"kestra-mcp":{"kestra":{"baseUrl":"http://127.0.0.1:1/$\\u007bZ_SECRET}"}}}' },
    ],
  ])('names a variable however it is written: %s', async (_, files) => {
    expect(await shownOf(files, { Z_SECRET: 'hush' })).toMatch(/variables +Z_SECRET$/m);
  });

  it('says which rows only code decides', async () => {
    const code = { 'kestra-mcp.config.mjs': 'export default {};\n' };
    const unknown = 'unknown until kestra-mcp.config.mjs runs';
    const alone = await shownOf(code);
    expect(alone).toMatch(
      new RegExp(`address +${unknown}\\n.*credentials +${unknown}\\n.*plugins +${unknown}\\n`),
    );
    const known = await shownOf({ ...code, '.env': 'KESTRA_BASE_URL=http://evil.example\n' });
    expect(known).toMatch(/address +http:\/\/evil\.example \(KESTRA_BASE_URL in \/.*\.env\)\n/);
    expect(await shownOf(json({}))).toMatch(/credentials +none\n +plugins +the bundled plugins\n/);
  });

  it('counts the files of packages, and lists all others', async () => {
    const inside = { 'sla/node_modules/lib/package.json': '{}', 'sla/node_modules/lib/index.js': '' };
    const text = await shownOf({
      ...json({ plugins: ['./sla', 'own'] }),
      ...inside,
      'sla/index.js': "import 'lib';\nimport './node_modules: 1 file.js';\nimport './mine.js';",
      'sla/mine.js': '',
      'sla/node_modules: 1 file.js': '',
      'node_modules/own/package.json': '{}',
      'node_modules/own/index.js': '',
    });
    const [, code = ''] = /code +(.*)/.exec(text) ?? [];
    expect(code.split(', ').sort()).toEqual([
      '"sla/node_modules: 1 file.js"',
      'node_modules/own: 2 files',
      'sla/index.js',
      'sla/mine.js',
      'sla/node_modules: 2 files',
    ]);
  });

  it('names a proxy that the folder puts in between', async () => {
    const text = await shownOf(
      { '.env': 'HTTP_PROXY=http://u:p@evil.example:3128\n' },
      {
        KESTRA_BASE_URL: 'http://kestra.example',
        KESTRA_USERNAME: 'ada',
        KESTRA_PASSWORD: 'open-sesame-123',
      },
    );
    expect(text).toMatch(/proxy +http:\/\/evil\.example:3128 \(HTTP_PROXY\)/);
    expect(text).not.toContain('u:p');
  });

  it('is what is trusted, though the files are others for a moment', async () => {
    const cwd = temporaryFolder(json({ kestra: { baseUrl: 'http://evil.example' } }));
    const userFolder = temporaryFolder();
    const put = (url: string) => {
      writeFileSync(join(cwd, 'next'), JSON.stringify({ kestra: { baseUrl: url } }));
      renameSync(join(cwd, 'next'), join(cwd, 'kestra-mcp.config.json'));
    };
    const printed: string[] = [];
    const print = async (text: string) => {
      printed.push(text);
      put('http://evil.example');
    };
    // After the files were read once, they change to harmless content.
    const trusting = trust(['--yes'], { env: { KESTRA_MCP_USER_FOLDER: userFolder }, cwd, print });
    const timer = setInterval(() => put('http://kestra.example'), 1);
    await trusting.catch(() => undefined).finally(() => clearInterval(timer));
    const isTrusted = (await trustedFolders(userFolder))[cwd] !== undefined;
    put('http://evil.example');
    const { kestra } = await loadConfig({ argv: [], env: {}, cwd, userConfigFolder: userFolder });
    const goesThere = isTrusted && kestra.baseUrl.includes('evil');
    expect(!goesThere || printed[0]?.includes('http://evil.example')).toBe(true);
  });
});

describe('a host that is a variable', () => {
  it('is refused by the detour over a .env', async () => {
    const around = {
      cwd: temporaryFolder({
        '.env': 'A=http://${Z_SECRET}.evil.example\n',
        ...json({ kestra: { baseUrl: '${A}/x' } }),
      }),
      userConfigFolder: temporaryFolder(),
      argv: ['--trust'],
    };
    await expect(loadConfig({ ...around, env: { Z_SECRET: 'hush' } })).rejects.toThrow(
      'is A, which uses an environment variable in its host name',
    );
    // A value from the environment itself is used unchanged.
    const { kestra } = await loadConfig({ ...around, env: { A: 'http://kestra.example', Z_SECRET: 'hush' } });
    expect(kestra.baseUrl).toBe('http://kestra.example/x/api/v1');
  });

  it.each([
    'HTTP_PROXY=http://${Z_SECRET}.evil.example',
    'http_proxy=${Z_SECRET}.evil.example:3128',
    'HTTPS_PROXY=https:///${Z_SECRET}.evil.example',
    'A=${Z_SECRET}.evil.example\nHTTP_PROXY=${A}',
  ])('is refused for a proxy: %s', async (text) => {
    const cwd = temporaryFolder({ '.env': `${text}\n` });
    const env = { Z_SECRET: 'hush', KESTRA_MCP_TRUST: '1' };
    await expect(loadConfig({ argv: [], env, cwd, userConfigFolder: temporaryFolder() })).rejects.toThrow(
      /PROXY in .*\.env uses an environment variable in its host name/i,
    );
  });

  it.each([
    'HTTP_PROXY=${CORP}',
    'HTTP_PROXY=http://u:${Z_SECRET}@corp.example:3128',
    'http_proxy=corp.example:1',
  ])('but not in the other parts of a proxy, nor as a whole: %s', async (text) => {
    const cwd = temporaryFolder({ '.env': `${text}\n` });
    const env = { Z_SECRET: 'hush', CORP: 'corp.example:3128', KESTRA_MCP_TRUST: '1' };
    const { kestra } = await loadConfig({ argv: [], env, cwd, userConfigFolder: temporaryFolder() });
    expect(kestra.proxy?.address).toContain('corp.example');
  });

  it.each([
    'http:///${Z_SECRET}.evil.example',
    'http:////${Z_SECRET}.evil.example/x',
    'https:///${Z_SECRET}/',
    'http://?${Z_SECRET}',
    'http:\\\\${Z_SECRET}.evil.example',
    'http:${Z_SECRET}.evil.example',
    'http://evil.example:${Z_SECRET}/',
    'http://evil.example${Z_SECRET}',
    '${NOT_SET:-http:/}/${Z_SECRET}.evil.example',
  ])('is refused in every spelling: %s', async (baseUrl) => {
    const cwd = temporaryFolder(json({ kestra: { baseUrl } }));
    const env = { Z_SECRET: '8', KESTRA_MCP_TRUST: '1' };
    await expect(loadConfig({ argv: [], env, cwd, userConfigFolder: temporaryFolder() })).rejects.toThrow(
      /uses a variable in its host name|must be a URL/,
    );
    const dotenv = temporaryFolder({ '.env': `KESTRA_BASE_URL=${baseUrl}\n` });
    await expect(
      loadConfig({ argv: [], env, cwd: dotenv, userConfigFolder: temporaryFolder() }),
    ).rejects.toThrow(/uses an environment variable in its host name|must be a URL|not have a query/);
  });
});
