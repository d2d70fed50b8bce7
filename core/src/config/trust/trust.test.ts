import { readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder, write } from '../../../../test/support/temporary.js';
import { judge } from './judge.js';
import { fingerprintOf, snapshotOf } from './snapshot.js';
import { remember, trustedFolders } from './store.js';

const CONFIG = 'kestra-mcp.config.json';
const hashOf = async (folder: string) => {
  const snapshot = await snapshotOf(folder);
  return snapshot && (await fingerprintOf(snapshot)).hash;
};

describe('what is trusted', () => {
  it.each<[string, Record<string, string>, Record<string, string>]>([
    ['a configuration file', { [CONFIG]: '{"strict":true}' }, { [CONFIG]: '{"strict":false}' }],
    ['one that comes before it', { [CONFIG]: '{"strict":true}' }, { 'kestra-mcp.config.js': '' }],
    ['a .env that was there', { '.env': 'A=1' }, { '.env': 'A=2' }],
    ['a .env that was not', { [CONFIG]: '{}' }, { '.env': 'A=2' }],
    [
      'the key of a package.json',
      { 'package.json': '{"kestra-mcp":{"strict":true}}' },
      { 'package.json': '{"kestra-mcp":{"strict":false}}' },
    ],
    ['a plugin of one file', { [CONFIG]: '{"plugins":["./p.js"]}', 'p.js': '1' }, { 'p.js': '2' }],
    ['a plugin with options', { [CONFIG]: '{"plugins":[["./p.js",{}]]}', 'p.js': '1' }, { 'p.js': '2' }],
    ['a plugin in a folder', { [CONFIG]: '{"plugins":["./p"]}', 'p/index.ts': '1' }, { 'p/index.ts': '2' }],
    [
      'which module a plugin is',
      { [CONFIG]: '{"plugins":["./p"]}', 'p/package.json': '{"main":"a.js"}', 'p/a.js': '', 'p/b.js': '' },
      { 'p/package.json': '{"main":"b.js"}' },
    ],
    [
      'what stands in for its code',
      {
        [CONFIG]: '{"plugins":["./p"]}',
        'p/package.json': '{"kestraMcp":{"manifest":"m.json"}}',
        'p/m.json': '1',
        'p/index.js': '',
      },
      { 'p/m.json': '2' },
    ],
    [
      'what a plugin imports',
      {
        [CONFIG]: '{"plugins":["./p.js"]}',
        'p.js': 'import "./q.js"',
        'q.js': 'export * from "./r.js"',
        'r.js': '1',
      },
      { 'r.js': '2' },
    ],
    [
      'what it requires',
      { [CONFIG]: '{"plugins":["./p.js"]}', 'p.js': 'require("./q")', 'q.cjs': '1' },
      { 'q.cjs': '2' },
    ],
    [
      'a package that a plugin is',
      {
        [CONFIG]: '{"plugins":["sla"]}',
        'node_modules/kestra-mcp-sla/package.json': '{"main":"i.js"}',
        'node_modules/kestra-mcp-sla/i.js': '1',
      },
      { 'node_modules/kestra-mcp-sla/i.js': '2' },
    ],
    [
      'a package that comes before it',
      {
        [CONFIG]: '{"plugins":["sla"]}',
        'node_modules/sla/package.json': '{}',
        'node_modules/sla/index.js': '1',
      },
      { 'node_modules/kestra-mcp-sla/package.json': '{}' },
    ],
    [
      'a package that a plugin imports',
      {
        [CONFIG]: '{"plugins":["./p.js"]}',
        'p.js': 'import "x/y"',
        'node_modules/x/package.json': '{}',
        'node_modules/x/y.js': '1',
      },
      { 'node_modules/x/y.js': '2' },
    ],
    [
      'what `imports` maps to',
      {
        [CONFIG]: '{"plugins":["./p.js"]}',
        'p.js': 'import "#q"',
        'package.json': '{"imports":{"#q":"./a.js"}}',
        'a.js': '1',
        'b.js': '',
      },
      { 'package.json': '{"imports":{"#q":"./b.js"}}' },
    ],
    [
      'the module behind `imports`',
      {
        [CONFIG]: '{"plugins":["./p.js"]}',
        'p.js': 'import "#q"',
        'package.json': '{"imports":{"#q":{"node":"./a.js"}}}',
        'a.js': '1',
      },
      { 'a.js': '2' },
    ],
    ['a module that is configuration', { 'kestra-mcp.config.ts': '1' }, { 'kestra-mcp.config.ts': '2' }],
    ['what that imports', { 'kestra-mcp.config.ts': "import './h'", 'h.ts': '1' }, { 'h.ts': '2' }],
    [
      'a plugin that it names',
      { 'kestra-mcp.config.ts': "export default { plugins: ['./p'] }", 'p.ts': '1' },
      { 'p.ts': '2' },
    ],
    [
      'how its code is read',
      { 'kestra-mcp.config.ts': '1', 'package.json': '{"type":"module"}' },
      { 'package.json': '{}' },
    ],
  ])('changes with %s', async (_, files, edited) => {
    const folder = temporaryFolder(files);
    const before = await hashOf(folder);
    expect(before).toBeDefined();
    expect(await hashOf(folder)).toBe(before);
    write(folder, edited);
    expect(await hashOf(folder)).not.toBe(before);
  });

  it('does not change with what is not read', async () => {
    const folder = temporaryFolder({
      [CONFIG]: '{"plugins":["./p.js"]}',
      'p.js': '',
      'README.md': '1',
      'package.json': '{}',
    });
    const before = await hashOf(folder);
    write(folder, { 'README.md': '2', 'package.json': '{"name":"x"}', 'src/other.ts': '' });
    expect(await hashOf(folder)).toBe(before);
  });

  it.each([{}, { 'package.json': '{"dependencies":{"kestra-mcp":"1"}}' }, { 'README.md': '' }])(
    'is nothing of a folder that has no such file: %j',
    async (files) => expect(await snapshotOf(temporaryFolder(files))).toBeUndefined(),
  );
});

