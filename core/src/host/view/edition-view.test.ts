import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { entry, reloadable, tools } from '../../../../test/support/host/reloadable.js';
import { type Asked, useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { thingsPlugin } from '../../../../test/support/plugins/things.js';
import { until } from '../../../../test/support/until.js';
import { type Caller, callerOf, withoutCredentials } from '../../kestra/caller.js';
import { asCaller } from '../../kestra/wire/scope.js';
import type { ChangedLists } from '../../selection/live.js';
import type { EditionMemory } from '../edition-memory.js';
import type { HostView } from './view.js';

const kestra = useKestra();
const token = (name: string): Caller => callerOf({ kind: 'bearer', token: `${name}-Zq81x` });
const [ANN, BOB] = [token('ann'), token('bob')];
/** A Kestra that is EE for Ann, and OSS for all others. */
const configs = ({ headers }: Asked) => ({
  json: { version: '2.0.0', edition: headers.authorization === 'Bearer ann-Zq81x' ? 'EE' : 'OSS' },
});
const remembered: string[] = [];
const memory: EditionMemory = {
  recall: () => undefined,
  remember: (address, edition) => void remembered.push(`${address} ${edition}`),
};
beforeEach(() => {
  remembered.length = 0;
  kestra.answers({ 'GET /configs': configs });
});

const hostOf = (more = {}) =>
  reloadable({ kestra: kestra.settings(), plugins: [entry(thingsPlugin)], ...more }, memory);
const hasApps = (view: Pick<HostView, 'selection'>) => view.selection().tools.get('search_apps')?.enabled;
const listed = async (view: HostView) => {
  await view.ready();
  view.listed();
  return hasApps(view);
};

describe('the edition in a view', () => {
  it('is what Kestra tells that caller, is asked for once, and is on no disk', async () => {
    const { host } = await hostOf();
    for (const _ of [1, 2]) {
      expect(await listed(host.view({ caller: ANN }))).toBe(true);
      expect(await listed(host.view({ caller: BOB }))).toBe(false);
    }
    expect(kestra.asked.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer ann-Zq81x',
      'Bearer bob-Zq81x',
    ]);
    expect(remembered).toEqual([]);
    expect(hasApps(host)).toBe(false);
    // The host itself did not ask, so it does not know the edition.
    await host.ready();
    expect((await until(() => kestra.asked[2])).headers.authorization).toBeUndefined();
  });

  it('is not asked for where nothing depends on it, or without credentials', async () => {
    const { host } = await hostOf();
    expect(await listed(host.view({ caller: ANN, narrowing: { only: [['get_thing']] } }))).toBe(false);
    expect(await listed(host.view({ caller: withoutCredentials(ANN) }))).toBe(false);
    expect(kestra.lines).toEqual([]);
  });

  it('tells a session of it, and that one alone', async () => {
    const { host } = await hostOf();
    const changes: Record<string, ChangedLists[]> = { ann: [], bob: [] };
    const views = { ann: ANN, bob: BOB };
    for (const [name, caller] of Object.entries(views)) {
      const view = host.view({ caller: withoutCredentials(caller) });
      view.onSelectionChange((changed) => changes[name]?.push(changed));
    }
    const session = host.view({ caller: withoutCredentials(ANN) });
    await asCaller(ANN, () => session.ready());
    await asCaller(BOB, () => host.view({ caller: withoutCredentials(BOB) }).ready());
    expect(changes).toEqual({ ann: [{ tools: true, resources: false, prompts: false }], bob: [] });
    expect(hasApps(session)).toBe(true);
  });

  it('is asked for again some time after it could not be had, and the list does not wait for ever', async () => {
    const { host } = await hostOf();
    kestra.answers({ 'GET /configs': () => undefined });
    expect(await listed(host.view({ caller: ANN }))).toBe(false);
    kestra.answers({ 'GET /configs': { status: 401, json: { message: 'no' } } });
    expect(await listed(host.view({ caller: BOB }))).toBe(false);
    // After a failure, the next list does not ask again.
    expect(await listed(host.view({ caller: BOB }))).toBe(false);
    expect(kestra.lines).toEqual(['GET /configs']);
    const now = performance.now();
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => now + 60_000);
    kestra.answers({ 'GET /configs': { json: { version: '2.0.0', edition: 'EE' } } });
    expect(await listed(host.view({ caller: BOB }))).toBe(true);
    clock.mockRestore();
  });

  it('is of the address: another one is asked anew', async () => {
    const { host, reload } = await hostOf();
    const view = host.view({ caller: ANN });
    expect(await listed(view)).toBe(true);
    await reload({
      kestra: { ...kestra.settings(), tenant: 'other' },
      plugins: [entry(thingsPlugin)],
      ...tools({ disable: ['get_thing'] }),
    });
    expect(hasApps(view)).toBe(false);
    await view.ready();
    expect(await until(() => hasApps(view) || undefined)).toBe(true);
    expect(kestra.lines).toEqual(['GET /configs', 'GET /configs']);
  });
});
