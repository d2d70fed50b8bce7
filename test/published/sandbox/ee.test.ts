import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ManualClock, type ModeName, startSandbox } from './index.js';
import { Probe } from './testing/probe.js';

const MODES = ['ee-1.3', 'ee-2.0'] as const;
const FLOW =
  'id: a\nnamespace: lab\ntasks:\n  - {id: log, type: io.kestra.plugin.core.log.Log, message: hi}\n';

describe.each(MODES)('a sandbox that plays %s', (mode) => {
  let probe: Probe;
  const owner = mode === 'ee-1.3' ? 'superAdmin' : 'instanceOwner';

  beforeAll(async () => {
    probe = await Probe.start({ mode, ai: { app: 'id: app', test: 'id: test' } });
  });
  afterAll(() => probe.close());

  test('says what it is', async () => {
    expect((await probe.raw('GET', '/configs')).body).toMatchObject({
      edition: 'EE',
      version: mode === 'ee-1.3' ? '1.3.31' : '2.0.0',
      secretsEnabled: true,
      isCustomDashboardsEnabled: true,
      tenants: { storageByTenant: false, secretByTenant: false },
    });
    expect((await probe.raw('GET', '/me')).body).toMatchObject({ [owner]: true, tenants: [{ id: 'main' }] });
    const { body } = await probe.raw('GET', '/license-info');
    expect(body).toMatchObject({ expired: false, standalone: true, workerGroups: true, online: false });
    for (const name of ['type', 'expiry', 'maxServers', 'gracePeriod']) expect(body).toHaveProperty(name);
  });

  test('lets in who has its token, and takes users too', async () => {
    const status = async (auth: Parameters<typeof startSandbox>[0], authorization: string) => {
      const sandbox = await startSandbox({ mode, ...auth });
      const { status } = await fetch(`${sandbox.baseUrl}/me`, { headers: { authorization } });
      await sandbox.close();
      return status;
    };
    const token = { auth: { token: 'secret' } };
    expect(await status(token, 'Bearer secret')).toBe(200);
    expect(await status(token, 'Bearer other')).toBe(401);
    const user = { auth: { username: 'u', password: 'p' } };
    expect(await status(user, `Basic ${Buffer.from('u:p').toString('base64')}`)).toBe(200);
  });

  test('keeps tenants apart', async () => {
    await probe.flows(FLOW);
    expect((await probe.raw('GET', '/team-a/flows/search')).body).toMatchObject({ total: 0 });
    const init = { method: 'POST', headers: { 'content-type': 'application/x-yaml' }, body: FLOW };
    expect((await fetch(`${probe.sandbox.baseUrl}/team-a/flows`, init)).status).toBe(200);
    const started = await probe.raw('POST', '/team-a/executions/lab/a?wait=true');
    expect(started.body).toMatchObject({ url: expect.stringMatching(/^\/ui\/team-a\//) });
    expect((await probe.send('GET', '/executions/search')).body).toMatchObject({ total: 0 });
  });

  test('takes announcements of the instance', async () => {
    const json = { message: 'Down on Sunday', type: 'WARNING' };
    const created = await probe.raw('POST', '/banners', { json });
    const banner = { id: expect.stringMatching(/^[0-9A-Za-z]{22}$/), ...json, active: true };
    expect(created).toMatchObject({ status: 200, body: banner });
    expect((await probe.raw('GET', '/banners/search')).body).toEqual([created.body]);
    expect((await probe.raw('GET', '/configs')).body).toMatchObject({ banner });
    const { id } = created.body as { id: string };
    const off = await probe.raw('PUT', `/banners/${id}`, { json: { message: 'Up', active: false } });
    expect(off.body).toEqual({ id, message: 'Up', type: 'INFO', active: false });
    expect((await probe.raw('GET', '/configs')).body).not.toHaveProperty('banner');
    expect(await probe.raw('DELETE', `/banners/${id}`)).toMatchObject({ status: 200, body: '' });
    for (const method of ['PUT', 'DELETE'])
      expect((await probe.raw(method, `/banners/${id}`, { json })).status).toBe(404);
    for (const bad of [{}, { message: 'x', type: 'LOUD' }])
      expect((await probe.raw('POST', '/banners', { json: bad })).status).toBe(422);
  });

  test('answers AI generation of apps and tests as it is told to', async () => {
    const json = { conversationId: '1', userPrompt: 'make it' };
    expect(await probe.send('POST', '/ai/generate/app', { json })).toMatchObject({ body: 'id: app' });
    expect(await probe.send('POST', '/ai/generate/test', { json })).toMatchObject({ body: 'id: test' });
    const without = await Probe.start({ mode });
    for (const kind of ['app', 'test'])
      expect((await without.send('POST', `/ai/generate/${kind}`, { json })).status).toBe(
        mode === 'ee-1.3' ? 500 : 404,
      );
    await without.close();
  });

  test('keeps namespaces, and dashboards', async () => {
    const json = { id: 'kept', description: 'mine', variables: { a: 1 } };
    const created = { ...json, deleted: false };
    expect(await probe.object('POST', '/namespaces', { json })).toEqual(created);
    const taken = mode === 'ee-1.3' ? 422 : 409;
    expect((await probe.send('POST', '/namespaces', { json })).status).toBe(taken);
    expect(await probe.object('GET', '/namespaces/kept')).toEqual(created);
    const query = mode === 'ee-1.3' ? 'q=kept' : 'filters[q][EQUALS]=kept';
    expect(await probe.object('GET', `/namespaces/search?${query}`)).toEqual({
      results: [created],
      total: 1,
    });
    const changed = await probe.object('PUT', '/namespaces/kept', { json: { id: 'kept' } });
    expect(changed).toEqual({ id: 'kept', deleted: false });
    expect((await probe.send('DELETE', '/namespaces/kept')).status).toBe(204);
    expect((await probe.send('DELETE', '/namespaces/kept')).status).toBe(404);
    await probe.object('POST', '/dashboards', { yaml: 'id: d\ntitle: D\ncharts: []\n' });
    expect((await probe.send('DELETE', '/dashboards/d')).status).toBe(204);
  });

  test('gives the same ids for the same seed', async () => {
    const create = async () => {
      const other = await Probe.start({ mode, seed: 3, clock: new ManualClock() });
      const { id } = await other.object('POST', '/groups', { json: { name: 'g' } });
      await other.close();
      return id;
    };
    expect(await create()).toBe(await create());
  });
});

describe.each<ModeName>(['oss-1.3', 'oss-2.0'])('a sandbox that plays %s', (mode) => {
  test('has nothing of the Enterprise Edition', async () => {
    const probe = await Probe.start({ mode });
    const instance = ['/me', '/license-info', '/banners', '/banners/search'];
    const ofTenant = 'groups/search roles/search bindings/search apps/search invitations/search'.split(' ');
    for (const path of [...instance, ...ofTenant.map((each) => `/main/${each}`), '/main/tests/lab/a'])
      expect([path, (await probe.raw('GET', path)).status]).toEqual([path, 404]);
    for (const path of ['/apps', '/tests', '/groups', '/invitations', '/ai/generate/app', '/tests/lab/a/run'])
      expect([path, (await probe.send('POST', path)).status]).toEqual([path, 404]);
    expect((await probe.raw('GET', '/other/flows/search')).status).toBe(400);
    expect((await probe.raw('GET', '/configs')).body).not.toHaveProperty('tenants');
    await probe.close();
  });
});
