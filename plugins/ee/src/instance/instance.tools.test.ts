import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../../test/support/host/call-plugin.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import plugin from '../index.js';

const VERSIONS = ['0.23', '0.24', '1.0', '1.3', '2.0'];
const kestra = useKestra();
const on = (version?: string) => callPlugin(plugin, kestra, version);
const sent = () =>
  kestra.asked.map(({ line, body }) => (body === '' ? [line] : [line, JSON.parse(body) as unknown]));

const START = '2026-01-01T00:00:00Z';
const END = '2026-02-01T00:00:00Z';
const BANNER = {
  id: 'b1',
  message: 'old',
  type: 'WARNING',
  startDate: START,
  endDate: null,
  tenantId: 'main',
};

describe('get_instance_info', () => {
  it.each(VERSIONS)('asks for the configuration anew on %s, without a tenant', async (version) => {
    kestra.answers({
      'GET /configs': [{ json: { version: '1.3.1', url: null } }, { json: { version: '1.3.2' } }],
    });
    const call = on(version);
    expect(await call('get_instance_info')).toEqual({ version: '1.3.1' });
    expect(await call('get_instance_info', { info: 'configuration' })).toEqual({ version: '1.3.2' });
    expect(kestra.lines).toEqual(['GET /configs', 'GET /configs']);
  });

  it('gives the license', async () => {
    kestra.answers({ 'GET /license-info': { json: { type: 'ENTERPRISE', expired: false, maxServers: 3 } } });
    expect(await on()('get_instance_info', { info: 'license_info' })).toEqual({
      type: 'ENTERPRISE',
      expired: false,
      maxServers: 3,
    });
  });

  it('says that OSS has no license', async () => {
    kestra.answers({ 'GET /license-info': { status: 404, json: { message: 'Not Found' } } });
    expect(await on()('get_instance_info', { info: 'license_info' })).toEqual({
      error:
        'Kestra answered 404 to GET /license-info: Not Found\n' +
        'This requires Kestra Enterprise Edition (EE): open source Kestra does not have this route.',
    });
  });

  it('refuses what it does not know', async () => {
    expect((await on()('get_instance_info', { info: 'users' })).error).toContain(
      'configuration, license_info',
    );
    expect(kestra.lines).toEqual([]);
  });
});

describe.each(VERSIONS)('manage_announcements on %s', (version) => {
  it('lists without parameters', async () => {
    kestra.answers({ 'GET /banners/search': { json: [BANNER] } });
    const { endDate: _, ...shown } = BANNER;
    expect(await on(version)('manage_announcements', { action: 'list' })).toEqual({ results: [shown] });
    expect(kestra.lines).toEqual(['GET /banners/search']);
  });

  it('shows until the end of a day that is given alone', async () => {
    kestra.answers({ 'POST /banners': { json: { id: 'b2' } } });
    const dates = { startDate: '2026-01-31', endDate: '2026-01-31' };
    await on(version)('manage_announcements', { action: 'create', message: 'm', ...dates });
    const [start, end] = ['2026-01-31T00:00:00Z', '2026-01-31T23:59:59.999999Z'];
    expect(sent()).toMatchObject([['POST /banners', { startDate: start, endDate: end }]]);
  });

  it('creates what is given, active', async () => {
    kestra.answers({ 'POST /banners': { json: { id: 'b2', message: 'm' } } });
    const blank = { id_: null, type: null, startDate: null, endDate: null, active: true, tenantId: null };
    const given = { action: 'create', message: 'm', ...blank };
    expect(await on(version)('manage_announcements', given)).toEqual({ id: 'b2', message: 'm' });
    expect(sent()).toEqual([['POST /banners', { message: 'm', active: true }]]);
  });

  it('creates with all members', async () => {
    kestra.answers({ 'POST /banners': { json: { id: 'b2' } } });
    const content = {
      message: 'm',
      type: 'ERROR',
      startDate: START,
      endDate: END,
      active: false,
      tenantId: 't',
    };
    await on(version)('manage_announcements', { action: 'create', ...content });
    expect(sent()).toEqual([['POST /banners', content]]);
  });

  it('updates, and keeps what is left out', async () => {
    kestra.answers({
      'GET /banners/search': { json: [{ id: 'b0', message: 'other' }, BANNER] },
      'PUT /banners/b1': { json: { ...BANNER, message: 'new' } },
    });
    const result = await on(version)('manage_announcements', { action: 'update', id_: 'b1', message: 'new' });
    expect(result).toMatchObject({ id: 'b1', message: 'new' });
    expect(sent().at(-1)).toEqual([
      'PUT /banners/b1',
      { id: 'b1', message: 'new', type: 'WARNING', startDate: START, tenantId: 'main', active: true },
    ]);
  });

  it('deletes', async () => {
    kestra.answers({ 'DELETE /banners/b1': { status: 200 } });
    const result = await on(version)('manage_announcements', { action: 'delete', id_: 'b1' });
    expect(result).toEqual({ status: 'deleted', id: 'b1' });
    expect(kestra.lines).toEqual(['DELETE /banners/b1']);
  });
});

describe('manage_announcements fails', () => {
  it.each([
    ['create', { message: '' }, '"message"'],
    ['create', {}, 'The action "create" needs the argument "message".'],
    ['update', { message: 'm' }, 'The action "update" needs the argument "id_".'],
    ['delete', { id_: null }, 'The action "delete" needs the argument "id_".'],
    ['create', { message: 'm', startDate: 'tomorrow' }, '"startDate"'],
  ])('%s with %j, unsent', async (action, given, text) => {
    expect((await on()('manage_announcements', { action, ...given })).error).toContain(text);
    expect(kestra.lines).toEqual([]);
  });

  it('an update of what is not there', async () => {
    kestra.answers({ 'GET /banners/search': [{ json: [BANNER] }, { json: [] }] });
    const call = on();
    expect(await call('manage_announcements', { action: 'update', id_: 'b9', active: false })).toEqual({
      error: 'The announcement "b9" does not exist.\nUse one of: "b1".',
    });
    expect(await call('manage_announcements', { action: 'update', id_: 'b9' })).toEqual({
      error: 'The announcement "b9" does not exist.\nKestra has no announcements.',
    });
  });

  it('with what Kestra says', async () => {
    kestra.answers({ 'DELETE /banners/b1': { status: 403, json: { message: 'Forbidden' } } });
    const { error } = await on()('manage_announcements', { action: 'delete', id_: 'b1' });
    expect(error).toContain('Kestra answered 403 to DELETE /banners/b1: Forbidden');
  });
});
