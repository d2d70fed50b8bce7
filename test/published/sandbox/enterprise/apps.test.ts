import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { objects } from '../json.js';
import { Probe } from '../testing/probe.js';

const app = (id: string, namespace = 'lab', rest = '') => `id: ${id}
type: io.kestra.plugin.ee.apps.Execution
namespace: ${namespace}
flowId: hello
displayName: App ${id}
tags: [${id}, all]
${rest}`;

describe.each(['ee-1.3', 'ee-2.0'] as const)('apps in %s', (mode) => {
  let probe: Probe;
  const flat = mode === 'ee-1.3';
  const ids = async (query: string) => {
    const { results } = await probe.object('GET', `/apps/search?${query}`);
    return objects(results).map(({ id }) => id);
  };

  beforeAll(async () => {
    probe = await Probe.start({ mode });
    for (const yaml of [app('one'), app('two', 'lab.sub'), app('three', 'other')])
      await probe.object('POST', '/apps', { yaml });
  });
  afterAll(() => probe.close());

  test('are found by the grammar of the version, and only by it', async () => {
    expect(await ids('sort=id:desc,namespace:asc')).toEqual(['two', 'three', 'one']);
    const filters = {
      'q=two': 'filters[q][EQUALS]=two',
      'namespace=lab&q=sub': 'filters[namespace][PREFIX]=lab&filters[q][EQUALS]=sub',
      'tags=one,two': 'filters[tags][IN]=one,two',
      'flowId=none': 'filters[flowId][EQUALS]=none',
    };
    const found = [['two'], [], ['one', 'two'], []];
    for (const [index, [old, now]] of Object.entries(filters).entries()) {
      expect(await ids(flat ? old : now)).toEqual(found[index]);
      expect(await ids(flat ? now : old)).toHaveLength(3);
    }
    expect(await ids(flat ? 'namespace=lab' : 'filters[namespace][PREFIX]=lab')).toEqual(['one', 'two']);
  });

  test('are created once and changed by their uid', async () => {
    const created = await probe.object('POST', '/apps', { yaml: app('mine') });
    expect(created).toMatchObject({ name: 'App mine', disabled: false, source: app('mine') });
    expect(created).not.toHaveProperty('id');
    expect(await probe.send('POST', '/apps', { yaml: app('mine') })).toMatchObject({
      status: mode === 'ee-1.3' ? 422 : 409,
      body: { [mode === 'ee-1.3' ? 'message' : 'detail']: expect.stringContaining('already exists') },
    });
    const path = `/apps/${String(created.uid)}`;
    expect(await probe.send('PUT', path, { yaml: app('mine') })).toMatchObject({ status: 304, body: '' });
    const changed = await probe.object('PUT', path, { yaml: app('mine', 'lab', 'description: d\n') });
    expect(changed).toMatchObject({ uid: created.uid, created: created.created });
    expect(await probe.object('GET', path)).toEqual(changed);
    expect((await probe.send('PUT', path, { yaml: app('yours') })).status).toBe(422);
    expect(await probe.send('DELETE', path)).toMatchObject({ status: 200, body: '' });
    for (const method of ['GET', 'DELETE']) expect((await probe.send(method, path)).status).toBe(404);
    expect((await probe.send('PUT', path, { yaml: app('mine') })).status).toBe(404);
  });

  test('are found by tags with the operators that these have, and by being on', async () => {
    if (mode === 'ee-1.3') return;
    const found = async (filter: string) => (await probe.send('GET', `/apps/search?filters${filter}`)).body;
    expect(await found('[tags][STARTS_WITH]=thr')).toMatchObject({ total: 1 });
    expect(await found('[tags][NOT_IN]=all')).toMatchObject({ total: 0 });
    expect(await found('[enabled][EQUALS]=false')).toMatchObject({ total: 0 });
    expect(await found('[tags][EQUALS]=all')).toMatchObject({ status: 400 });
    expect(await found('[name][EQUALS]=x')).toMatchObject({
      detail: expect.stringMatching(/Supported fields are QUERY, TAGS, NAMESPACE, FLOW_ID, ENABLED$/),
    });
  });

  test('are switched off and on, in their source too', async () => {
    const { uid } = await probe.object('POST', '/apps', { yaml: app('switched') });
    const path = `/apps/${String(uid)}`;
    const catalog = async () => {
      const { results } = await probe.object('GET', '/apps/catalog');
      return objects(results).map(({ name }) => name);
    };
    expect(await catalog()).toContain('App switched');
    expect(await probe.object('POST', `${path}/disable`)).toMatchObject({ id: 'switched', enabled: false });
    expect(await catalog()).not.toContain('App switched');
    expect(await probe.object('GET', path)).toMatchObject({
      disabled: true,
      source: expect.stringContaining('disabled: true'),
    });
    expect(await probe.object('POST', `${path}/enable`)).toMatchObject({ enabled: true });
    expect((await probe.send('POST', '/apps/none/enable')).status).toBe(404);
    expect(await probe.object('GET', '/apps/tags')).toEqual({
      tags: ['all', 'one', 'switched', 'three', 'two'],
    });
  });

  test('have to be apps', async () => {
    const status = async (yaml: string) => (await probe.send('POST', '/apps', { yaml })).status;
    expect(await status('id: a: b')).toBe(422);
    expect(await status('id: a\nnamespace: lab\n')).toBe(422);
    expect(await status(app('bad').replace('io.kestra.plugin.ee.apps', 'nobody'))).toBe(422);
    expect((await probe.send('POST', '/apps', { json: {} })).status).toBe(415);
  });
});
