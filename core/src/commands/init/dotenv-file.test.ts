import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../../test/support/temporary.js';
import { parseDotenv as parse } from '../../config/sources/dotenv-text.js';
import type { Answers, Connection } from './answers.js';
import { dotenvText } from './dotenv-file.js';

const PASSWORDS = [
  'plain',
  `a'b`,
  'a"b',
  'a`b',
  `a'b"c\`d`,
  'a#b',
  ' # a',
  ' a ',
  '$HOME ${HOME} $(id)',
  'a\\',
  `a'\\`,
  `'"\`#hunter2`,
  '${A}$${B:-c}$',
  'a\\nb',
  'a\nb',
  'a\r\nb',
  'KESTRA_USERNAME=eve\nOTHER=2',
  'a=b',
  '"quoted"',
  "'quoted'",
  'пароль 🧀 ü',
  '!@%^&*()[]{}|;:,.<>?/~+-_',
  'a\tb',
];

const FILES = {
  none: '',
  'other lines': '# mine\nexport A=1\nB="two\nlines"\n\nC=3 # why',
  'old values': 'A=1\nexport KESTRA_PASSWORD="old\nKESTRA_USERNAME=x"\nKESTRA_USERNAME=old # mine\nB=2\n',
  'the same variable twice': "KESTRA_PASSWORD=one\nA='b'\nKESTRA_PASSWORD=two\nC='d'\n",
  CRLF: '\uFEFFKESTRA_PASSWORD=old\r\nA=1\r\n',
  'a line that is none': 'OLD: old\nA: 1\n',
  'what looks like one': "A='\nKESTRA_PASSWORD=no\n'\n#KESTRA_PASSWORD=no\nMY_KESTRA_PASSWORD=no\n",
};

function answers(auth: Connection['auth'], rest: Partial<Answers> = {}): Answers {
  return {
    kestra: { baseUrl: 'http://k/api/v1', tenant: 'main', auth },
    groups: undefined,
    readOnly: false,
    clients: [],
    name: 'kestra',
    scope: 'user',
    launch: 'installed',
    ...rest,
  };
}

async function textOf(before: string, given: Answers): Promise<string> {
  const folder = temporaryFolder({ '.env': before });
  return dotenvText(join(folder, '.env'), given);
}

describe.each(Object.entries(FILES))('a .env with %s', (_, before) => {
  it.each(PASSWORDS)('takes the password %j, leaves the rest, and stays so', async (password) => {
    const given = answers({ kind: 'basic', username: 'ada', password });
    const text = await textOf(before, given);
    const { KESTRA_PASSWORD: _p, KESTRA_USERNAME: _u, ...rest } = parse(before);
    expect(parse(text)).toEqual({ ...rest, KESTRA_USERNAME: 'ada', KESTRA_PASSWORD: password });
    expect(text.match(/^(?:export )?KESTRA_PASSWORD/gm)?.length).toBe(before.startsWith("A='\n") ? 2 : 1);
    expect(await textOf(text, given)).toBe(text);
    if (before.includes('\r\n')) expect(text).toMatch(/(^|\r\n)KESTRA_USERNAME=ada\r\n/);
  });

  it('loses the credentials of a Kestra that needs none', async () => {
    const text = await textOf(before, answers({ kind: 'none' }));
    const { KESTRA_PASSWORD: _p, KESTRA_USERNAME: _u, ...rest } = parse(before);
    expect(parse(text)).toEqual(rest);
  });
});

describe('a .env', () => {
  it('says no other address, tenant or restriction than the configuration, which it would hide', async () => {
    const before =
      'KESTRA_BASE_URL=http://old\nKESTRA_TENANT_ID=old\nKESTRA_MCP_READ_ONLY=false\nKESTRA_MCP_ONLY_TOOLS=kv\nKESTRA_MCP_PRESET=full\n';
    const none = { kind: 'none' } as const;
    expect(parse(await textOf(before, answers(none, { readOnly: true, groups: ['flow', 'kv'] })))).toEqual({
      KESTRA_BASE_URL: 'http://k/api/v1',
      KESTRA_TENANT_ID: 'main',
      KESTRA_MCP_READ_ONLY: 'true',
      KESTRA_MCP_ONLY_TOOLS: 'flow,kv',
      KESTRA_MCP_PRESET: 'full',
    });
    expect(parse(await textOf(before, answers(none, { preset: 'python' })))).toMatchObject({
      KESTRA_MCP_PRESET: 'python',
    });
    const all = await textOf(before, answers(none, { groups: 'all' }));
    expect(parse(all)).toMatchObject({ KESTRA_MCP_READ_ONLY: 'false' });
    expect(all).not.toContain('KESTRA_MCP_ONLY_TOOLS');
    expect(parse(await textOf(before, answers(none)))).toMatchObject({ KESTRA_MCP_ONLY_TOOLS: 'kv' });
  });

  it('that is not there is not read', async () => {
    const path = join(temporaryFolder(), '.env');
    expect(await dotenvText(path, answers({ kind: 'bearer', token: 'abc' }))).toBe('KESTRA_API_TOKEN=abc\n');
    expect(() => readFileSync(path)).toThrow('ENOENT');
  });
});
