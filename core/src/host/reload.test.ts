import { describe, expect, it } from '@jest/globals';
import {
  called,
  config,
  enabled,
  entry,
  FILE,
  later,
  logged,
  onDisk,
  reloadable,
  runPlugin,
  tools,
} from '../../../test/support/host/reloadable.js';
import { reportsPlugin, thingsPlugin } from '../../../test/support/plugins/things.js';
import type { Config } from '../config/config.js';
import { ConfigError } from '../foundation/errors.js';
import { startHost } from './host.js';

describe('an edit', () => {
  it('is gone over to, and told once', async () => {
    const { host, changes, reload } = await reloadable({ plugins: [entry(thingsPlugin)] });
    await reload({
      plugins: [entry(reportsPlugin), entry(thingsPlugin)],
      ...tools({ disable: ['get_thing', 'greet'] }),
      logLevel: 'info',
    });
    expect(changes).toEqual([{ tools: true, resources: true, prompts: true }]);
    expect(enabled(host)).toEqual(['manage_thing', 'generate_flow', 'delete_thing_logs']);
    expect(host.config.logLevel).toBe('info');
    expect(logged()).toEqual([`INFO The configuration was reloaded from ${FILE}.`]);
  });

  it('is not told when no list is another', async () => {
    const { host, changes, reload } = await reloadable({ plugins: [entry(onDisk('a'))] });
    await reload({ plugins: host.config.plugins ?? [], ...tools({ enable: ['say_a'] }) });
    expect(changes).toEqual([]);
    expect(host.selection().resources.get('say_a')?.reason).toBe('enabled by tools.enable: say_a');
  });

  it('comes after the one before it', async () => {
    const { host, changes, reload } = await reloadable({ plugins: [entry(thingsPlugin)] });
    await Promise.all([
      reload({ plugins: [entry(thingsPlugin)], ...tools({ disable: ['get_thing'] }) }),
      reload({ plugins: [entry(thingsPlugin)], ...tools({ disable: ['things'] }) }),
    ]);
    expect(enabled(host)).toEqual(['delete_thing_logs']);
    expect(changes.length).toBeLessThanOrEqual(2);
  });

  it('says what the user should know of it', async () => {
    const { reload } = await reloadable({ plugins: [] });
    await reload({ plugins: [], notes: ['helper.mjs has changed: restart to use it.'] });
    expect(logged()).toContain('ERROR helper.mjs has changed: restart to use it.');
  });
});

