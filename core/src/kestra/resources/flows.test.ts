import { describe, expect, it } from '@jest/globals';
import { recorded, recordedJson } from '../../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { KestraClient } from '../client.js';
import { InvalidError, NotFoundError } from '../wire/errors.js';

const VERSIONS = ['0.23', '0.24', '1.0', '1.3', '2.0'] as const;
const kestra = useKestra();
const flows = (version: string = '1.3') => new KestraClient(kestra.settings(version)).flows;

describe.each(VERSIONS)('on %s', (version) => {
  it('a search is in the grammar of the server', async () => {
    const answer = { results: [{ id: 'b', namespace: 'a' }], total: 1 };
    kestra.answers({ 'GET /main/flows/search': { json: answer } });
    expect(await flows(version).search({ q: 'x', namespace: 'a', page: 2, size: 5 })).toEqual(answer);
    await flows(version).search({ page: 1, size: 5 });
    const conditions =
      version === '0.23' ? 'q=x&namespace=a' : 'filters[q][EQUALS]=x&filters[namespace][PREFIX]=a';
    expect(kestra.lines).toEqual([
      `GET /main/flows/search?page=2&size=5&sort=id:asc&${conditions}`,
      'GET /main/flows/search?page=1&size=5&sort=id:asc',
    ]);
  });

  it('a search in sources stays flat', async () => {
    kestra.answers({ 'GET /main/flows/source': { json: { results: [], total: 0 } } });
    await flows(version).searchSource({ q: 'Log & more', namespace: 'a', page: 1, size: 10 });
    expect(kestra.lines).toEqual(['GET /main/flows/source?page=1&size=10&q=Log & more&namespace=a']);
  });

  it('one flow has the same routes', async () => {
    kestra.answers({
      'GET /main/flows/a/b': { json: { id: 'b', namespace: 'a' } },
      'POST /main/flows': { json: { id: 'b', namespace: 'a' } },
      'PUT /main/flows/a/b': { json: { id: 'b', namespace: 'a' } },
      'DELETE /main/flows/a/b': { status: 204 },
      'GET /main/flows/a': { json: [] },
      'GET /main/flows/a/b/revisions': { json: [] },
      'GET /main/flows/a/b/dependencies': { json: {} },
      'POST /main/flows/enable/by-ids': { json: { count: 1 } },
      'POST /main/flows/disable/by-ids': { json: { count: 0 } },
      'GET /main/flows/distinct-namespaces': { json: ['a'] },
    });
    const client = flows(version);
    await client.get('a', 'b');
    await client.get('a', 'b', { source: true, revision: 3 });
    await client.create('id: b');
    await client.update('a', 'b', 'id: b');
    await client.delete('a', 'b');
    expect(await client.list('a')).toEqual([]);
    expect(await client.revisions('a', 'b')).toEqual([]);
    await client.dependencies('a', 'b');
    expect(await client.setEnabled('a', 'b', true)).toEqual({ count: 1 });
    expect(await client.setEnabled('a', 'b', false)).toEqual({ count: 0 });
    expect(await client.distinctNamespaces('x')).toEqual(['a']);
    expect(kestra.asked.map(({ line, body }) => `${line} ${body}`.trim())).toEqual([
      'GET /main/flows/a/b',
      'GET /main/flows/a/b?source=true&revision=3',
      'POST /main/flows id: b',
      'PUT /main/flows/a/b id: b',
      'DELETE /main/flows/a/b',
      'GET /main/flows/a',
      'GET /main/flows/a/b/revisions',
      'GET /main/flows/a/b/dependencies?destinationOnly=false&expandAll=false',
      'POST /main/flows/enable/by-ids [{"namespace":"a","id":"b"}]',
      'POST /main/flows/disable/by-ids [{"namespace":"a","id":"b"}]',
      'GET /main/flows/distinct-namespaces?q=x',
    ]);
    const yaml = kestra.asked.slice(2, 4).map(({ headers }) => headers['content-type']);
    expect(yaml).toEqual(['application/x-yaml', 'application/x-yaml']);
  });
});

