import { describe, expect, it } from '@jest/globals';
import { recorded, recordedJson } from '../../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { KestraClient } from '../client.js';
import { NotFoundError } from '../wire/errors.js';

const kestra = useKestra();
const kv = (version: string = '1.3') => new KestraClient(kestra.settings(version)).kv;

describe.each(['0.23', '0.24', '1.0', '1.3', '2.0'])('on %s', (version) => {
  it('one key has the same routes, and is written as text', async () => {
    kestra.answers({
      'GET /main/namespaces/a/kv/k': { json: { type: 'NUMBER', value: 42 } },
      'PUT /main/namespaces/a/kv/k': { status: 200 },
      'DELETE /main/namespaces/a/kv/k': { json: false },
    });
    expect(await kv(version).get('a', 'k')).toEqual({ type: 'NUMBER', value: 42 });
    await kv(version).set('a', 'k', '"plain words"', { ttl: 'PT1H', description: 'D' });
    expect(await kv(version).delete('a', 'k')).toBe(false);
    expect(kestra.asked.map(({ line, body }) => `${line} ${body}`.trim())).toEqual([
      'GET /main/namespaces/a/kv/k',
      'PUT /main/namespaces/a/kv/k "plain words"',
      'DELETE /main/namespaces/a/kv/k',
    ]);
    expect(kestra.asked[1]?.headers).toMatchObject({
      'content-type': 'text/plain',
      ttl: 'PT1H',
      description: 'D',
    });
  });
});

it.each([
  ['9007199254740993', '9007199254740993'],
  ['{"ids":[12345678901234567890,7]}', { ids: ['12345678901234567890', 7] }],
])('a whole number comes as what it is: %s', async (json, value) => {
  const text = `{"type":"JSON","value":${json},"revision":1}`;
  const type = 'application/json';
  kestra.answers({
    'GET /main/namespaces/a/kv/k': (_, response) => {
      response.writeHead(200, { 'content-type': type }).end(text);
      return undefined;
    },
  });
  expect(await kv().get('a', 'k')).toEqual({
    ...{ type: 'JSON', value, revision: 1 },
    note: 'Whole numbers beyond 9007199254740991 are shown as text here. Kestra stores them as numbers.',
  });
});

describe('the list of keys', () => {
  it.each(['0.23', '0.24', '1.0', '1.3'])('has a route of its own on %s', async (version) => {
    kestra.answers({ 'GET /main/namespaces/rec.demo/kv': recorded('kv list') });
    expect(await kv(version).list('rec.demo')).toEqual(recordedJson('kv list'));
    expect(kestra.lines).toEqual(['GET /main/namespaces/rec.demo/kv']);
  });

  it('is a search on 2.0, whose rows of child namespaces are left out', async () => {
    const rows = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => ({ namespace: 'a', key: `k${from + index}` }));
    kestra.answers({
      'GET /main/kv': [
        { json: { results: rows(0, 200), total: 203 } },
        { json: { results: [...rows(200, 2), { namespace: 'a.child', key: 'no' }], total: 203 } },
      ],
    });
    expect(await kv('2.0').list('a')).toEqual(rows(0, 202));
    expect(kestra.lines).toEqual([
      'GET /main/kv?page=1&size=200&filters[namespace][EQUALS]=a',
      'GET /main/kv?page=2&size=200&filters[namespace][EQUALS]=a',
    ]);
  });

  it('ends when the server gives no total and an empty page', async () => {
    kestra.answers({ 'GET /main/kv': { json: { results: [] } } });
    expect(await kv('2.0').list('a')).toEqual([]);
    expect(kestra.lines).toHaveLength(1);
  });

  it('with a fence are those only that tell their namespace', async () => {
    const rows = [{ key: 'k', namespace: 'a' }, { key: 'silent' }, { key: 'other', namespace: 'b' }];
    kestra.answers({ 'GET /main/kv': { json: { results: rows, total: 3 } } });
    expect(await kv('2.0').list('a')).toEqual(rows.slice(0, 2));
    const fenced = new KestraClient(kestra.settings('2.0'), { namespaces: ['a'] });
    expect(await fenced.kv.list('a')).toEqual(rows.slice(0, 1));
  });
});

it('a missing key is not found', async () => {
  kestra.answers({ 'GET /main/namespaces/rec.demo/kv/none': recorded('kv get unknown') });
  await expect(kv().get('rec.demo', 'none')).rejects.toBeInstanceOf(NotFoundError);
});
