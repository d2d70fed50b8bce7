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
const search = (what: string, version: string, q?: string) => {
  const condition = q === undefined ? '' : version === '2.0' ? `&filters[q][EQUALS]=${q}` : `&q=${q}`;
  return `GET /main/${what}/search?page=1&size=200${condition}`;
};

const EMAIL = 'ada+k@example.com';
const BY_EMAIL = 'GET /main/invitations/email/ada%2Bk%40example.com';
const OPEN = { id: 'i1', email: EMAIL, status: 'PENDING', sentAt: '2026-02-01T00:00:00Z' };
const ROLES = page(
  { id: 'r1', name: 'Viewer', isManaged: true },
  { id: 'r2', name: 'Admin', isManaged: true },
);
const GROUPS = page({ id: 'g2', name: 'Data Team 2' }, { id: 'g1', name: 'Data Team' });

describe('invite_user', () => {
  it.each(VERSIONS.filter((version) => version !== '0.23'))('has roles and groups on %s', async (version) => {
    kestra.answers({
      [BY_EMAIL]: [{ status: 404 }, { json: [OPEN] }],
      'GET /main/groups/search': GROUPS,
      'GET /main/roles/search': ROLES,
      'POST /main/invitations': { status: 201 },
    });
    const given = { email: EMAIL, group_names: ['Data Team'], role: 'admin' };
    expect(await on(version)('invite_user', given)).toEqual(OPEN);
    expect(sent()).toEqual([
      BY_EMAIL,
      search('groups', version, 'Data Team'),
      search('roles', version, 'admin'),
      ['POST /main/invitations', { email: EMAIL, roles: [{ id: 'r2' }], groups: ['g1'] }],
      BY_EMAIL,
    ]);
  });

  it('has bindings on 0.23, to roles whose ids are made of name and tenant', async () => {
    kestra.answers({
      [BY_EMAIL]: [{ json: [] }, { json: [[OPEN]] }],
      'GET /main/groups/search': GROUPS,
      'POST /main/invitations': { json: OPEN },
    });
    await on('0.23')('invite_user', { email: EMAIL, group_names: ['Data Team'], role: 'viewer' });
    expect(sent()[2]).toEqual([
      'POST /main/invitations',
      {
        email: EMAIL,
        userType: 'STANDARD',
        groupIds: ['g1'],
        bindings: [{ type: 'USER', roleId: 'viewer_main', deleted: false }],
      },
    ]);
  });

  it.each([
    ['0.23', { email: EMAIL, userType: 'STANDARD', groupIds: [], bindings: [] }],
    ['1.3', { email: EMAIL }],
    ['2.0', { email: EMAIL }],
  ])('into nothing on %s', async (version, body) => {
    kestra.answers({ [BY_EMAIL]: { json: [] }, 'POST /main/invitations': { status: 201 } });
    const given = { email: EMAIL, group_names: null, role: null };
    expect(await on(version)('invite_user', given)).toEqual({ email: EMAIL, status: 'CREATED' });
    expect(sent()).toEqual([BY_EMAIL, ['POST /main/invitations', body], BY_EMAIL]);
  });

  it('returns an open invitation instead of a second one', async () => {
    kestra.answers({ [BY_EMAIL]: { json: [{ id: 'i0', email: EMAIL, status: 'EXPIRED' }, OPEN] } });
    expect(await on()('invite_user', { email: EMAIL, role: 'admin' })).toEqual({
      ...OPEN,
      message: 'The user already has this open invitation. Its role and groups are unchanged.',
    });
    expect(kestra.lines).toEqual([BY_EMAIL]);
  });

  it('invites again where the invitations are past', async () => {
    const past = [
      { ...OPEN, status: 'ACCEPTED' },
      { ...OPEN, isExpired: true },
    ];
    kestra.answers({ [BY_EMAIL]: { json: past }, 'POST /main/invitations': { status: 204 } });
    expect(await on()('invite_user', { email: EMAIL })).toEqual({
      email: EMAIL,
      status: 'GRANTED',
      message: 'The user already exists and now has access, without an invitation.',
    });
  });

  it('shows the newest invitation of who has access already', async () => {
    const older = { id: 'i0', status: 'ACCEPTED', sentAt: '2026-01-01T00:00:00Z' };
    kestra.answers({
      [BY_EMAIL]: { json: [older, { ...OPEN, status: 'ACCEPTED' }] },
      'POST /main/invitations': { status: 409, json: { message: 'Already has access' } },
    });
    expect(await on()('invite_user', { email: EMAIL })).toEqual({
      ...OPEN,
      status: 'ACCEPTED',
      message:
        'No new invitation was created. Kestra answered 409 to POST /main/invitations: Already has access',
    });
  });

  it('takes no other 409 for that', async () => {
    kestra.answers({
      [BY_EMAIL]: { json: [{ ...OPEN, status: 'ACCEPTED' }] },
      'POST /main/invitations': { status: 409, json: { message: 'Illegal state: maintenance mode' } },
    });
    expect(await on()('invite_user', { email: EMAIL })).toEqual({
      error: expect.stringContaining('maintenance mode'),
    });
  });

  it('shows an invitation that Kestra created and could not send', async () => {
    kestra.answers({
      [BY_EMAIL]: [{ json: [] }, { json: [OPEN] }],
      'POST /main/invitations': { status: 500, json: { message: 'SMTP' } },
    });
    const { id, message } = await on()('invite_user', { email: EMAIL });
    expect(id).toBe('i1');
    expect(message).toMatch(/^The invitation was created, but its email may not have been sent.*SMTP$/);
  });

  it.each([
    [409, 'Already has access'],
    [500, 'Broken'],
    [403, 'Not an admin'],
    [422, 'email: not valid'],
  ])('fails with what Kestra says (%i)', async (status, message) => {
    kestra.answers({ [BY_EMAIL]: { json: [] }, 'POST /main/invitations': { status, json: { message } } });
    expect((await on()('invite_user', { email: EMAIL })).error).toContain(
      `Kestra answered ${status} to POST /main/invitations: ${message}`,
    );
  });

  it('does not invite into a group that does not exist', async () => {
    kestra.answers({ [BY_EMAIL]: { json: [] }, 'GET /main/groups/search': GROUPS });
    expect(await on()('invite_user', { email: EMAIL, group_names: ['data team'] })).toEqual({
      error: 'The group "data team" does not exist. Did you mean "Data Team"?',
    });
    expect(kestra.lines).toEqual([BY_EMAIL, search('groups', '1.3', 'data team'), search('groups', '1.3')]);
  });

  it.each([['Ada'], [''], ['a b@c.d'], [`${'a'.repeat(400)}@c.d`]])(
    'refuses "%.20s" as an address',
    async (email) => {
      expect((await on()('invite_user', { email })).error).toContain('must be an email address');
      expect(kestra.lines).toEqual([]);
    },
  );
});

