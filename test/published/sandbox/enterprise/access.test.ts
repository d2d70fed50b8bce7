import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ManualClock } from '../index.js';
import { isObject, type JsonObject, objects } from '../json.js';
import { Probe } from '../testing/probe.js';

const DAY_MS = 24 * 3_600_000;

describe.each(['ee-1.3', 'ee-2.0'] as const)('access in %s', (mode) => {
  let probe: Probe;
  const clock = new ManualClock();
  const flat = mode === 'ee-1.3';
  const owner = flat ? 'superAdmin' : 'instanceOwner';
  // The grammar that the version reads, and the one that it ignores.
  const query = (name: string, value: string) =>
    flat ? `${name}=${value}` : `filters[${name}][EQUALS]=${value}`;
  const ignored = (name: string, value: string) =>
    flat ? `filters[${name}][EQUALS]=${value}` : `${name}=${value}`;
  const role = async (name: string): Promise<JsonObject> => {
    const { results } = await probe.object('GET', `/roles/search?${query('q', name)}`);
    return objects(results)[0] ?? {};
  };
  const group = (name: string) => probe.object('POST', '/groups', { json: { name, description: 'd' } });

  beforeAll(async () => {
    probe = await Probe.start({ mode, clock });
  });
  afterAll(() => probe.close());

  test('has the roles of Kestra', async () => {
    const { results, total } = await probe.object('GET', '/roles/search');
    expect(total).toBe(5);
    expect(objects(results).map(({ name }) => name)).toEqual([
      'Admin',
      'Developer',
      'Editor',
      'Launcher',
      'Viewer',
    ]);
    const viewer = await role('viewer');
    expect(viewer).toEqual({ id: viewer.id, name: 'Viewer', isDefault: false, isManaged: true });
    expect(await probe.object('GET', `/roles/${String(viewer.id)}`)).toMatchObject({
      permissions: { FLOW: [flat ? 'READ' : 'VIEW'] },
    });
    expect((await probe.send('GET', '/roles/none')).status).toBe(404);
  });

  test('keeps groups, each name once', async () => {
    const ops = await group('ops');
    expect(ops).toEqual({ id: ops.id, name: 'ops', description: 'd' });
    await group('dev');
    expect(await probe.send('POST', '/groups', { json: { name: 'ops' } })).toMatchObject({
      status: 409,
      body: { [mode === 'ee-1.3' ? 'message' : 'detail']: expect.stringContaining('already exists') },
    });
    const summary = { id: ops.id, name: 'ops' };
    expect(await probe.object('GET', `/groups/search?${query('q', 'ops')}`)).toEqual({
      results: [summary],
      total: 1,
    });
    expect(await probe.object('GET', `/groups/search?${ignored('q', 'ops')}`)).toMatchObject({ total: 2 });
    const path = `/groups/${String(ops.id)}`;
    expect(await probe.object('PUT', path, { json: { name: 'ops2' } })).toEqual({ id: ops.id, name: 'ops2' });
    expect((await probe.send('PUT', path, { json: { name: 'dev' } })).status).toBe(409);
    expect(await probe.send('DELETE', path)).toMatchObject({ status: 200, body: '' });
    for (const method of ['GET', 'DELETE']) expect((await probe.send(method, path)).status).toBe(404);
    expect((await probe.send('POST', '/groups', { json: {} })).status).toBe(422);
  });

  test('knows who belongs to a group', async () => {
    const { body } = await probe.raw('GET', '/me');
    const me = isObject(body) ? String(body.id) : '';
    const path = `/groups/${String((await group('crew')).id)}/members`;
    const member = await probe.object('PUT', `${path}/${me}`);
    expect(member).toMatchObject({ id: me, groups: [{ name: 'crew', membership: 'MEMBER' }] });
    expect((await probe.send('PUT', `${path}/${me}`)).status).toBe(409);
    await probe.object('PUT', `${path}/membership/${me}?membership=OWNER`);
    const { results } = await probe.object('GET', path);
    expect(results).toMatchObject([{ id: me, groups: [{ membership: 'OWNER' }] }]);
    expect(await probe.object('DELETE', `${path}/${me}`)).toMatchObject({ groups: [] });
    expect((await probe.send('DELETE', `${path}/${me}`)).status).toBe(409);
    expect((await probe.send('PUT', `${path}/nobody`)).status).toBe(404);
  });

  test('binds roles, each once', async () => {
    const [{ id: externalId }, { id: roleId }] = [await group('bound'), await role('Editor')];
    const json = { type: 'GROUP', externalId, roleId };
    const binding = await probe.object('POST', '/bindings', { json });
    expect(binding).toEqual({
      id: binding.id,
      type: 'GROUP',
      role: { id: roleId, name: 'Editor' },
      group: { id: externalId, name: 'bound' },
    });
    expect((await probe.send('POST', '/bindings', { json })).status).toBe(409);
    const bulk = await probe.send('POST', '/bindings/bulk', { json: [{ ...json, namespaceId: 'lab' }] });
    expect(bulk.body).toMatchObject([{ namespace: 'lab' }]);
    // These parameters are flat in 2.0 too.
    const search = (rest: string) => probe.object('GET', `/bindings/search?type=GROUP${rest}`);
    expect(await search(`&id=${String(externalId)}`)).toMatchObject({ total: 2 });
    expect(await search('&namespace=lab')).toMatchObject({ total: 1 });
    expect(await search('&id=other')).toMatchObject({ total: 0 });
    const path = `/bindings/${String(binding.id)}`;
    expect((await probe.send('DELETE', path)).status).toBe(204);
    expect((await probe.send('GET', path)).status).toBe(404);
    for (const wrong of [
      { ...json, roleId: 'none' },
      { ...json, externalId: 'none' },
    ])
      expect((await probe.send('POST', '/bindings', { json: wrong })).status).toBe(404);
    expect((await probe.send('POST', '/bindings', { json: { type: 'GROUP' } })).status).toBe(422);
  });

  test('invites, once at a time', async () => {
    const [{ id: groupId }, { id: roleId }] = [await group('invited'), await role('Viewer')];
    const json = { email: 'a@b.c', roles: [{ id: roleId }], groups: [groupId], [owner]: true };
    const invite = () => probe.send('POST', '/invitations', { json });
    expect(await invite()).toMatchObject({ status: 201, body: '' });
    expect((await invite()).status).toBe(409);
    const { body } = await probe.send('GET', '/invitations/email/a%40b.c');
    const [invitation = {}] = objects(body);
    expect(invitation).toMatchObject({
      email: 'a@b.c',
      status: 'PENDING',
      roles: [{ id: roleId, name: 'Viewer' }],
      groups: [{ id: groupId, name: 'invited' }],
      tenantId: 'main',
      [owner]: true,
    });
    expect(await probe.object('GET', `/invitations/${String(invitation.id)}`)).toEqual(invitation);
    clock.advance(8 * DAY_MS);
    expect((await invite()).status).toBe(201);
    const search = (filter: string) => probe.object('GET', `/invitations/search?${filter}`);
    expect(await search(query('status', 'PENDING'))).toMatchObject({ total: 1 });
    expect(await search(ignored('status', 'PENDING'))).toMatchObject({ total: 2 });
    expect((await probe.send('DELETE', `/invitations/${String(invitation.id)}`)).status).toBe(204);
    expect((await probe.send('DELETE', `/invitations/${String(invitation.id)}`)).status).toBe(404);
    expect((await probe.send('GET', '/invitations/email/x%40y.z')).body).toEqual([]);
  });

  test('gives access at once to a user it may create', async () => {
    const json = { email: 'new@b.c', createUserIfNotExist: true };
    expect((await probe.send('POST', '/invitations', { json })).status).toBe(204);
    expect((await probe.send('POST', '/invitations', { json })).status).toBe(409);
    for (const bad of [{}, { email: 'q@b.c', groups: ['none'] }])
      expect((await probe.send('POST', '/invitations', { json: bad })).status).toBe(422);
  });
});