describe('a folder', () => {
  it('is trusted by whatever link leads to it, until it changes or is forgotten', async () => {
    const folder = temporaryFolder({ [CONFIG]: '{}' });
    const user = temporaryFolder();
    const link = join(temporaryFolder(), 'link');
    symlinkSync(folder, link);
    const verdict = async (place = folder) => {
      const snapshot = await snapshotOf(place);
      return snapshot && judge(snapshot, user, 'stored');
    };
    expect(await verdict()).toEqual({ trusted: false, changed: false });
    await remember(user, folder, { hash: (await hashOf(folder)) ?? '' });
    expect(await verdict(link)).toMatchObject({ trusted: true, changed: false });
    write(folder, { [CONFIG]: '{"strict":true}' });
    expect(await verdict()).toEqual({ trusted: false, changed: true });
    await remember(user, folder);
    expect(await verdict()).toEqual({ trusted: false, changed: false });
  });
});

describe('the store', () => {
  it('is of its owner alone, and keeps what else was trusted', async () => {
    const user = join(temporaryFolder(), 'new', 'kestra-mcp');
    await remember(user, '/a', { hash: '1' });
    await remember(user, '/b', { hash: '2', credentials: { from: 'X', to: 'http://b/api/v1' } });
    const path = join(user, 'trusted.json');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await trustedFolders(user)).toEqual({
      '/a': { hash: '1' },
      '/b': { hash: '2', credentials: { from: 'X', to: 'http://b/api/v1' } },
    });
    expect(JSON.parse(readFileSync(path, 'utf8')).version).toBe(1);
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{"version":2,"folders":{"/a":{"hash":"1"}}}',
    '{"version":1,"folders":{"/a":{"hash":1}}}',
  ])('that says %j trusts nobody', async (text) =>
    expect(await trustedFolders(temporaryFolder({ 'trusted.json': text }))).toEqual({}),
  );

  it('that cannot be written is an error that says what else to do', async () => {
    const user = join(temporaryFolder({ file: '' }), 'file', 'kestra-mcp');
    await expect(remember(user, '/a', { hash: '1' })).rejects.toMatchObject({
      message: expect.stringMatching(
        /^The list of trusted folders cannot be written to .*trusted\.json: ENOTDIR/,
      ),
      hint: expect.stringContaining('--trust'),
    });
  });
});
