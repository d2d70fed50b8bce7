import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../../test/support/host/call-plugin.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import plugin from '../index.js';

const VERSIONS = ['0.23', '0.24', '1.0', '1.3', '2.0'];
const kestra = useKestra();
const on = (version?: string) => callPlugin(plugin, kestra, version);
const sent = () =>
  kestra.asked.map(({ line, body }) => (body === '' ? line : [line, JSON.parse(body) as unknown]));
const page = (...results: object[]) => ({ json: { results, total: results.length } });

const GROUP = { id: 'g1', name: 'Data', description: 'old' };
const ROLES = page({ id: 'r1', name: 'Launcher' });
const BINDINGS = 'GET /main/bindings/search?page=1&size=200&type=GROUP&id=g1';

describe.each(VERSIONS)('manage_group on %s', (version) => {
  const call = (action: string, given: object) => on(version)('manage_group', { action, ...given });
  const roleId = version === '0.23' ? 'launcher_main' : 'r1';

  it('create', async () => {
    kestra.answers({ 'POST /main/groups': { json: GROUP } });
    expect(await call('create', { name: 'Data', description: 'old', id_: null, role: null })).toEqual(GROUP);
    expect(sent()).toEqual([['POST /main/groups', { name: 'Data', description: 'old' }]]);
  });

  it('create with a role', async () => {
    const binding = { id: 'b1', type: 'GROUP' };
    kestra.answers({
      'GET /main/roles/search': ROLES,
      'POST /main/groups': { json: GROUP },
      'GET /main/bindings/search': page(),
      'POST /main/bindings': { json: binding },
    });
    expect(await call('create', { name: 'Data', role: 'launcher' })).toEqual({ ...GROUP, binding });
    const q = version === '2.0' ? 'filters[q][EQUALS]' : 'q';
    expect(sent()).toEqual([
      ...(version === '0.23' ? [] : [`GET /main/roles/search?page=1&size=200&${q}=launcher`]),
      ['POST /main/groups', { name: 'Data' }],
      BINDINGS,
      ['POST /main/bindings', { type: 'GROUP', externalId: 'g1', roleId }],
    ]);
  });

  it('update, which keeps what is left out', async () => {
    kestra.answers({
      'GET /main/groups/g1': { json: GROUP },
      'PUT /main/groups/g1': { json: { ...GROUP, name: 'New' } },
    });
    expect(await call('update', { id_: 'g1', name: 'New' })).toEqual({ ...GROUP, name: 'New' });
    expect(sent().at(-1)).toEqual(['PUT /main/groups/g1', { name: 'New', description: 'old' }]);
  });

  it('update of the role alone, once', async () => {
    const present =
      version === '0.23'
        ? { id: 'b2', type: 'GROUP', externalId: 'g1', roleId }
        : { id: 'b2', type: 'GROUP', group: { id: 'g1' }, role: { id: roleId } };
    kestra.answers({
      'GET /main/roles/search': ROLES,
      'GET /main/groups/g1': { json: GROUP },
      'GET /main/bindings/search': page(
        { id: 'b0', type: 'GROUP', group: { id: 'g2' }, role: { id: roleId } },
        { ...present, id: 'b1', namespace: 'a.b' },
        present,
      ),
    });
    expect(await call('update', { id_: 'g1', role: 'launcher' })).toEqual({ ...GROUP, binding: present });
    expect(kestra.lines.filter((line) => !line.startsWith('GET'))).toEqual([]);
  });

  it('get and delete', async () => {
    kestra.answers({ 'GET /main/groups/g1': { json: GROUP }, 'DELETE /main/groups/g1': { status: 200 } });
    expect(await call('get', { id_: 'g1' })).toEqual(GROUP);
    expect(await call('delete', { id_: 'g1' })).toEqual({ status: 'deleted', id: 'g1' });
  });
});

describe('manage_group create, when there is one of that name', () => {
  const EXISTS = { status: 409, json: { message: 'A group with the given name already exists' } };
  const FOUND = page({ id: 'g2', name: 'Data 2' }, { id: 'g1', name: 'Data' });

  it('takes it', async () => {
    kestra.answers({
      'POST /main/groups': EXISTS,
      'GET /main/groups/search': FOUND,
      'GET /main/groups/g1': { json: GROUP },
    });
    expect(await on()('manage_group', { action: 'create', name: 'Data' })).toEqual(GROUP);
  });

  it('and changes its description', async () => {
    kestra.answers({
      'POST /main/groups': EXISTS,
      'GET /main/groups/search': FOUND,
      'PUT /main/groups/g1': { status: 200 },
    });
    const given = { action: 'create', name: 'Data', description: 'new' };
    expect(await on()('manage_group', given)).toEqual({ id: 'g1', name: 'Data' });
    expect(sent().at(-1)).toEqual(['PUT /main/groups/g1', { name: 'Data', description: 'new' }]);
  });

  it('but no other', async () => {
    kestra.answers({
      'POST /main/groups': EXISTS,
      'GET /main/groups/search': page({ id: 'g2', name: 'data' }),
    });
    expect((await on()('manage_group', { action: 'create', name: 'Data' })).error).toContain(
      'already exists',
    );
  });
});

describe('manage_group fails', () => {
  it.each([
    ['create', { role: 'admin' }, 'The action "create" needs the argument "name".'],
    ['get', {}, 'The action "get" needs the argument "id_".'],
    ['update', { name: 'n' }, 'The action "update" needs the argument "id_".'],
    [
      'update',
      { id_: 'g1' },
      'The action "update" needs at least one of the arguments "name", "description" and "role".',
    ],
    ['delete', { name: 'Data', id_: null }, 'The action "delete" needs the argument "id_".'],
  ])('%s with %j, unsent', async (action, given, error) => {
    expect(await on()('manage_group', { action, ...given })).toEqual({ error });
    expect(kestra.lines).toEqual([]);
  });

  it('before anything is written, where the role does not exist', async () => {
    kestra.answers({ 'GET /main/roles/search': ROLES });
    expect((await on()('manage_group', { action: 'create', name: 'Data', role: 'admin' })).error).toBe(
      'The role "admin" does not exist.\nUse one of: "Launcher".',
    );
  });

  it.each([
    [409, { message: 'Conflict: binding already exists' }],
    [422, { message: 'Binding already exists' }],
  ])('not because of a binding that the search did not show (%i)', async (status, json) => {
    kestra.answers({
      'GET /main/roles/search': ROLES,
      'POST /main/groups': { json: GROUP },
      'GET /main/bindings/search': page(),
      'POST /main/bindings': { status, json },
    });
    expect(await on()('manage_group', { action: 'create', name: 'Data', role: 'launcher' })).toMatchObject({
      binding: { externalId: 'g1', roleId: 'r1' },
    });
  });

  it('with what Kestra says', async () => {
    kestra.answers({ 'POST /main/groups': { status: 422, json: { message: 'name: too long' } } });
    expect(await on()('manage_group', { action: 'create', name: 'Data' })).toEqual({
      error: 'Kestra answered 422 to POST /main/groups: name: too long',
    });
  });
});