describe('an edit that cannot be used', () => {
  const KEPT = 'ERROR The configuration was not reloaded and the last valid one stays in use: ';
  it.each<[string, Partial<Config> | Error, string]>([
    [
      'cannot be read',
      new ConfigError(`${FILE} is not valid.`, { details: ['a'], hint: 'Mend it.' }),
      `${FILE} is not valid.\n- a\nMend it.`,
    ],
    ['fails in a way of its own', new Error('boom'), 'boom'],
    [
      'names what is not there',
      { plugins: [entry(thingsPlugin)], ...tools({ disable: ['get_thng'] }) },
      'tools.disable: no group, tool, action, resource, prompt or skill is named "get_thng". Did you mean "get_thing"?\n' +
        'Run kestra-mcp list to see every name.',
    ],
    [
      'has plugins that cannot be used',
      { plugins: [entry(thingsPlugin), entry({ id: 'x' }), entry(thingsPlugin)] },
      `plugins[1] of ${FILE} is an object, but not a plugin.\nCreate it with definePlugin({ … }).`,
    ],
  ])('%s leaves all as it is, and says why', async (_, next, text) => {
    const { host, changes, reload } = await reloadable({ plugins: [entry(thingsPlugin)] });
    const before = host.selection();
    await reload(next);
    expect(logged()).toHaveLength(1);
    for (const line of text.split('\n')) expect(logged()[0]).toContain(line);
    expect(logged()[0]?.startsWith(KEPT)).toBe(true);
    expect(host.selection()).toBe(before);
    expect(changes).toEqual([]);
    expect(await called(host, 'get_thing', { id: 'x' })).toEqual({});
  });

  it('is mended by the next', async () => {
    const { host, reload } = await reloadable({ plugins: [entry(thingsPlugin)] });
    await reload(new ConfigError('Broken.'));
    await reload({ plugins: [entry(thingsPlugin)], ...tools({ only: ['get_thing'] }) });
    expect(enabled(host)).toEqual(['get_thing']);
  });

  it('is the file that is gone', async () => {
    const { host, reload } = await reloadable({ plugins: [entry(thingsPlugin)] });
    const { file: _, ...without } = config({ plugins: [] });
    const source = async () => without;
    const started = await startHost(config({ plugins: [entry(thingsPlugin)] }), source);
    await started.reload();
    expect(logged()).toEqual([
      `${KEPT}${FILE} was removed or is no longer a configuration.\nRestart the server to run without it.`,
    ]);
    expect(enabled(started)).toEqual(enabled(host));
    await reload({ plugins: [] });
    expect(enabled(host)).toEqual([]);
  });

  it('is not one with a plugin that could not be used before it either', async () => {
    const broken = entry({ id: 'x' });
    const { host, reload } = await reloadable({ plugins: [entry(thingsPlugin), broken] });
    await reload({ plugins: [entry(thingsPlugin), broken], ...tools({ only: ['get_thing'] }) });
    expect(enabled(host)).toEqual(['get_thing']);
  });

  it('is one under `strict` with any such plugin', async () => {
    const { host, reload } = await reloadable({ plugins: [entry(thingsPlugin)], strict: true });
    await reload({ plugins: [entry(thingsPlugin), entry({ id: 'x' })], strict: true });
    expect(logged()).toEqual([
      `${KEPT}The configuration is strict, and a plugin cannot be used: ` +
        `plugins[1] of ${FILE} is an object, but not a plugin.\nCreate it with definePlugin({ … }).`,
    ]);
    expect(enabled(host)).toHaveLength(4);
  });

  it('starts and ends nothing', async () => {
    const events: string[] = [];
    const one = runPlugin('one', () => ({}), { onDispose: () => void events.push('one disposed') });
    const two = runPlugin('two', () => ({}), { onInit: () => void events.push('two begun') });
    const { host, reload } = await reloadable({ plugins: [entry(one)] });
    await called(host, 'run_one');
    await reload({ plugins: [entry(two), entry({ id: 'x' })] });
    await later();
    expect(events).toEqual([]);
    expect(await called(host, 'run_one')).toEqual({});
  });
});

describe('what an edit under `strict` has started, but that is not gone over to,', () => {
  it('is ended', async () => {
    const events: string[] = [];
    const good = runPlugin('good', () => ({}), {
      onInit: () => void events.push('good begun'),
      onDispose: () => void events.push('good ended'),
    });
    const bad = runPlugin('bad', () => ({}), {
      onInit: () => {
        throw new Error('no connection');
      },
    });
    const { host, reload } = await reloadable({ plugins: [entry(thingsPlugin)], strict: true });
    await reload({ plugins: [entry(thingsPlugin), entry(good), entry(bad)], strict: true });
    expect(logged()[0]).toContain('failed in onInit: no connection');
    expect(events).toEqual(['good begun', 'good ended']);
    expect(host.selection().tools.has('run_good')).toBe(false);
  });
});

it('that nothing is on is told of the edit, not of what was before it', async () => {
  const { reload } = await reloadable({ plugins: [entry(thingsPlugin)] });
  await reload({ plugins: [entry(thingsPlugin)], ...tools({ disable: ['*'] }) });
  expect(logged()).toEqual(['WARNING No tool is enabled. Run kestra-mcp list to see why.']);
  await reload({ plugins: [entry(thingsPlugin)] });
  expect(logged()).toHaveLength(1);
});
