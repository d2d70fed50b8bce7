// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of configuration files.

import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../../test/support/temporary.js';
import { loadConfig } from '../load.js';
import { takenFrom } from './untrusted.js';

const taken = (content: unknown) => {
  const { settings, left } = takenFrom('/f.json', content);
  return [Object.fromEntries(Object.entries(settings).map(([key, { value }]) => [key, value])), left];
};

it('names the second file of a folder that is not trusted', async () => {
  const cwd = temporaryFolder({
    'kestra-mcp.config.json': '{"tools":{"disable":["kv"]}}',
    'kestra-mcp.config.yaml': 'tools: { readOnly: true }',
    'package.json': '{"dependencies":{"kestra-mcp":"1"}}',
  });
  const { warnings } = await loadConfig({ argv: [], env: {}, cwd, userConfigFolder: temporaryFolder() });
  expect(warnings).toEqual([
    `${cwd}/kestra-mcp.config.yaml is ignored because ${cwd}/kestra-mcp.config.json takes precedence.`,
  ]);
});

describe('of a file that is not trusted', () => {
  it.each<[string, unknown, unknown[]]>([
    ['nothing of nothing', {}, [{}, []]],
    [
      'limits',
      { tools: { readOnly: true, disable: ['kv'], only: 'flow' } },
      [{ 'tools.readOnly': true, 'tools.disable': ['kv'], 'tools.only': ['flow'] }, []],
    ],
    [
      'namespaces as a fence, also of one text',
      { tools: { fixed: { namespaces: 'a' } } },
      [{ 'tools.fixed.namespaces': ['a'] }, []],
    ],
    ['no permission', { tools: { readOnly: false, enable: ['ee'] } }, [{}, ['tools.enable']]],
    [
      'nothing else',
      {
        kestra: { baseUrl: 'http://evil', auth: { token: 't' } },
        plugins: ['./evil'],
        limits: { callMs: 1 },
        strict: true,
        logLevel: 'debug',
        http: { listen: '0.0.0.0:80', auth: 'kestra', insecure: true, limits: { inFlight: 1 } },
      },
      [
        {},
        [
          ...['kestra.baseUrl', 'kestra.auth', 'plugins', 'limits.callMs', 'strict', 'logLevel'],
          ...['http.listen', 'http.auth', 'an unknown key', 'http.limits.inFlight'],
        ],
      ],
    ],
    [
      'no variable',
      { tools: { readOnly: '${X:-true}', disable: ['${X}', 'kv'] } },
      [{ 'tools.disable': ['kv'] }, ['tools.readOnly', 'part of tools.disable']],
    ],
    [
      'nothing that is not what it should be',
      { tools: { readOnly: {}, disable: { a: 1 }, only: [1], fixed: { namespaces: '*', tenant: 5 } } },
      [{}, ['tools.readOnly', 'tools.disable', 'tools.only', 'tools.fixed.namespaces', 'tools.fixed.tenant']],
    ],
    ['no whole that is none', 'text', [{}, ['the whole file']]],
    ['no part that is none', { tools: [] }, [{}, ['tools']]],
    [
      'the name of no key',
      { '\u001b[2Jrm -rf': 1, $schema: 'x', constructor: 1 },
      [{}, ['an unknown key', 'an unknown key']],
    ],
    [
      'no patterns that cost',
      { tools: { disable: ['*a*a*a*a', 'kv', 'x'.repeat(65), '{a,b}*'] } },
      [{ 'tools.disable': ['kv'] }, ['part of tools.disable']],
    ],
    [
      'no more names than somebody writes',
      { tools: { disable: Array.from({ length: 501 }, () => 'kv') } },
      [{ 'tools.disable': Array.from({ length: 500 }, () => 'kv') }, ['part of tools.disable']],
    ],
  ])('is taken: %s', (_, content, expected) => expect(taken(content)).toEqual(expected));
});

