import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../../test/support/temporary.js';
import type { Answers } from './answers.js';
import { configFileIn, configText } from './config-file.js';

const ANSWERS: Answers = {
  kestra: { baseUrl: 'http://k/api/v1', tenant: 'main', auth: { kind: 'bearer', token: 'hunter2' } },
  groups: undefined,
  readOnly: false,
  clients: [],
  name: 'kestra',
  scope: 'user',
  launch: 'installed',
};
const KESTRA = { baseUrl: 'http://k/api/v1', tenant: 'main' };

function textOf(before: string, rest: Partial<Answers> = {}): Promise<string> {
  return configText(join(temporaryFolder({ 'c.json': before }), 'c.json'), { ...ANSWERS, ...rest });
}

describe('the configuration that init writes', () => {
  it('has where Kestra is, and no credentials', async () => {
    expect(await textOf('')).toBe(`${JSON.stringify({ kestra: KESTRA }, null, 2)}\n`);
  });

  it('is the same after the second time', async () => {
    const rest = { groups: ['flow'], preset: 'python' as const, readOnly: true };
    const once = await textOf('', rest);
    expect(JSON.parse(once).tools).toEqual({ only: ['flow'], preset: 'python', readOnly: true });
    expect(await textOf(once, rest)).toBe(once);
  });

  it('leaves what else is there: order, indentation, CRLF, a byte order mark', async () => {
    const before =
      '\uFEFF{\r\n    "logLevel": "info",\r\n    "kestra": {\r\n        "timeoutMs": 5\r\n    }\r\n}\r\n';
    const text = await textOf(before);
    expect(text).toBe(
      '\uFEFF{\r\n    "logLevel": "info",\r\n    "kestra": {\r\n        "timeoutMs": 5,\r\n        "baseUrl": "http://k/api/v1",\r\n        "tenant": "main"\r\n    }\r\n}\r\n',
    );
    expect(await textOf(text)).toBe(text);
  });

  it('loses credentials, and the sandbox, which would stand in for Kestra', async () => {
    const before = { kestra: { auth: { token: 'old' } }, sandbox: 'oss-1.3', tools: { readOnly: false } };
    expect(JSON.parse(await textOf(JSON.stringify(before)))).toEqual({
      kestra: KESTRA,
      tools: { readOnly: false },
    });
  });

  it('takes back what narrowed it, when it is told to', async () => {
    const before = JSON.stringify({ tools: { only: ['kv'], preset: 'full', readOnly: true } });
    const changed = async (rest: Partial<Answers> = {}) => JSON.parse(await textOf(before, rest)).tools;
    expect(await changed()).toEqual({ only: ['kv'], preset: 'full', readOnly: false });
    expect(await changed({ groups: 'all', preset: 'default' })).toEqual({ readOnly: false });
  });

  it('is not guessed at when a key is there twice', async () => {
    await expect(
      textOf('{"kestra": {"baseUrl": "http://a"}, "kestra": {"baseUrl": "http://b"}}'),
    ).rejects.toThrow('contains a key twice');
  });

  it.each(['kestra-mcp.config.yaml', 'kestra-mcp.config.ts'])('is not put beside a %s', async (name) => {
    const folder = temporaryFolder({ [name]: '' });
    await expect(configFileIn(folder)).rejects.toThrow(`${join(folder, name)} already exists`);
  });

  it('is not put beside a package.json that holds it', async () => {
    const folder = temporaryFolder({ 'package.json': '{"kestra-mcp": {}}' });
    await expect(configFileIn(folder)).rejects.toThrow('package.json already exists');
    const other = temporaryFolder({ 'package.json': '{"dependencies": {"kestra-mcp": "1"}}' });
    expect(await configFileIn(other)).toBe(join(other, 'kestra-mcp.config.json'));
  });
});