describe('a role', () => {
  const invited = (roles: Parameters<typeof kestra.answers>[0][string], role = 'editor') => {
    kestra.answers({
      [BY_EMAIL]: [{ json: [] }, { json: [OPEN] }],
      'GET /main/roles/search': roles,
      'POST /main/invitations': { status: 201 },
    });
    return on()('invite_user', { email: EMAIL, role });
  };

  it('that does not exist is told with those that do', async () => {
    expect(await invited(ROLES)).toEqual({
      error: 'The role "editor" does not exist.\nUse one of: "Viewer", "Admin".',
    });
    expect((await invited(page())).error).toContain('Kestra returned no roles at all.');
  });

  it("is Kestra's own where several have the name", async () => {
    await invited(page({ id: 'x', name: 'editor' }, { id: 'y', name: 'Editor', isManaged: true }));
    expect(sent()[2]).toMatchObject(['POST /main/invitations', { roles: [{ id: 'y' }] }]);
  });

  it('is not guessed', async () => {
    expect(await invited(page({ id: 'x', name: 'editor' }, { id: 'y', name: 'Editor' }))).toEqual({
      error: 'The name "editor" matches several roles: "editor" (x), "Editor" (y).',
    });
  });

  it('is found where the search for its name misses it', async () => {
    await invited([page(), page({ id: 'x', name: 'Editor' })]);
    expect(kestra.lines.slice(1, 3)).toEqual([search('roles', '1.3', 'editor'), search('roles', '1.3')]);
    expect(sent()[3]).toMatchObject(['POST /main/invitations', { roles: [{ id: 'x' }] }]);
  });

  it('is one of five', async () => {
    const allowed = 'Allowed: admin, developer, editor, launcher, viewer.';
    expect((await invited(ROLES, 'owner')).error).toContain(allowed);
  });
});

describe.each(VERSIONS)('manage_invitations on %s', (version) => {
  it('get', async () => {
    kestra.answers({ 'GET /main/invitations/i%2F1': { json: { ...OPEN, acceptedAt: null } } });
    expect(await on(version)('manage_invitations', { action: 'get', id_: 'i/1' })).toEqual(OPEN);
  });

  it('delete', async () => {
    kestra.answers({ 'DELETE /main/invitations/i1': { status: 204 } });
    expect(await on(version)('manage_invitations', { action: 'delete', id_: 'i1' })).toEqual({
      status: 'deleted',
      id: 'i1',
    });
  });
});

describe('manage_invitations fails', () => {
  it.each(['get', 'delete'])('%s without an id, unsent', async (action) => {
    expect(await on()('manage_invitations', { action, id_: null })).toEqual({
      error: `The action "${action}" needs the argument "id_".`,
    });
    expect(kestra.lines).toEqual([]);
  });

  it.each([
    ['get', 'GET'],
    ['delete', 'DELETE'],
  ])('%s of what is not there', async (action, method) => {
    kestra.answers({ [`${method} /main/invitations/i9`]: { status: 404, json: { message: 'Not Found' } } });
    expect((await on()('manage_invitations', { action, id_: 'i9' })).error).toContain(
      `Kestra answered 404 to ${method} /main/invitations/i9: Not Found`,
    );
  });
});