describe('a folder that is not trusted', () => {
  const load = (files: Record<string, string>, mine = {}, argv: string[] = []) =>
    loadConfig({
      argv,
      env: {},
      cwd: temporaryFolder(files),
      userConfigFolder: temporaryFolder({ 'kestra-mcp.config.json': JSON.stringify(mine) }),
    });
  const fixed = (value: object) => ({
    'kestra-mcp.config.yaml': JSON.stringify({ tools: { fixed: value } }),
  });

  it.each<[string, object, object, object | undefined, string[]]>([
    [
      'makes a fence where there is none, and fills in nothing',
      {},
      { namespaces: 'a' },
      { namespaces: ['a'] },
      [],
    ],
    [
      'narrows a fence',
      { namespaces: ['a', 'b'] },
      { namespaces: ['a.x', 'c'] },
      { namespaces: ['a.x'] },
      [],
    ],
    ['does not widen one', { namespaces: ['a.x'] }, { namespaces: ['a'] }, { namespaces: ['a.x'] }, []],
    [
      'leaves what is filled in where it is inside',
      { namespaces: 'a.x' },
      { namespaces: 'a' },
      { namespace: 'a.x', namespaces: ['a.x'] },
      [],
    ],
    [
      'fills in nothing that is outside by now',
      { namespaces: 'a' },
      { namespaces: 'a.x' },
      { namespaces: ['a.x'] },
      [],
    ],
    [
      'has its fence left where they have nothing in common',
      { namespaces: 'a' },
      { namespaces: 'b' },
      { namespace: 'a', namespaces: ['a'] },
      ['tools.fixed.namespaces'],
    ],
    ['may fix the tenant that it is', {}, { tenant: 'main' }, { tenant: 'main' }, []],
    ['has another tenant left', {}, { tenant: 'other' }, undefined, ['tools.fixed.tenant']],
  ])('%s', async (_, mine, theirs, expected, left) => {
    const config = await load(fixed(theirs), { tools: { fixed: mine } });
    expect(config.tools.fixed).toEqual(expected);
    expect(config.untrusted?.left.map(({ what }) => what)).toEqual(left);
  });

  it.each<[string, Record<string, string>, string[]]>([
    ['JSON', { 'kestra-mcp.config.json': '{' }, ['the whole file, which cannot be read']],
    ['YAML', { 'kestra-mcp.config.yaml': 'a: [' }, ['the whole file, which cannot be read']],
    [
      'YAML that grows',
      {
        'kestra-mcp.config.yaml': `a: &a [1,1,1,1,1,1,1,1,1]\n${['b', 'c', 'd', 'e', 'f'].map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcde'[at]}`).join(',')}]`).join('\n')}\n`,
      },
      ['the whole file, which cannot be read'],
    ],
    [
      'JSON without a bottom',
      { 'kestra-mcp.config.json': '['.repeat(100_000) },
      ['the whole file, which cannot be read'],
    ],
    [
      'code',
      { 'kestra-mcp.config.ts': 'throw 1', 'kestra-mcp.config.mjs': 'process.exit(9)' },
      ['code', 'code'],
    ],
    ['a list', { 'kestra-mcp.config.json': '[]' }, ['the whole file, which cannot be read']],
    [
      'a key of package.json',
      { 'package.json': '{"kestra-mcp":{"strict":true,"kestra":5}}' },
      ['strict', 'kestra'],
    ],
    [
      'a .env',
      {
        '.env':
          'KESTRA_PASSWORD=x\nKESTRA_BASE_URL=y\nhttps_proxy=z\nPATH=/evil\nKESTRA_MCP_CONFIG=evil.mjs\nKESTRA_MCP_TRUST=1',
      },
      ['KESTRA_BASE_URL', 'KESTRA_PASSWORD', 'KESTRA_MCP_CONFIG', 'https_proxy'],
    ],
  ])('stops nothing: %s', async (_, files, expected) => {
    const { untrusted, kestra } = await load(files);
    expect(untrusted?.left.map(({ what }) => what)).toEqual(expected);
    expect(kestra.baseUrl).toBe('http://localhost:8080/api/v1');
  });

  it('limits beside what is named, and lifts nothing of it', async () => {
    const files = {
      'kestra-mcp.config.json': '{"tools":{"readOnly":false,"only":["kv"],"disable":["ee"],"enable":["*"]}}',
    };
    const { tools } = await load(files, {
      tools: { readOnly: true, only: ['flow', 'kv'], disable: ['files'] },
    });
    expect(tools).toMatchObject({ readOnly: true, only: ['flow', 'kv'], disable: ['files'], enable: [] });
    expect(tools.further).toEqual([
      { list: 'disable', names: ['ee'], origin: expect.any(String), trusted: false },
      { list: 'only', names: ['kv'], origin: expect.any(String), trusted: false },
    ]);
  });
});
