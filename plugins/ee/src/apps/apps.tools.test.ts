import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../../test/support/host/call-plugin.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import plugin from '../index.js';

const FLAT = ['0.23', '0.24', '1.0', '1.3'];
const kestra = useKestra();
const on = (version?: string) => callPlugin(plugin, kestra, version);

const YAML = 'id: form\nnamespace: a.b\nflowId: f\n';
const EXISTS = { status: 422, json: { message: 'Illegal argument: App already exists' } };
const ROWS = [
  { uid: 'u0', id: 'form', namespace: 'a.b.c' },
  { uid: 'u1', id: 'forms', namespace: 'a.b' },
  { uid: 'u2', id: 'form', namespace: 'a.b' },
];
const page = (results: unknown[]) => ({ json: { results, total: results.length } });

describe('search_apps', () => {
  const all = {
    page: 2,
    size: 5,
    sort: ['id:asc', 'name:desc'],
    tags: ['x', 'y'],
    q: 't',
    namespace: 'a',
    flowId: 'f',
  };

  it.each(FLAT)('has flat parameters on %s', async (version) => {
    kestra.answers({ 'GET /main/apps/search': page(ROWS) });
    expect(await on(version)('search_apps', all)).toEqual({ results: ROWS, total: 3 });
    expect(kestra.lines).toEqual([
      'GET /main/apps/search?page=2&size=5&sort=id:asc&sort=name:desc&q=t&namespace=a&flowId=f&tags=x&tags=y',
    ]);
  });

  it('has filters alone on 2.0', async () => {
    kestra.answers({ 'GET /main/apps/search': page(ROWS) });
    await on('2.0')('search_apps', all);
    expect(kestra.lines).toEqual([
      'GET /main/apps/search?page=2&size=5&sort=id:asc&sort=name:desc&filters[q][EQUALS]=t' +
        '&filters[namespace][PREFIX]=a&filters[flowId][EQUALS]=f&filters[tags][IN]=x,y',
    ]);
  });

  it.each(['1.3', '2.0'])('sends nothing that is left out on %s', async (version) => {
    kestra.answers({ 'GET /main/apps/search': page([]) });
    const blank = { page: 1, size: 10, sort: null, tags: [], q: null, namespace: null, flowId: null };
    expect(await on(version)('search_apps', blank)).toEqual({ results: [], total: 0 });
    expect(kestra.lines).toEqual(['GET /main/apps/search?page=1&size=10']);
  });

  it('says that OSS has no apps', async () => {
    kestra.answers({ 'GET /main/apps/search': { status: 404 } });
    expect((await on()('search_apps')).error).toContain('This requires Kestra Enterprise Edition');
  });
});

describe('manage_apps create', () => {
  it('sends the YAML', async () => {
    kestra.answers({ 'POST /main/apps': { json: { uid: 'u9', source: YAML } } });
    const result = await on()('manage_apps', { action: 'create', yaml_source: YAML });
    expect(result).toEqual({ uid: 'u9', source: YAML });
    expect(kestra.asked).toMatchObject([{ body: YAML, headers: { 'content-type': 'application/x-yaml' } }]);
  });

  it.each([
    ['0.23', 'namespace=a.b'],
    ['0.24', 'namespace=a.b'],
    ['1.3', 'namespace=a.b'],
    ['2.0', 'filters[namespace][PREFIX]=a.b'],
  ])('updates the app of exactly that namespace and id on %s', async (version, conditions) => {
    kestra.answers({
      'POST /main/apps': EXISTS,
      'GET /main/apps/search': page(ROWS),
      'PUT /main/apps/u2': { json: { uid: 'u2', source: YAML } },
    });
    const result = await on(version)('manage_apps', { action: 'create', yaml_source: YAML });
    expect(result).toEqual({ uid: 'u2', source: YAML });
    expect(kestra.lines).toEqual([
      'POST /main/apps',
      `GET /main/apps/search?page=1&size=200&${conditions}`,
      'PUT /main/apps/u2',
    ]);
    expect(kestra.asked[2]).toMatchObject({ body: YAML, headers: { 'content-type': 'application/x-yaml' } });
  });

  it('takes 304 for unchanged', async () => {
    kestra.answers({
      'POST /main/apps': EXISTS,
      'GET /main/apps/search': page(ROWS),
      'PUT /main/apps/u2': { status: 304 },
      'GET /main/apps/u2': { json: { uid: 'u2', source: YAML } },
    });
    const result = await on()('manage_apps', { action: 'create', yaml_source: YAML });
    expect(result).toEqual({ uid: 'u2', source: YAML });
  });

  it('never updates another app', async () => {
    kestra.answers({ 'POST /main/apps': EXISTS, 'GET /main/apps/search': page(ROWS.slice(0, 2)) });
    expect(await on()('manage_apps', { action: 'create', yaml_source: YAML })).toEqual({
      error: 'Kestra answered 422 to POST /main/apps: Illegal argument: App already exists',
    });
    expect(kestra.lines.filter((line) => line.startsWith('PUT'))).toEqual([]);
  });

  it.each([
    [422, 'Invalid entity: layout: must not be empty'],
    [409, 'Illegal state: maintenance mode'],
    [409, ''],
  ])("leaves any other refusal (%i) as Kestra's word", async (status, message) => {
    kestra.answers({ 'POST /main/apps': { status, json: { message } } });
    const { error } = await on()('manage_apps', { action: 'create', yaml_source: YAML });
    expect(error).toContain(message);
    expect(kestra.lines).toEqual(['POST /main/apps']);
  });

  it('needs ids in the YAML of an app that exists', async () => {
    kestra.answers({ 'POST /main/apps': EXISTS });
    expect(await on()('manage_apps', { action: 'create', yaml_source: 'id: 1' })).toEqual({
      error: 'The YAML needs the keys "id" and "namespace", both as text.',
    });
  });
});

describe.each(['0.23', '0.24', '1.0', '1.3', '2.0'])('manage_apps on %s', (version) => {
  it.each(['enable', 'disable'])('%s', async (action) => {
    kestra.answers({
      [`POST /main/apps/u%2F1/${action}`]: { json: { uid: 'u/1', enabled: action === 'enable' } },
    });
    const result = await on(version)('manage_apps', { action, uid: 'u/1' });
    expect(result).toEqual({ uid: 'u/1', enabled: action === 'enable' });
    expect(kestra.asked).toMatchObject([{ body: '' }]);
  });

  it('delete', async () => {
    kestra.answers({ 'DELETE /main/apps/u1': { status: 200 } });
    expect(await on(version)('manage_apps', { action: 'delete', uid: 'u1' })).toEqual({
      status: 'deleted',
      uid: 'u1',
    });
  });
});

describe('manage_apps fails', () => {
  it.each([
    ['create', 'yaml_source'],
    ['enable', 'uid'],
    ['disable', 'uid'],
    ['delete', 'uid'],
  ])('%s without %s, unsent', async (action, missing) => {
    const given = { action, uid: null, yaml_source: null };
    expect(await on()('manage_apps', given)).toEqual({
      error: `The action "${action}" needs the argument "${missing}".`,
    });
    expect(kestra.lines).toEqual([]);
  });

  it('with what Kestra says', async () => {
    kestra.answers({ 'DELETE /main/apps/u9': { status: 404, json: { message: 'Not Found: app' } } });
    const { error } = await on()('manage_apps', { action: 'delete', uid: 'u9' });
    expect(error).toContain('Kestra answered 404 to DELETE /main/apps/u9: Not Found: app');
  });
});
