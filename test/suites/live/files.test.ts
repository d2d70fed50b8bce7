import { expect, it } from '@jest/globals';
import { describeLive, rows } from './target.js';

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describeLive('files', (live) => {
  const file = (action: string, args: object = {}) =>
    live.ok('namespace_file_action', { namespace: live.namespace, action, ...args });
  const noFile = (action: string, args: object = {}) =>
    live.failed('namespace_file_action', { namespace: live.namespace, action, ...args });
  const folder = (action: string, path: string, args: object = {}) =>
    live.ok('namespace_directory_action', { namespace: live.namespace, action, path, ...args });
  const noFolder = (action: string, path: string, args: object = {}) =>
    live.failed('namespace_directory_action', { namespace: live.namespace, action, path, ...args });
  const names = async (path: string) => rows(await folder('list', path)).map(({ fileName }) => fileName);

  it('create and get keep a text as it is', async () => {
    const file_content = 'print("é ✓")\n\nnull: ~\n';
    expect(await file('create', { path: 'texts/a.py', file_content })).toEqual({ status: 'created' });
    expect(await file('create', { path: 'texts/a.py', file_content })).toEqual({ status: 'updated' });
    expect(await file('get', { path: '/texts/a.py' })).toMatchObject({
      content: file_content,
      encoding: 'text',
      size: 25,
    });
    await file('create', { path: 'texts/a.py', file_content: 'new' });
    // The default action is `get`.
    const got = await live.ok('namespace_file_action', { namespace: live.namespace, path: 'texts/a.py' });
    expect(got).toMatchObject({ content: 'new' });
  });

  it('create and get keep bytes, with their media type', async () => {
    await file('create', { path: 'pictures/dot.png', file_content: PNG, encoding: 'base64' });
    expect(await file('get', { path: 'pictures/dot.png' })).toMatchObject({
      content: PNG,
      encoding: 'base64',
      mediaType: 'image/png',
    });
  });

  it('get reads a large file in parts', async () => {
    const whole = 'äöü\n'.repeat(30_000);
    await file('create', { path: 'large.txt', file_content: whole });
    let read = '';
    for (let offset: number | undefined = 0; offset !== undefined; ) {
      const { content, next = '' } = await file('get', { path: 'large.txt', offset });
      // A part has marks before and after it, so that nobody saves it as the whole file.
      read += String(content).replaceAll(/\n?⟦kestra-mcp left out [^⟧]*⟧\n?/g, '');
      const rest: RegExpExecArray | null = /offset (\d+)/.exec(String(next));
      offset = rest ? Number(rest[1]) : undefined;
    }
    expect(read).toBe(whole);
  });

  it('get names what is there when a file is not', async () => {
    await file('create', { path: 'near/etl.py', file_content: '1' });
    const text = await noFile('get', { path: 'near/elt.py' });
    expect(text).toContain('404');
    expect(text).toContain('Did you mean "etl.py"?');
  });

  it('search finds paths', async () => {
    await file('create', { path: 'found/needle.sql', file_content: 'select 1' });
    expect((await file('search', { q: 'needle' })).results).toEqual(['/found/needle.sql']);
    expect(await noFile('search')).toContain('needs the argument "q"');
  });

  it('move moves what is there to where nothing is', async () => {
    await file('create', { path: 'from/one.txt', file_content: '1' });
    await file('create', { path: 'from/two.txt', file_content: '2' });
    await folder('create', '/to');
    expect(await file('move', { path: 'from/one.txt', to_path: 'to/one.txt' })).toEqual({ status: 'moved' });
    expect(await file('get', { path: 'to/one.txt' })).toMatchObject({ content: '1' });
    expect(await noFile('move', { path: 'from/none.txt', to_path: 'to/none.txt' })).toContain(
      '"/from/none.txt" does not exist',
    );
    expect(await noFile('move', { path: 'from/two.txt', to_path: 'to/one.txt' })).toContain('already exists');
    expect(await noFile('move', { path: 'from/two.txt' })).toContain('needs the argument "to_path"');
  });

  it('a directory is not made of a file, and does not go into itself', async () => {
    await file('create', { path: 'solid/a.txt', file_content: 'whole' });
    expect(await noFolder('create', '/solid/a.txt')).toContain('is a file');
    expect(await noFolder('move', '/solid', { to_path: '/solid/deep' })).toContain('into itself');
    expect(await file('get', { path: '/solid/./a.txt' })).toMatchObject({ content: 'whole' });
  });

  it('delete takes a file away, and only a file', async () => {
    await file('create', { path: 'gone/a.txt', file_content: '1' });
    expect(await file('delete', { path: 'gone/a.txt' })).toEqual({ status: 'deleted' });
    expect(await noFile('get', { path: 'gone/a.txt' })).toContain('404');
    await file('create', { path: 'kept/a.txt', file_content: '1' });
    expect(await noFile('delete', { path: 'kept' })).toContain('is a directory');
    expect(await noFile('delete')).toContain('needs the argument "path"');
  });

  it('delete of what is not there leaves alone what lies beside it', async () => {
    await file('create', { path: 'lonely/real.txt', file_content: '1' });
    expect(await file('delete', { path: 'lonely/typo.txt' })).toMatchObject({ status: 'not_found' });
    expect(await folder('delete', 'lonely/nosuch')).toMatchObject({ status: 'not_found' });
    expect(await file('get', { path: 'lonely/real.txt' })).toMatchObject({ content: '1' });
  });

  it('two names that Kestra keeps as one do not replace each other', async () => {
    await file('create', { path: 'odd/q 1.csv', file_content: 'BLANK' });
    expect(await noFile('create', { path: 'odd/q+1.csv', file_content: 'PLUS' })).toContain(
      'is the same path as the existing',
    );
    expect(await file('get', { path: 'odd/q 1.csv' })).toMatchObject({ content: 'BLANK' });
    expect((await file('search', { q: 'q 1' })).results).toEqual(['/odd/q+1.csv']);
  });

  it('an archive is kept as it is, and no flow is made of a file', async () => {
    await file('create', {
      path: 'kept/a.zip',
      file_content: 'UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==',
      encoding: 'base64',
    });
    expect(await file('get', { path: 'kept/a.zip' })).toMatchObject({ size: 22 });
    expect(await noFile('create', { path: '/_flows/x.yml', file_content: 'id: x' })).toContain('/_flows');
  });

  it('a path stays in the namespace', async () => {
    expect(await noFile('get', { path: '/../x' })).toContain('must not contain ".."');
    expect(await noFile('create', { path: '/', file_content: 'x' })).toContain('not the root');
    expect(await noFile('create', { path: 'x' })).toContain('needs the argument "file_content"');
  });

  it('directories are created, listed with sizes and dates, moved and deleted', async () => {
    expect(await folder('create', 'tree/leaf')).toEqual({ status: 'directory_created' });
    expect(await folder('create', 'tree/leaf')).toEqual({ status: 'directory_created' });
    await file('create', { path: 'tree/a.txt', file_content: '12345' });
    const listed = rows(await folder('list', 'tree')).find(({ type }) => type === 'File');
    expect(listed).toMatchObject({ type: 'File', fileName: 'a.txt', size: 5 });
    expect(listed?.lastModifiedTime).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(await folder('move', 'tree', { to_path: 'wood' })).toEqual({ status: 'directory_moved' });
    expect((await names('wood')).sort()).toEqual(['a.txt', 'leaf']);
    expect(await folder('delete', 'wood')).toEqual({ status: 'directory_deleted' });
    expect(await names('/')).not.toContain('wood');
  });

  it('directory actions refuse what is not there, and the root', async () => {
    expect(await noFolder('list', '/none')).toContain('404');
    expect(await noFolder('move', '/none', { to_path: '/x' })).toContain('"/none" does not exist');
    expect(await noFolder('move', '/none')).toContain('needs the argument "to_path"');
    expect(await noFolder('delete', '/')).toContain('not the root');
    expect(await noFolder('create', 'a/../../b')).toContain('must not contain ".."');
  });
});
