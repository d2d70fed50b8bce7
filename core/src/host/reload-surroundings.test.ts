import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import {
  called,
  enabled,
  entry,
  later,
  logged,
  reloadable,
  runPlugin,
  tools,
} from '../../../test/support/host/reloadable.js';
import { CONFIG } from '../../../test/support/host/runtime.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import { thingsPlugin } from '../../../test/support/plugins/things.js';
import type { Config } from '../config/config.js';
import { definePlugin, defineTool } from '../plugin/author/define.js';

const kestra = useKestra();

describe('what plugins are built on', () => {
  const flows = definePlugin({
    id: 'flows',
    tools: [
      defineTool({
        ...{ group: { name: 'g', title: 'G' }, name: 'ask_version', description: 'D.', effect: 'read' },
        input: z.strictObject({}),
        output: z.looseObject({}),
        handler: async (_, { kestra: client }) => ({ version: (await client.instance.configs()).version }),
      }),
    ],
  });
  const at = (tenant: string): Partial<Config> => ({
    kestra: { ...kestra.settings(), tenant },
    plugins: [entry(flows)],
  });

  it('is another client for another Kestra, and the old one for calls in flight', async () => {
    let answer = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    kestra.answers({
      'GET /configs': [
        () => held.then(() => ({ json: { version: '1.2.0' } })),
        { json: { version: '1.3.0' } },
      ],
    });
    const { host, reload } = await reloadable(at('a'));
    const before = await host.kestra();
    const call = called(host, 'ask_version');
    while (kestra.lines.length === 0) await later(1);
    await reload(at('b'));
    expect(await called(host, 'ask_version')).toEqual({ version: '1.3.0' });
    answer();
    expect(await call).toEqual({ version: '1.2.0' });
    expect(await host.kestra()).not.toBe(before);
  });

  it.each<[string, Partial<Config>, boolean]>([
    ['names', tools({ enable: ['ask_version'] }), true],
    ['read-only', tools({ readOnly: true }), false],
    ['namespaces', tools({ fixed: { namespaces: ['a'] } }), false],
    ['limits', { limits: { answerChars: 4_000, callMs: 1, pluginStartMs: 1 } }, false],
  ])('is the same client under other %s: or not', async (_, changes, same) => {
    const { host, reload } = await reloadable(at('a'));
    const before = await host.kestra();
    await reload({ ...at('a'), ...changes });
    expect((await host.kestra()) === before).toBe(same);
  });

  it('is asked anew what it is', async () => {
    const ee = { json: { version: '1.3.0', edition: 'EE' } };
    kestra.answers({ 'GET /configs': [ee, { json: { version: '1.3.0', edition: 'OSS' } }] });
    const { host, changes, reload } = await reloadable({ ...at('a'), plugins: [entry(thingsPlugin)] });
    host.listed();
    while (changes.length < 1) await later(1);
    expect(enabled(host)).toContain('search_apps');
    await reload({ ...at('b'), plugins: [entry(thingsPlugin)] });
    const reason = () => host.selection().tools.get('search_apps')?.reason;
    while (reason() !== 'requires Enterprise Edition, but the instance is Kestra OSS') await later(1);
    expect(kestra.lines).toHaveLength(2);
    expect(changes).toHaveLength(2);
  });
});

describe('secrets', () => {
  it('of this and of every earlier configuration stay masked', async () => {
    const plugin = definePlugin({
      ...runPlugin('secret', () => ({ text: 'old-token new-token older-password' })),
      options: z.strictObject({ token: z.string().meta({ secret: true }) }),
    });
    const auth = { kind: 'basic', username: 'ann', password: 'older-password' } as const;
    const { host, reload } = await reloadable({
      kestra: { ...CONFIG.kestra, auth },
      plugins: [entry(plugin, { token: 'old-token' })],
    });
    expect(await called(host, 'run_secret')).toEqual({
      text: '***masked by kestra-mcp*** new-token ***masked by kestra-mcp***',
    });
    await reload({ plugins: [entry(plugin, { token: 'new-token' })] });
    expect(await called(host, 'run_secret')).toEqual({
      text: '***masked by kestra-mcp*** ***masked by kestra-mcp*** ***masked by kestra-mcp***',
    });
    expect(host.redact('old-token, new-token, older-password')).toBe(
      '***masked by kestra-mcp***, ***masked by kestra-mcp***, ***masked by kestra-mcp***',
    );
    host.fault('a new-token');
    expect(logged()).toEqual(['ERROR a ***masked by kestra-mcp***']);
  });
});

describe('the end', () => {
  it('tells every plugin that has begun, and notes what fails', async () => {
    const events: string[] = [];
    const plugins = ['one', 'two', 'three'].map((name) =>
      entry(
        runPlugin(name, () => ({}), {
          onDispose() {
            events.push(name);
            if (name === 'two') throw new Error('boom');
          },
        }),
      ),
    );
    const { host } = await reloadable({ plugins });
    await called(host, 'run_one');
    await called(host, 'run_two');
    await host.close();
    expect(events).toEqual(['one', 'two']);
    expect(host.faults).toEqual([
      expect.stringMatching(/^The plugin two inline .* failed in onDispose: boom\n/),
    ]);
  });

  it('waits for a plugin that a reload is just unloading', async () => {
    const events: string[] = [];
    const hooks = {
      async onDispose() {
        await later(30);
        events.push('disposed');
      },
    };
    const { host, reload } = await reloadable({ plugins: [entry(runPlugin('late', () => ({}), hooks))] });
    await called(host, 'run_late');
    await reload({ plugins: [] });
    await host.close();
    expect(events).toEqual(['disposed']);
  });
});
