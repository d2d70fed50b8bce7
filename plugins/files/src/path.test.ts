import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { recorded } from '../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const call = (given: Record<string, unknown>) =>
  callPlugin(plugin, kestra)('namespace_file_action', { namespace: 'rec.demo', ...given });
const FILES = '/main/namespaces/rec.demo/files';

describe('a path', () => {
  it.each([
    ['src/a.py', '/src/a.py'],
    ['nsfile:///src/a.py', '/src/a.py'],
    ['NSFILE:///a.py', '/a.py'],
    ['src\\a.py', '/src/a.py'],
    ['/src//./a.py', '/src/a.py'],
    ['./.env', '/.env'],
    ['/src/a.py/', '/src/a.py'],
    ['logs/12:30.txt', '/logs/12:30.txt'],
    ['a:b.txt', '/a:b.txt'],
  ])('%s is %s', async (path, meant) => {
    kestra.answers({ [`GET ${FILES}`]: recorded('file get') });
    await call({ path });
    expect(kestra.lines).toEqual([`GET ${FILES}?path=${meant}`]);
  });

  it.each(['_flows/x.yml', '/./_flows/x.yml', '\\.\\_flows\\x.yml'])('is no flow: %s', async (path) => {
    expect((await call({ action: 'create', path, file_content: 'id: x' })).error).toContain('/_flows');
    expect((await call({ action: 'move', path: '/x.yml', to_path: path })).error).toContain(
      'The argument "to_path" must not begin with /_flows.',
    );
    expect(kestra.lines).toEqual([]);
  });

  it.each([
    'nsfile:a.py',
    'nsfile:/a.py',
    'nsfile://other.namespace/a.py',
    '/nsfile:///a.py',
    'kestra:///rec/demo/executions/1/a.txt',
    'file:///etc/hosts',
    'https://example.com/a.py',
    'C:\\data\\a.py',
    'd:/a.py',
  ])('is not %s', async (path) => {
    for (const given of [{ path }, { action: 'create', path, file_content: '' }])
      expect((await call(given)).error).toContain(
        'The argument "path" is not valid: must be a path in the namespace',
      );
    expect((await call({ action: 'move', path: '/a', to_path: path })).error).toContain('"to_path"');
    expect(kestra.lines).toEqual([]);
  });
});
