import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { recorded } from '../../../test/support/kestra/recordings.js';
import { formOf, useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const call = (given: Record<string, unknown>, version?: string) =>
  callPlugin(plugin, kestra, version)('namespace_file_action', { namespace: 'rec.demo', ...given });
const FILES = '/main/namespaces/rec.demo/files';

describe('get', () => {
  it.each(['0.24', '1.3', '2.0'])('gives a text file on %s', async (version) => {
    kestra.answers({ [`GET ${FILES}`]: recorded('file get') });
    expect(await call({ path: 'src/a.py' }, version)).toEqual({
      content: 'print(1)\n',
      encoding: 'text',
      mediaType: 'text/plain',
      size: 9,
    });
    expect(kestra.lines).toEqual([`GET ${FILES}?path=/src/a.py`]);
  });

  it('gives a binary file, and reads on from an offset', async () => {
    const head: Readonly<Record<string, string>> = { 'content-type': 'application/octet-stream' };
    kestra.answers({
      [`GET ${FILES}`]: (_, response) => {
        response.writeHead(200, head).end(Buffer.concat([Buffer.alloc(29_082, 0xff), Buffer.from('end')]));
        return undefined;
      },
    });
    const first = await call({ action: 'get', path: '/logo.png' });
    expect(first).toEqual({
      content: Buffer.alloc(29_082, 0xff).toString('base64'),
      encoding: 'base64',
      mediaType: 'image/png',
      size: 29_085,
      next: '3 more bytes follow. Repeat the call with offset 29082.',
    });
    const last = await call({ action: 'get', path: '/logo.png', offset: 29_082 });
    expect(last).toMatchObject({
      content: expect.stringMatching(
        / left out 29082 of 29085 bytes here .*Repeat the call with offset 0\.⟧\nend$/,
      ),
      encoding: 'text',
      size: 29_085,
    });
    expect(last).not.toHaveProperty('next');
  });

  it('of more than is read says how else to get it', async () => {
    kestra.answers({ [`GET ${FILES}`]: { text: 'x'.repeat(10_000_001) } });
    expect(await call({ action: 'get', path: '/large.csv' })).toEqual({
      error:
        `Kestra's response to GET ${FILES} is larger than 10 MB and was not read any further.\n` +
        'Kestra cannot return a part of a file. Download it in the Kestra UI, or read it in a task of a flow.',
    });
  });

  it('names the files there are when there is none of that name', async () => {
    kestra.answers({
      [`GET ${FILES}`]: recorded('file get, unknown'),
      [`GET ${FILES}/directory`]: recorded('directory list'),
    });
    expect(await call({ path: '/src/b.py' })).toEqual({
      error:
        `Kestra answered 404 to GET ${FILES}: Not Found: File '/none' was not found in namespace 'rec.demo'.\n` +
        '"b.py" is not one of the files in the folder /src of namespace rec.demo. Did you mean "a.py"? Available: a.py.',
    });
  });
});

describe('create', () => {
  it.each([
    ['text', 'Zoë\n', 'Zoë\n'],
    ['base64', Buffer.from('a\0b').toString('base64'), 'a\0b'],
    [null, '', ''],
  ])('writes %s', async (encoding, file_content, written) => {
    kestra.answers({ [`GET ${FILES}/stats`]: { status: 404 }, [`POST ${FILES}`]: recorded('file create') });
    expect(await call({ action: 'create', path: 'src/a.py', file_content, encoding })).toEqual({
      status: 'created',
    });
    const [, asked] = kestra.asked;
    expect(kestra.lines).toEqual([`GET ${FILES}/stats?path=/src/a.py`, `POST ${FILES}?path=/src/a.py`]);
    const { fileContent } = (asked && (await formOf(asked))) ?? {};
    expect(await (fileContent as File).text()).toBe(written);
  });
});

describe('create', () => {
  const write = { action: 'create', path: '/src/a.py', file_content: 'print(2)' };

  it.each(['1.3', '2.0'])('says that it has replaced a file on %s', async (version) => {
    kestra.answers({
      [`GET ${FILES}/stats`]: recorded('file stats'),
      [`POST ${FILES}`]: recorded('file create'),
    });
    expect(await call(write, version)).toEqual({ status: 'updated' });
  });

  it('does not write over a directory', async () => {
    kestra.answers({ [`GET ${FILES}/stats`]: { json: { type: 'Directory', fileName: 'a.py' } } });
    expect(await call(write)).toEqual({
      error: '"/src/a.py" is a directory.\nGive the path of a file in it.',
    });
    expect(kestra.lines).toHaveLength(1);
  });
});

describe('move', () => {
  const stats = recorded('file stats');
  const missing = { status: 404 };

  it('looks at both ends before', async () => {
    kestra.answers({
      [`GET ${FILES}/stats`]: ({ line }) => (line.endsWith('path=/a.py') ? stats : missing),
      [`PUT ${FILES}`]: recorded('file move'),
    });
    expect(await call({ action: 'move', path: 'a.py', to_path: 'src/b.py' })).toEqual({ status: 'moved' });
    expect(kestra.lines.slice(0, 2).sort()).toEqual([
      `GET ${FILES}/stats?path=/a.py`,
      `GET ${FILES}/stats?path=/src/b.py`,
    ]);
    expect(kestra.lines[2]).toBe(`PUT ${FILES}?from=/a.py&to=/src/b.py`);
  });

  it.each([
    [
      'there is none',
      missing,
      '"/a.py" does not exist in namespace "rec.demo".\nCall namespace_directory_action with action list to see the paths.',
    ],
    [
      'the target is there',
      stats,
      '"/b.py" already exists in namespace "rec.demo".\nDelete it first, or choose another name.',
    ],
  ])('is refused where %s', async (_, answer, error) => {
    kestra.answers({ [`GET ${FILES}/stats`]: answer });
    expect(await call({ action: 'move', path: '/a.py', to_path: '/b.py' })).toEqual({ error });
    expect(kestra.lines).toHaveLength(2);
  });

  it('is not tried where the look fails', async () => {
    kestra.answers({ [`GET ${FILES}/stats`]: { status: 403 } });
    const { error } = await call({ action: 'move', path: '/a.py', to_path: '/b.py' });
    expect(error).toContain(`Kestra answered 403 to GET ${FILES}/stats.`);
    expect(kestra.lines).toHaveLength(2);
  });
});

describe('delete', () => {
  it('deletes a file', async () => {
    kestra.answers({
      [`GET ${FILES}/stats`]: recorded('file stats'),
      [`DELETE ${FILES}`]: recorded('file delete'),
    });
    expect(await call({ action: 'delete', path: 'src/a.py' })).toEqual({ status: 'deleted' });
    expect(kestra.lines).toEqual([`GET ${FILES}/stats?path=/src/a.py`, `DELETE ${FILES}?path=/src/a.py`]);
  });

  it('answers that there is no such file, and sends nothing', async () => {
    kestra.answers({ [`GET ${FILES}/stats`]: { status: 404 } });
    expect(await call({ action: 'delete', path: 'src/b.py' })).toEqual({
      status: 'not_found',
      note: '"/src/b.py" does not exist. Nothing was deleted.',
    });
    expect(kestra.lines).toHaveLength(1);
  });

  it('does not delete a directory', async () => {
    kestra.answers({ [`GET ${FILES}/stats`]: { json: { type: 'Directory', fileName: 'src' } } });
    expect(await call({ action: 'delete', path: 'src' })).toEqual({
      error: '"/src" is a directory.\nUse namespace_directory_action to delete it.',
    });
    expect(kestra.lines).toHaveLength(1);
  });
});

it('search finds paths', async () => {
  kestra.answers({ [`GET ${FILES}/search`]: recorded('file search') });
  expect(await call({ action: 'search', q: 'a.py', path: null })).toEqual({ results: ['/src/a.py'] });
  expect(kestra.lines).toEqual([`GET ${FILES}/search?q=a.py`]);
});

describe('nothing is sent', () => {
  const file_content = '';
  it.each([
    [{ action: 'get' }, 'The action "get" needs the argument "path".'],
    [{ action: 'delete', path: null }, 'The action "delete" needs the argument "path".'],
    [{ action: 'create', path: '/a' }, 'The action "create" needs the argument "file_content".'],
    [{ action: 'move', path: '/a' }, 'The action "move" needs the argument "to_path".'],
    [{ action: 'search' }, 'The action "search" needs the argument "q".'],
    [{ path: '' }, 'The action "get" needs the argument "path".'],
    [{ path: 'x'.repeat(1_001) }, 'must have at most 1000 characters'],
    [{ path: '../a' }, 'The argument "path" is not valid: must not contain "..".'],
    [{ path: 'a/../../b' }, 'must not contain ".."'],
    [{ path: 'a\\..\\b' }, 'must not contain ".."'],
    [
      { action: 'move', path: '/a', to_path: '/b/..' },
      'The argument "to_path" is not valid: must not contain',
    ],
    [{ path: '/a', offset: -1 }, 'The argument "offset" is not valid'],
    [
      { action: 'create', path: '/a', file_content: '!', encoding: 'base64' },
      '"file_content" is not base64.',
    ],
    ...['/', '//', '.', '/./', './/.'].flatMap((path) => [
      [{ action: 'delete', path }, 'must name a file or directory, not the root.'] as const,
      [{ action: 'create', path, file_content }, 'must name a file or directory, not the root.'] as const,
      [{ action: 'move', path, to_path: '/a' }, 'must name a file or directory, not the root.'] as const,
    ]),
  ])('for %j', async (given, error) => {
    expect(await call(given)).toEqual({ error: expect.stringContaining(error) });
    expect(kestra.lines).toEqual([]);
  });

  it('for names with dots only what they say', async () => {
    kestra.answers({ [`GET ${FILES}`]: recorded('file get') });
    expect(await call({ path: '.env..bak' })).toMatchObject({ content: 'print(1)\n' });
  });
});
