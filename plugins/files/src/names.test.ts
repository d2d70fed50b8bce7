import { beforeEach, describe, expect, it } from '@jest/globals';
import { InputError } from '@kestra-mcp/core';
import { callerOf } from '../../../core/src/kestra/caller.js';
import { asCaller } from '../../../core/src/kestra/wire/scope.js';
import { type Call, callPlugin } from '../../../test/support/host/call-plugin.js';
import { formOf, useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';
import { FileNames } from './names.js';

const kestra = useKestra();
const FILES = '/main/namespaces/company.team/files';

describe.each(['1.3', '2.0'])('names that Kestra %s keeps as one', (version) => {
  const stored = new Map<string, string>();
  let file: Call;
  const at = (url: string, name = 'path') => {
    const { searchParams } = new URL(url.replace(/^\S+ /, ''), 'http://k');
    // Of either, as Kestra does.
    return (searchParams.get(name) ?? '').replaceAll(' ', '+');
  };

  beforeEach(() => {
    stored.clear();
    const call = callPlugin(plugin, kestra, version);
    file = (action, given) => call('namespace_file_action', { namespace: 'company.team', action, ...given });
    kestra.answers({
      [`GET ${FILES}/stats`]: ({ line }) =>
        stored.has(at(line)) ? { json: { type: 'File', fileName: at(line).slice(1) } } : { status: 404 },
      [`GET ${FILES}`]: ({ line }) => ({ text: stored.get(at(line)) ?? '' }),
      [`POST ${FILES}`]: async (asked) => {
        stored.set(at(asked.line), await ((await formOf(asked)).fileContent as File).text());
        return { status: 200 };
      },
      [`PUT ${FILES}`]: ({ line }) => {
        stored.set(at(line, 'to'), stored.get(at(line, 'from')) ?? '');
        stored.delete(at(line, 'from'));
        return { status: 200 };
      },
      [`DELETE ${FILES}`]: ({ line }) => {
        stored.delete(at(line));
        return { status: 200 };
      },
    });
  });
  const create = (path: string, file_content: string) => file('create', { path, file_content });

  it.each([
    ['/r/my report.md', '/r/my+report.md'],
    ['/r/my+report.md', '/r/my report.md'],
    ['/my dir/a.txt', '/my+dir/a.txt'],
    ['/a b c.txt', '/a+b c.txt'],
  ])('%s stays when %s is written', async (first, second) => {
    expect(await create(first, 'FIRST')).toMatchObject({ status: 'created' });
    expect(await create(second, 'SECOND')).toEqual({
      error:
        `For Kestra, "${second}" is the same path as the existing "${first}": it stores a space in a name as a plus sign.\n` +
        `If you mean that one, give the path "${first}".`,
    });
    expect(await file('get', { path: first })).toMatchObject({ content: 'FIRST' });
    expect(await file('get', { path: second })).toMatchObject({
      content: 'FIRST',
      note: `Kestra knows this file as "${first}": it stores a space in a name as a plus sign.`,
    });
    for (const action of ['delete', 'move'])
      expect((await file(action, { path: second, to_path: '/z' })).error).toContain(
        'is the same path as the existing',
      );
    expect([...stored.values()]).toEqual(['FIRST']);
    expect(await create(first, 'AGAIN')).toMatchObject({ status: 'updated' });
    expect(await file('delete', { path: first })).toMatchObject({ status: 'deleted' });
    expect(await create(second, 'SECOND')).toMatchObject({ status: 'created' });
  });

  it('are not written at the same time', async () => {
    const [first, second] = await Promise.all([create('/x y.txt', 'FIRST'), create('/x+y.txt', 'SECOND')]);
    expect(first).toMatchObject({ status: 'created' });
    expect(second?.error).toContain('is the same path as the existing "/x y.txt"');
    expect([...stored.values()]).toEqual(['FIRST']);
    expect(await create('/x y.txt', 'AGAIN')).toMatchObject({ status: 'updated' });
  });

  it('says how a blank is shown', async () => {
    expect(await create('/my report.md', '')).toEqual({
      status: 'created',
      note: 'Kestra shows it as "/my+report.md": it stores a space in a name as a plus sign.',
    });
    expect(await create('/c++.txt', '')).toEqual({ status: 'created' });
  });

  it('takes what was there before for what Kestra shows', async () => {
    stored.set('/my+report.md', 'OLD');
    expect(await file('get', { path: '/my report.md' })).toMatchObject({
      content: 'OLD',
      note: expect.stringContaining('"/my+report.md"'),
    });
    expect((await create('/my report.md', 'NEW')).error).toContain('give the path "/my+report.md"');
    expect((await file('delete', { path: '/my report.md' })).error).toContain('"/my+report.md"');
    expect(stored.get('/my+report.md')).toBe('OLD');
    expect(await create('/my+report.md', 'NEW')).toEqual({ status: 'updated' });
    expect(await file('delete', { path: '/my+report.md' })).toEqual({ status: 'deleted' });
  });

  it('does not move a file onto itself, and knows it where it was moved', async () => {
    await create('/a b.txt', 'X');
    expect(await file('move', { path: '/a b.txt', to_path: '/a+b.txt' })).toEqual({
      error:
        'For Kestra, "/a+b.txt" and "/a b.txt" are the same path: it stores a space in a name as a plus sign.',
    });
    expect(await file('move', { path: '/a b.txt', to_path: '/c d.txt' })).toMatchObject({ status: 'moved' });
    expect(await file('get', { path: '/c d.txt' })).not.toHaveProperty('note');
    expect(await file('get', { path: '/c+d.txt' })).toMatchObject({
      note: expect.stringContaining('"/c d.txt"'),
    });
  });
});

it('a search for a blank finds what is kept as a plus', async () => {
  kestra.answers({
    [`GET ${FILES}/search`]: [{ json: [] }, { json: ['/my+report.md'] }],
  });
  const call = callPlugin(plugin, kestra);
  const given = { namespace: 'company.team', action: 'search', q: 'my report' };
  expect(await call('namespace_file_action', given)).toEqual({ results: ['/my+report.md'] });
  expect(kestra.asked.map(({ line }) => line)).toEqual([
    `GET ${FILES}/search?q=my report`,
    `GET ${FILES}/search?q=my+report`,
  ]);
});

it('a directory is known by its name, too', async () => {
  const call = callPlugin(plugin, kestra);
  const directory = (action: string, path: string) =>
    call('namespace_directory_action', { namespace: 'company.team', action, path });
  const there = { json: { type: 'Directory', fileName: 'my+dir' } };
  kestra.answers({
    [`GET ${FILES}/stats`]: [{ status: 404 }, there],
    [`POST ${FILES}/directory`]: { status: 200 },
    [`DELETE ${FILES}`]: { status: 200 },
  });
  expect(await directory('create', '/my dir')).toMatchObject({ status: 'directory_created' });
  expect((await directory('create', '/my+dir')).error).toContain(
    'is the same path as the existing "/my dir"',
  );
  expect((await directory('delete', '/my+dir')).error).toContain(
    'is the same path as the existing "/my dir"',
  );
  expect(await directory('delete', '/my dir')).toEqual({ status: 'directory_deleted' });
});

it('what one caller has written, another does not hear of', async () => {
  const call = callPlugin(plugin, kestra);
  const token = (name: string) => callerOf({ kind: 'bearer', token: name });
  const create = (name: string, path: string) =>
    asCaller(token(name), () =>
      call('namespace_file_action', {
        ...{ namespace: 'company.team', action: 'create', path, file_content: 'x' },
      }),
    );
  const there = { json: { type: 'File', fileName: 'my+report.md' } };
  kestra.answers({
    [`GET ${FILES}/stats`]: [{ status: 404 }, there],
    [`POST ${FILES}`]: { status: 200 },
  });
  expect(await create('ann', '/my report.md')).toMatchObject({ status: 'created' });
  expect((await create('ann', '/my+report.md')).error).toContain('as the existing "/my report.md"');
  // To him it is what Kestra shows.
  expect((await create('bob', '/my report.md')).error).toContain('as the existing "/my+report.md"');
  expect(await create('bob', '/my+report.md')).toMatchObject({ status: 'updated' });
});

it('no more names are remembered than a session writes', () => {
  const names = new FileNames();
  for (let n = 0; n <= 1_000; n++) names.remember('a', `/f ${n}`);
  expect(names.other('a', '/f 0')).toBe('/f+0');
  expect(names.other('a', '/f 1')).toBeUndefined();
  expect(() => names.refuseOther('b', '/f 1')).toThrow(InputError);
});
