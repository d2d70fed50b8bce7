import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import {
  called,
  enabled,
  entry,
  FILE,
  later,
  logged,
  ONE,
  onDisk,
  reloadable,
  runPlugin,
  said,
  tools,
} from '../../../test/support/host/reloadable.js';
import { CONTEXT } from '../../../test/support/host/runtime.js';
import { thingsPlugin } from '../../../test/support/plugins/things.js';
import { until } from '../../../test/support/until.js';
import { definePlugin, type PluginOptions } from '../plugin/author/define.js';

describe('a plugin', () => {
  it('that is in use and stays is the same one', async () => {
    const plugin = entry(onDisk('stays'));
    const { host, reload } = await reloadable({ plugins: [plugin] });
    expect(await said(host, 'stays')).toEqual(ONE);
    const [before] = host.registry.plugins;
    await reload({ plugins: [plugin, entry(thingsPlugin)], ...tools({ disable: ['things'] }) });
    expect(host.registry.plugins[0]).toBe(before);
    expect(await said(host, 'stays')).toEqual(ONE);
  });

  it('that was upgraded before its code was imported is read anew', async () => {
    const folder = onDisk('upgraded');
    const { host, reload } = await reloadable({ plugins: [entry(folder)] });
    for (const file of ['package.json', 'm.json']) {
      const text = readFileSync(join(folder, file), 'utf8');
      writeFileSync(join(folder, file), text.replace('1.0.0', '2.0.0').replace('"D."', '"New."'));
    }
    await reload({ plugins: [entry(folder)] });
    expect(host.registry.plugins.map(({ version }) => version)).toEqual(['2.0.0']);
    expect(host.selection().resources.get('say_upgraded')?.feature.manifest.description).toBe('New.');
  });

  it('that is gone is unloaded after its calls', async () => {
    const events: string[] = [];
    const run = async () => {
      events.push('call begun');
      await later(30);
      events.push('call done');
      return { done: true };
    };
    const hooks = {
      onInit: () => void events.push('init'),
      onDispose: () => void events.push('disposed'),
    };
    const { host, reload } = await reloadable({ plugins: [entry(runPlugin('gone', run, hooks))] });
    const call = called(host, 'run_gone');
    while (!events.includes('call begun')) await later(1);
    await reload({ plugins: [entry(thingsPlugin)] });
    expect(enabled(host)).not.toContain('run_gone');
    await expect(host.call('run_gone', {}, CONTEXT)).rejects.toThrow('There is no tool "run_gone".');
    expect(await call).toEqual({ done: true });
    await until(() => events.includes('disposed') || undefined);
    expect(events).toEqual(['init', 'call begun', 'call done', 'disposed']);
  });

  it('that is gone while its first call waits for it to start is unloaded after that call', async () => {
    const events: string[] = [];
    const run = async () => {
      await later();
      events.push('call done');
      return { done: true };
    };
    const hooks: Partial<PluginOptions> = {
      async onInit() {
        events.push('init begun');
        await later(30);
      },
      onDispose: () => void events.push('disposed'),
    };
    const { host, reload } = await reloadable({ plugins: [entry(runPlugin('slow', run, hooks))] });
    const call = called(host, 'run_slow');
    while (events.length === 0) await later(1);
    await reload({ plugins: [] });
    expect(await call).toEqual({ done: true });
    await until(() => events.includes('disposed') || undefined);
    expect(events).toEqual(['init begun', 'call done', 'disposed']);
  });

  it('that fails while it is unloaded is a fault, told by name', async () => {
    const onDispose = () => Promise.reject(new Error('boom'));
    const { host, reload } = await reloadable({
      plugins: [entry(runPlugin('bad', () => ({}), { onDispose }))],
    });
    await called(host, 'run_bad');
    await reload({ plugins: [] });
    await until(() => host.faults[0]);
    expect(host.faults).toEqual([
      `The plugin bad inline (${FILE}) failed in onDispose: boom\n` +
        'Fix the plugin, report this to its author, or remove it from `plugins`.',
    ]);
  });

  it('that is an object is replaced by the one that is read now', async () => {
    const events: string[] = [];
    const say = (text: string) =>
      entry(
        runPlugin('say', () => ({ text }), {
          onInit: () => void events.push(`${text} begun`),
          onDispose: () => void events.push(`${text} disposed`),
        }),
      );
    const { host, changes, reload } = await reloadable({ plugins: [say('old')] });
    expect(await called(host, 'run_say')).toEqual({ text: 'old' });
    await reload({ plugins: [say('new')] });
    expect(await called(host, 'run_say')).toEqual({ text: 'new' });
    await until(() => events.includes('old disposed') || undefined);
    expect([...events].sort()).toEqual(['new begun', 'old begun', 'old disposed']);
    expect(changes).toEqual([]);
  });

  it('with other options is built anew', async () => {
    const seen: unknown[] = [];
    const plugin = definePlugin({
      ...runPlugin('opt'),
      options: z.strictObject({ owner: z.string() }),
      onInit: ({ options }) => void seen.push(options),
    });
    const { host, reload } = await reloadable({ plugins: [entry(plugin, { owner: 'a' })] });
    await called(host, 'run_opt');
    await reload({ plugins: [entry(plugin, { owner: 'b' })] });
    await called(host, 'run_opt');
    expect(seen).toEqual([{ owner: 'a' }, { owner: 'b' }]);
  });
});

describe('code that has changed', () => {
  const TEXT = (path: string, name: string) =>
    `ERROR The code of the plugin @acme/${name} 1.0.0 (${path}) has changed, but Node keeps the code that it has already imported. Restart the server to use the new code.`;

  it.each([
    ['and nothing else', {}],
    ['and the client to Kestra with it', tools({ readOnly: true })],
  ])('needs a restart, which is said: %s', async (what, changes) => {
    const name = `code${Object.keys(changes).length}`;
    const folder = onDisk(name);
    const file = join(folder, 'index.js');
    const { host, reload } = await reloadable({ plugins: [entry(folder)] });
    await reload({ plugins: [entry(folder)] });
    expect(await said(host, name)).toEqual(ONE);
    expect([what, logged()]).toEqual([what, []]);
    writeFileSync(file, '// other code');
    await reload({ plugins: [entry(folder)], ...changes });
    expect(logged()).toEqual([TEXT(file, name)]);
    expect(await said(host, name)).toEqual(ONE);
  });
});
