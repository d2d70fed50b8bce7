import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { recorded } from '../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const call = (given: Record<string, unknown>, version?: string) =>
  callPlugin(plugin, kestra, version)('namespace_directory_action', { namespace: 'rec.demo', ...given });
const FILES = '/main/namespaces/rec.demo/files';

describe('list', () => {
  it.each(['0.24', '1.3', '2.0'])('has sizes and ISO dates on %s', async (version) => {
    kestra.answers({ [`GET ${FILES}/directory`]: recorded('directory list') });
    expect(await call({ action: 'list', path: 'src' }, version)).toEqual({
      results: [
        {
          type: 'File',
          fileName: 'a.py',
          size: 9,
          lastModifiedTime: '2026-11-22T18:45:28.868Z',
          creationTime: '2026-11-22T18:45:28.868Z',
          metadata: {},
        },
      ],
    });
    expect(kestra.lines).toEqual([`GET ${FILES}/directory?path=/src`]);
  });

  it('may be of the root, and of entries without dates', async () => {
    const entry = { type: 'Directory', fileName: 'src', size: 0 };
    kestra.answers({
      [`GET ${FILES}/directory`]: { json: [entry, { ...entry, lastModifiedTime: 0, creationTime: null }] },
    });
    expect(await call({ action: 'list', path: '/' })).toEqual({
      results: [entry, { ...entry, lastModifiedTime: '1970-01-01T00:00:00.000Z' }],
    });
    expect(kestra.lines).toEqual([`GET ${FILES}/directory?path=/`]);
  });

  it('fails for a directory that does not exist', async () => {
    kestra.answers({ [`GET ${FILES}/directory`]: recorded('directory list unknown') });
    expect((await call({ action: 'list', path: '/none' })).error).toMatch(
      /^Kestra answered 404 to GET \/main\/namespaces\/rec\.demo\/files\/directory: Not Found: Directory not found: \/none/,
    );
  });
});

it('create may be repeated', async () => {
  kestra.answers({
    [`GET ${FILES}/stats`]: [{ status: 404 }, { json: { type: 'Directory', fileName: 'src' } }],
    [`POST ${FILES}/directory`]: [recorded('directory create'), recorded('directory create again')],
  });
  const status = 'directory_created';
  expect(await call({ action: 'create', path: 'src' })).toEqual({ status });
  expect(await call({ action: 'create', path: '/src' })).toEqual({ status });
  const lines = [`GET ${FILES}/stats?path=/src`, `POST ${FILES}/directory?path=/src`];
  expect(kestra.lines).toEqual([...lines, ...lines]);
});

it.each(['1.3', '2.0'])('create does not say yes where a file is on %s', async (version) => {
  kestra.answers({ [`GET ${FILES}/stats`]: recorded('file stats') });
  expect(await call({ action: 'create', path: '/src/a.py' }, version)).toEqual({
    error: '"/src/a.py" is a file.\nChoose another name, or delete the file first.',
  });
  expect(kestra.lines).toHaveLength(1);
});

it('delete deletes it with what is in it', async () => {
  kestra.answers({
    [`GET ${FILES}/stats`]: { json: { type: 'Directory', fileName: 'src' } },
    [`DELETE ${FILES}`]: recorded('directory delete'),
  });
  expect(await call({ action: 'delete', path: '/src' })).toEqual({ status: 'directory_deleted' });
  expect(kestra.lines).toEqual([`GET ${FILES}/stats?path=/src`, `DELETE ${FILES}?path=/src`]);
});

it('delete sends nothing for what is not there, since Kestra could delete the directory above', async () => {
  kestra.answers({ [`GET ${FILES}/stats`]: { status: 404 } });
  expect(await call({ action: 'delete', path: '/src' })).toEqual({
    status: 'not_found',
    note: '"/src" does not exist. Nothing was deleted.',
  });
  expect(kestra.lines).toEqual([`GET ${FILES}/stats?path=/src`]);
});

