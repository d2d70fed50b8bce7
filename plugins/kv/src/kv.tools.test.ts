import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { recorded } from '../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const call = (given: Record<string, unknown>, version?: string) =>
  callPlugin(plugin, kestra, version)('manage_kv_store', { namespace: 'rec.demo', ...given });

describe('manage_kv_store', () => {
  it('gets a value with its type, its nulls untouched', async () => {
    kestra.answers({
      'GET /main/namespaces/rec.demo/kv/j': {
        json: { type: 'JSON', value: { a: null, deleted: false }, revision: 1, updated: null },
      },
    });
    expect(await call({ action: 'get', key: 'j' })).toEqual({
      type: 'JSON',
      value: { a: null, deleted: false },
      revision: 1,
    });
  });

  it('sets a value as the literal that Kestra reads', async () => {
    kestra.answers({ 'PUT /main/namespaces/rec.demo/kv/s': recorded('kv put s') });
    const given = { action: 'set', key: 's', value: 'plain words', ttl: 'PT1H', description: 'Café' };
    expect(await call(given)).toEqual({ status: 'ok' });
    expect(await call({ action: 'set', key: 's', value: '42', type: 'STRING' })).toEqual({ status: 'ok' });
    expect(kestra.asked.map(({ body }) => body)).toEqual(['"plain words"', '"42"']);
    expect(kestra.asked[0]?.headers).toMatchObject({ ttl: 'PT1H', 'content-type': 'text/plain' });
    expect(kestra.asked[1]?.headers).not.toHaveProperty('ttl');
  });

  it('lists keys', async () => {
    const rows = [{ namespace: 'rec.demo', key: 'b', expirationDate: null }];
    kestra.answers({
      'GET /main/namespaces/rec.demo/kv': { json: rows },
      'GET /main/kv': { json: { results: [...rows, { namespace: 'rec.demo.sub', key: 'c' }], total: 2 } },
    });
    const results = [{ namespace: 'rec.demo', key: 'b' }];
    expect(await call({ action: 'list' })).toEqual({ results });
    expect(await call({ action: 'list', key: null, value: null }, '2.0')).toEqual({ results });
  });

  it.each(['1.3-oss', '2.0-oss'] as const)(
    'deletes a key, or says that there is none, as in %s',
    async (file) => {
      kestra.answers({
        'DELETE /main/namespaces/rec.demo/kv/s': [
          recorded('kv delete', file),
          recorded('kv delete again', file),
        ],
      });
      expect(await call({ action: 'delete', key: 's' })).toEqual({ deleted: true, status: 'deleted' });
      expect(await call({ action: 'delete', key: 's' })).toEqual({ deleted: false, status: 'not_found' });
    },
  );

  it('says what Kestra says of a missing key', async () => {
    kestra.answers({ 'GET /main/namespaces/rec.demo/kv/none': recorded('kv get unknown') });
    expect(await call({ action: 'get', key: 'none' })).toEqual({
      error:
        'Kestra answered 404 to GET /main/namespaces/rec.demo/kv/none: ' +
        "Not Found: No value found for key 'none' in namespace 'rec.demo'\n" +
        'Check the id: list or search first to see what exists.',
    });
  });

  it.each([
    [{ action: 'get' }, 'The action "get" needs the argument "key".'],
    [{ action: 'set', key: 'k' }, 'The action "set" needs the argument "value".'],
    [{ action: 'get', key: '../x' }, 'The argument "key" is not valid: must be 1 to 255 letters,'],
    [
      { action: 'set', key: 'k', value: 1, ttl: '1h' },
      'The argument "ttl" is not valid: must be an ISO 8601',
    ],
    [{ action: 'set', key: 'k', value: 1, description: 'a\nb' }, 'The argument "description" is not valid'],
  ])('sends nothing for %j', async (given, error) => {
    expect(await call(given)).toEqual({ error: expect.stringContaining(error) });
    expect(kestra.lines).toEqual([]);
  });
});
