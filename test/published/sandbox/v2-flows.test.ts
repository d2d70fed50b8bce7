import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Probe } from './testing/probe.js';

const CORE = 'io.kestra.plugin.core';
const flow = (id: string, message = 'hi', namespace = 'lab') =>
  `id: ${id}\nnamespace: ${namespace}\ntasks:\n  - {id: say, type: ${CORE}.log.Log, message: ${message}}\n`;

describe('flows on 2.0', () => {
  let probe: Probe;

  beforeAll(async () => {
    probe = await Probe.start({ mode: 'oss-2.0' });
  });
  beforeEach(() => probe.sandbox.reset());
  afterAll(() => probe.close());

  const ids = async (namespace = 'lab') => {
    const { body } = await probe.send('GET', `/flows/${namespace}`);
    return (body as { id: string }[]).map(({ id }) => id);
  };

  test('one that exists is not created again, and says so', async () => {
    await probe.flows(flow('a'));
    expect(await probe.send('POST', '/flows', { yaml: flow('a', 'other') })).toMatchObject({
      status: 409,
      body: {
        type: expect.stringMatching(/\/entity-already-exists$/),
        detail: "Flow 'a' already exists in namespace 'lab'.",
      },
    });
  });

  test('an unchanged source is answered as it was stored', async () => {
    await probe.flows(flow('a'));
    const same = await probe.object('PUT', '/flows/lab/a', { yaml: flow('a') });
    expect(same).toMatchObject({ revision: 1, updated: expect.any(String), triggers: [], draft: false });
    const other = await probe.object('PUT', '/flows/lab/a', { yaml: flow('a', 'other') });
    expect(other).toMatchObject({ revision: 2 });
    expect(other).not.toHaveProperty('updated');
  });

  test('a search of sources answers lines', async () => {
    await probe.flows(flow('b', 'Welcome'), flow('a', 'welcome'), flow('c', 'welcomed', 'lab.sub'));
    const search = async (query: string) => probe.object('GET', `/flows/source?${query}`);
    const { results, total } = await search('q=welcome');
    expect(total).toBe(3);
    expect(results).toMatchObject([
      { id: 'a' },
      { id: 'b' },
      { namespace: 'lab.sub', id: 'c', editable: true },
    ]);
    expect(await search('q=Welcome&caseSensitive=true')).toEqual({
      results: [
        {
          namespace: 'lab',
          id: 'b',
          editable: true,
          matches: [
            {
              line: 4,
              column: 60,
              snippet: `  - {id: say, type: ${CORE}.log.Log, message: [mark]Welcome[/mark]}`,
            },
          ],
        },
      ],
      total: 1,
    });
    expect((await search('q=welcome&wholeWord=true')).total).toBe(2);
    expect((await search('q=wel.ome$&regex=true')).total).toBe(0);
    expect((await search('q=wel.ome&regex=true&namespace=lab.sub')).total).toBe(1);
    expect((await search('q=welcome&scope=INPUTS')).total).toBe(0);
    expect((await search('q=welcome&scope=TASKS')).total).toBe(3);
    expect((await probe.send('GET', '/flows/source?q=(&regex=true')).status).toBe(400);
  });

  test('deleting by ids deletes what is there, and still fails for what is not', async () => {
    await probe.flows(flow('a'), flow('b'));
    const json = [
      { namespace: 'lab', id: 'a' },
      { namespace: 'lab', id: 'gone' },
    ];
    expect((await probe.send('DELETE', '/flows/delete/by-ids', { json })).status).toBe(404);
    expect(await ids()).toEqual(['b']);
    expect((await probe.send('POST', '/flows/disable/by-ids', { json })).status).toBe(404);
  });

  test('writing the flows of a namespace deletes the others unless it is told not to', async () => {
    await probe.flows(flow('a'), flow('b'), flow('elsewhere', 'hi', 'other'));
    await probe.send('POST', '/flows/bulk?namespace=lab&delete=false', {
      yaml: `${flow('c')}---\n${flow('d')}`,
    });
    expect(await ids()).toEqual(['a', 'b', 'c', 'd']);
    await probe.send('POST', '/flows/bulk?namespace=lab', { yaml: flow('c', 'again') });
    expect(await ids()).toEqual(['c']);
    expect(await ids('other')).toEqual(['elsewhere']);
    expect((await probe.send('POST', '/flows/lab', { yaml: flow('x', 'hi', 'other') })).status).toBe(422);
  });

  test('a flow without its only revision is gone', async () => {
    await probe.flows(flow('a'));
    await probe.object('PUT', '/flows/lab/a', { yaml: flow('a', 'second') });
    expect((await probe.send('DELETE', '/flows/lab/a/revisions?revisions=1')).status).toBe(204);
    expect((await probe.send('GET', '/flows/lab/a?revision=1')).status).toBe(404);
    expect(await ids()).toEqual(['a']);
    await probe.send('DELETE', '/flows/lab/a/revisions?revisions=2');
    expect(await ids()).toEqual([]);
  });
});