it('delete does not delete a file', async () => {
  kestra.answers({ [`GET ${FILES}/stats`]: { json: { type: 'File', fileName: 'src' } } });
  expect(await call({ action: 'delete', path: '/src' })).toEqual({
    error: '"/src" is a file.\nUse namespace_file_action to delete it.',
  });
});

describe('move', () => {
  const directory = { json: { type: 'Directory', fileName: 'src' } };

  it('looks at both ends before', async () => {
    kestra.answers({
      [`GET ${FILES}/stats`]: ({ line }) => (line.endsWith('path=/src') ? directory : { status: 404 }),
      [`PUT ${FILES}`]: recorded('file move'),
    });
    expect(await call({ action: 'move', path: 'src', to_path: 'lib' })).toEqual({
      status: 'directory_moved',
    });
    expect(kestra.lines).toHaveLength(3);
    expect(kestra.lines[2]).toBe(`PUT ${FILES}?from=/src&to=/lib`);
  });

  it.each([
    [
      { status: 404 },
      '"/src" does not exist in namespace "rec.demo".\nCall namespace_directory_action with action list to see the paths.',
    ],
    [directory, '"/lib" already exists in namespace "rec.demo".\nDelete it first, or choose another name.'],
  ])('is refused where the look says so', async (stats, error) => {
    kestra.answers({ [`GET ${FILES}/stats`]: stats });
    expect(await call({ action: 'move', path: '/src', to_path: '/lib' })).toEqual({ error });
    expect(kestra.lines).toHaveLength(2);
  });

  it.each([
    ['/src/old', '"/src" cannot be moved into itself ("/src/old").'],
    ['src/a/b/', '"/src" cannot be moved into itself ("/src/a/b").'],
    ['/src/', 'The arguments "path" and "to_path" are the same: "/src".'],
  ])('does not go into itself, to %s', async (to_path, error) => {
    expect(await call({ action: 'move', path: '/src', to_path })).toEqual({ error });
    expect(kestra.lines).toEqual([]);
  });

  it('may go to a name that begins alike', async () => {
    kestra.answers({
      [`GET ${FILES}/stats`]: ({ line }) => (line.endsWith('path=/src') ? directory : { status: 404 }),
      [`PUT ${FILES}`]: recorded('file move'),
    });
    expect(await call({ action: 'move', path: '/src', to_path: '/src2/a' })).toEqual({
      status: 'directory_moved',
    });
  });

  it('fails with what Kestra says', async () => {
    kestra.answers({
      [`GET ${FILES}/stats`]: ({ line }) => (line.endsWith('path=/src') ? directory : { status: 404 }),
      [`PUT ${FILES}`]: { status: 500, json: { message: 'Internal server error: is not empty' } },
    });
    expect((await call({ action: 'move', path: '/src', to_path: '/lib' })).error).toContain(
      `Kestra answered 500 to PUT ${FILES}: Internal server error: is not empty`,
    );
  });
});

describe('nothing is sent', () => {
  it.each([
    [{ action: 'delete', path: '/' }, 'The argument "path" must name a file or directory, not the root.'],
    [{ action: 'delete', path: '.' }, 'not the root'],
    [{ action: 'delete', path: '/./' }, 'not the root'],
    [{ action: 'move', path: '//', to_path: '/a' }, 'not the root'],
    [{ action: 'delete' }, 'The argument "path" is missing.'],
    [{ action: 'move', path: '/a' }, 'The action "move" needs the argument "to_path".'],
    [{ path: '/a' }, 'The argument "action" is missing. Allowed: list, create, delete, move.'],
    [{ action: 'delete', path: '/a/..' }, 'must not contain ".."'],
  ])('for %j', async (given, error) => {
    expect(await call(given)).toEqual({ error: expect.stringContaining(error) });
    expect(kestra.lines).toEqual([]);
  });
});