describe("Kestra 2.0's search in sources", () => {
  it('names each flow and its lines alone, and is kept within the fence', async () => {
    kestra.answers({ 'GET /main/flows/source': recorded('search flows by source', '2.0-oss') });
    const { results, total } = await flows('2.0').searchSource({ q: 'Hello', page: 1, size: 5 });
    expect(total).toBe(4);
    expect(results[0]).toEqual({
      model: { namespace: 'rec.demo', id: 'draft' },
      fragments: [
        '  - id: [mark]hello[/mark]',
        `    message: "[mark]Hello[/mark] {{ inputs.who ?? 'you' }}"`,
      ],
    });
    const fenced = new KestraClient(kestra.settings('2.0'), { namespaces: ['rec.demo.other'] });
    expect(await fenced.flows.searchSource({ q: 'Hello', page: 1, size: 5 })).toEqual({
      results: [{ model: { namespace: 'rec.demo.other', id: 'hello' }, fragments: expect.any(Array) }],
    });
  });
});

describe("Kestra 1.3's answers", () => {
  it('a flow comes as recorded', async () => {
    kestra.answers({ 'GET /main/flows/rec.demo/hello': recorded('get flow with source') });
    expect(await flows().get('rec.demo', 'hello', { source: true })).toEqual(
      recordedJson('get flow with source'),
    );
  });

  it('an unknown flow is not found, an existing one is not created', async () => {
    kestra.answers({
      'DELETE /main/flows/a/b': recorded('delete flow again'),
      'POST /main/flows': recorded('create flow again'),
    });
    await expect(flows().delete('a', 'b')).rejects.toBeInstanceOf(NotFoundError);
    await expect(flows().create('id: b')).rejects.toBeInstanceOf(InvalidError);
  });
});

describe('a revision that is not there', () => {
  const ROUTE = 'GET /main/flows/rec.demo/hello';
  it.each([
    ['1.3', 'revision 99', '1.3-oss-authoring'],
    ['2.0', 'get flow, unknown revision', '2.0-oss'],
  ] as const)('is named with those that are, on %s', async (version, recording, file) => {
    kestra.answers({
      [ROUTE]: recorded(recording, file),
      'GET /main/flows/rec.demo': { json: [{ id: 'hello' }, { id: 'hallo' }] },
      [`${ROUTE}/revisions`]: { json: [{ revision: 1 }, { revision: 2 }] },
    });
    const asked = flows(version).get('rec.demo', 'hello', { revision: 99 });
    await expect(asked).rejects.toBeInstanceOf(NotFoundError);
    await expect(asked).rejects.toMatchObject({ hint: 'Flow "hello" has no revision 99, only 1 to 2.' });
  });

  it('of a flow that is not there either is the flow', async () => {
    kestra.answers({
      [ROUTE]: recorded('get flow, unknown'),
      'GET /main/flows/rec.demo': { json: [{ id: 'hallo' }] },
    });
    await expect(flows().get('rec.demo', 'hello', { revision: 2 })).rejects.toMatchObject({
      hint: expect.stringContaining('Did you mean "hallo"?'),
    });
    expect(kestra.lines).toHaveLength(2);
  });

  it('is not looked for when none was asked for', async () => {
    kestra.answers({
      [ROUTE]: recorded('get flow, unknown'),
      'GET /main/flows/rec.demo': { json: [{ id: 'hello' }] },
    });
    await expect(flows().get('rec.demo', 'hello')).rejects.toBeInstanceOf(NotFoundError);
    expect(kestra.lines).toHaveLength(2);
  });
});

it('read-only: what changes flows is refused, the rest is sent', async () => {
  kestra.answers({ 'GET /main/flows/a/b': { json: { id: 'b', namespace: 'a' } } });
  const { flows } = new KestraClient(kestra.settings('1.3'), { readOnly: true });
  for (const write of [
    () => flows.create('id: b'),
    () => flows.update('a', 'b', 'id: b'),
    () => flows.delete('a', 'b'),
    () => flows.setEnabled('a', 'b', false),
  ]) {
    await expect(write()).rejects.toMatchObject({ code: 'KMCP_READ_ONLY' });
  }
  await flows.get('a', 'b');
  expect(kestra.lines).toEqual(['GET /main/flows/a/b']);
});
