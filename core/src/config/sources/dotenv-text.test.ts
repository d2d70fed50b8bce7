// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of .env files.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../../test/support/temporary.js';
import { loadConfig } from '../load.js';
import { parseDotenv } from './dotenv-text.js';

/** What python-dotenv 1.2.4 makes of each, with FROM_ENV and BOTH set to `env`. */
const READ: [string, Record<string, string>][] = [
  ['A=pw#1', { A: 'pw#1' }],
  ['A=pw #1', { A: 'pw' }],
  ['A=pw\t# c', { A: 'pw' }],
  ['A=#pw', { A: '#pw' }],
  ['A= #pw', { A: '' }],
  ['A= # c', { A: '' }],
  ["A='a # b' # c", { A: 'a # b' }],
  ['A="a # b"#c', { A: 'a # b' }],
  ['A="a" b\nB=1', { B: '1' }],
  ["A='a\nb'\nB=2", { A: 'a\nb', B: '2' }],
  ['A="a\\nb"', { A: 'a\nb' }],
  ["A='a\\nb'", { A: 'a\\nb' }],
  ["A='it\\'s'", { A: "it's" }],
  ['A="q\\"q\\\\"', { A: 'q"q\\' }],
  ["A='a\\\\'\nB=1", { A: 'a\\', B: '1' }],
  ['export A=1', { A: '1' }],
  ['export\tA = 2 ', { A: '2' }],
  ['A=', { A: '' }],
  ['A= ', { A: '' }],
  ['A', {}],
  ['A\nB=1', { B: '1' }],
  ["'A B'=1", { 'A B': '1' }],
  ['A B=1\nC=2', { C: '2' }],
  ['A=1\r\nB=2\r\n', { A: '1', B: '2' }],
  ['A=1\rB=2', { A: '1', B: '2' }],
  ['# A=1\nB=2', { B: '2' }],
  ['  A=1', { A: '1' }],
  ['A=${FROM_ENV}', { A: 'env' }],
  ['A=${NOPE}', { A: '' }],
  ['A=${NOPE:-d}', { A: 'd' }],
  ['A=${NOPE:-}x', { A: 'x' }],
  ['A=1\nB=${A}', { A: '1', B: '1' }],
  ['B=${A}\nA=1', { B: '', A: '1' }],
  ['BOTH=file\nA=${BOTH}', { BOTH: 'file', A: 'env' }],
  ["A='${FROM_ENV}'", { A: 'env' }],
  ['A="${FROM_ENV}"', { A: 'env' }],
  ['A=${env:X}', { A: '${env:X}' }],
  ['A=$FROM_ENV', { A: '$FROM_ENV' }],
  ['A=${:-$}{x}', { A: '${x}' }],
  ['A="unclosed\nB=1', { B: '1' }],
  ["A='unclosed\nB=1", { B: '1' }],
  ['=x\nA=1', { A: '1' }],
  ['A=b=c', { A: 'b=c' }],
  ['A: 1\nB=1', { B: '1' }],
  ['A=`x y`', { A: '`x y`' }],
  ['A=a  b  ', { A: 'a  b' }],
  ['A="\\t\\q\\v"', { A: '\t\\q\u000b' }],
  ['\ufeffA=1', { A: '1' }],
  ['A=1\nA=2', { A: '2' }],
  ['A=1\nA', {}],
  ["A=x'y'", { A: "x'y'" }],
  ['A=\u00fc\u00a0#c', { A: '\u00fc' }],
  ['A.B-C=1', { 'A.B-C': '1' }],
  ['A=a\u00a0', { A: 'a' }],
  ['A=1 #c\n\n\nB=2', { A: '1', B: '2' }],
  ['\n\n', {}],
  ['', {}],
  ['A==', { A: '=' }],
  ['A= =b', { A: '=b' }],
  ['export=1', { export: '1' }],
  ['export A', {}],
  ["A='a'b'\nB=1", { B: '1' }],
  ['A="a""b"\nB=1', { B: '1' }],
  ['A=pw#1 #2 #3', { A: 'pw#1' }],
  ['A=${FROM_ENV}${NOPE:-x}y', { A: 'envxy' }],
  ['A=${BOTH:-d}', { A: 'env' }],
  ['A=\\n', { A: '\\n' }],
  ["'A=1\nB=2", { B: '2' }],
  ['#', {}],
  ['A=1 \\\nB=2', { A: '1 \\', B: '2' }],
];

describe('a .env', () => {
  it.each(READ)('%j is read as python-dotenv reads it', (text, expected) => {
    expect(parseDotenv(text, { FROM_ENV: 'env', BOTH: 'env' })).toEqual(expected);
  });

  const load = (content: string | Buffer, env = {}) => {
    const cwd = temporaryFolder({});
    writeFileSync(join(cwd, '.env'), content);
    return loadConfig({ argv: [], env, cwd, userConfigFolder: cwd });
  };

  it('has the password that is meant', async () => {
    const { kestra } = await load('KESTRA_USERNAME=ada\nKESTRA_PASSWORD=p#${PIN:-0} # mine', { PIN: '7' });
    expect(kestra.auth).toEqual({ kind: 'basic', username: 'ada', password: 'p#7' });
  });

  it('is read with a byte order mark', async () => {
    expect((await load('\uFEFFKESTRA_TENANT_ID=team')).kestra.tenant).toBe('team');
  });

  it.each(['utf16le', 'utf16be'])('in %s is told', async (encoding) => {
    const little = Buffer.from('\uFEFFKESTRA_TENANT_ID=team\r\n', 'utf16le');
    const bytes = encoding === 'utf16le' ? little : little.swap16();
    await expect(load(bytes)).rejects.toMatchObject({
      message: expect.stringMatching(/\.env is encoded as UTF-16, which is not supported\.$/),
      hint: 'Save it as UTF-8. In PowerShell, use Set-Content -Encoding utf8 instead of >.',
    });
    await expect(load(bytes.subarray(2))).rejects.toThrow('is encoded as UTF-16');
  });

  it('and a configuration file in UTF-16 alike', async () => {
    const cwd = temporaryFolder({});
    const loading = () => loadConfig({ argv: [], env: {}, cwd, userConfigFolder: cwd });
    writeFileSync(join(cwd, 'kestra-mcp.config.yaml'), Buffer.from('\uFEFFstrict: true', 'utf16le'));
    await expect(loading()).rejects.toThrow('kestra-mcp.config.yaml is encoded as UTF-16');
    writeFileSync(join(cwd, 'kestra-mcp.config.json'), Buffer.from('\uFEFF{}', 'utf16le'));
    await expect(loading()).rejects.toThrow('kestra-mcp.config.json is encoded as UTF-16');
  });
});
