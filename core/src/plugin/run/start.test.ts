import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { ACME, loadedPlugin, NOWHERE, runtimeOf } from '../../../../test/support/host/runtime.js';
import { describeError } from '../../foundation/errors.js';
import { KestraClient } from '../../kestra/client.js';
import { definePlugin, defineTool, type PluginOptions } from '../author/define.js';
import { PluginLog } from '../author/services.js';

const output = z.looseObject({});
const run = defineTool({
  ...{ group: { name: 'g', title: 'G' }, name: 'run', description: 'D.', effect: 'read' },
  ...{ input: z.strictObject({}), output },
  handler: (_, { kestra, options, get }) => ({ kestra, options, get: typeof get }),
});
const HINT = 'Fix the plugin, report this to its author, or remove it from `plugins`.';

/** A plugin with these hooks, and the events they note. */
function hooked(hooks: (note: (event: string) => void) => Partial<PluginOptions>) {
  const events: string[] = [];
  const definition = definePlugin({ id: 'p', tools: [run], ...hooks((event) => events.push(event)) });
  return { events, plugin: loadedPlugin(definition) };
}
const later = (milliseconds = 10) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('onInit', () => {
  it('runs once, before whatever asked for the plugin goes on', async () => {
    const { events, plugin } = hooked((note) => ({
      async onInit() {
        note('begun');
        await later();
        note('done');
      },
    }));
    const runtime = runtimeOf();
    const asked = () => runtime.tool(plugin, 'run').then(() => events.push('asked'));
    await Promise.all([asked(), asked(), runtime.prepare(plugin)]);
    await asked();
    expect(events).toEqual(['begun', 'done', 'asked', 'asked', 'asked']);
  });

  it('is given the services, this of the plugin, and its log', async () => {
    const written: string[] = [];
    const seen: unknown[] = [];
    const definition = definePlugin({
      id: 'p',
      onInit({ kestra, options, log, get }) {
        seen.push(kestra, options, get(KestraClient), get(PluginLog) === log, this.id);
        log.warning('ready');
      },
    });
    await runtimeOf({ written }).prepare(loadedPlugin(definition));
    expect(seen).toEqual([NOWHERE, {}, NOWHERE, true, 'p']);
    expect(written).toEqual(['warning ready']);
  });

  it.each<[string, () => unknown, string]>([
    ['throws', () => new Error('no database'), `failed in onInit: no database\n${HINT}`],
    ['throws a text', () => 'no database', `failed in onInit: no database\n${HINT}`],
  ])('that %s is the error of what asked, and tried again by the next', async (_, thrown, text) => {
    let tries = 0;
    const { events, plugin } = hooked((note) => ({
      onInit() {
        tries += 1;
        note(`try ${tries}`);
        if (tries === 1) throw thrown();
      },
    }));
    const runtime = runtimeOf();
    expect(await runtime.tool(plugin, 'run').catch(describeError)).toBe(`${ACME} ${text}`);
    await runtime.tool(plugin, 'run');
    expect(events).toEqual(['try 1', 'try 2']);
  });

  it('that rejects is told with what it says to do', async () => {
    const { plugin } = hooked(() => ({
      onInit: ({ get }) => void get(class Missing {}),
    }));
    expect(await runtimeOf().prepare(plugin).catch(describeError)).toBe(
      `${ACME} failed in onInit: get() needs Missing, but nothing provides it.\n` +
        'Add it to definePlugin({ providers: [Missing] }), or make it the options of the plugin.',
    );
  });

  it('that goes on without end is ended by the limit, and tried again', async () => {
    let tries = 0;
    const { plugin } = hooked(() => ({
      onInit: () => (++tries === 1 ? new Promise<void>(() => undefined) : undefined),
    }));
    const runtime = runtimeOf({ startMs: 500 });
    expect(await runtime.prepare(plugin).catch(describeError)).toBe(
      `${ACME} did not finish onInit within 0.5 s.\n` +
        'It probably awaits something that never resolves. Fix the plugin, or report this to its author.',
    );
    await runtime.prepare(plugin);
    expect(tries).toBe(2);
  });
});

describe('onDispose', () => {
  it('runs after the calls in flight, and the next start is a new one', async () => {
    const { events, plugin } = hooked((note) => ({
      onInit: () => note('init'),
      onDispose: () => note('dispose'),
    }));
    const runtime = runtimeOf();
    await runtime.tool(plugin, 'run');
    const call = runtime.during(plugin, async () => {
      await later();
      events.push('call');
    });
    expect(await runtime.unload(plugin, 30_000)).toBeUndefined();
    await call;
    await runtime.tool(plugin, 'run');
    expect(events).toEqual(['init', 'call', 'dispose', 'init']);
  });

  it('does not wait longer than it may', async () => {
    const { events, plugin } = hooked((note) => ({ onDispose: () => note('dispose') }));
    const runtime = runtimeOf();
    await runtime.prepare(plugin);
    void runtime.during(plugin, () => new Promise(() => undefined));
    await runtime.unload(plugin, 20);
    expect(events).toEqual(['dispose']);
  });

  it('runs once, and not where nothing was started', async () => {
    const { events, plugin } = hooked((note) => ({ onDispose: () => note('dispose') }));
    const runtime = runtimeOf();
    await runtime.unload(plugin, 10);
    await runtime.close(10);
    expect(events).toEqual([]);
    await runtime.prepare(plugin);
    await runtime.unload(plugin, 10);
    await runtime.unload(plugin, 10);
    await runtime.close(10);
    expect(events).toEqual(['dispose']);
  });

  it('does not run where onInit failed', async () => {
    const { events, plugin } = hooked((note) => ({
      onInit: () => Promise.reject(new Error('boom')),
      onDispose: () => note('dispose'),
    }));
    const runtime = runtimeOf();
    await expect(runtime.prepare(plugin)).rejects.toThrow('boom');
    await runtime.unload(plugin, 10);
    expect(events).toEqual([]);
  });

  it.each<[string, PluginOptions['onDispose'], string]>([
    ['fails', () => Promise.reject(new Error('boom')), `failed in onDispose: boom\n${HINT}`],
    [
      'goes on without end',
      () => new Promise(() => undefined),
      'did not finish onDispose within 0.5 s.\n' +
        'It probably awaits something that never resolves. Fix the plugin, or report this to its author.',
    ],
  ])('that %s is told, and keeps no other from ending', async (_, onDispose, text) => {
    const { plugin } = hooked(() => ({ ...(onDispose && { onDispose }) }));
    const { events, plugin: other } = hooked((note) => ({ onDispose: () => note('dispose') }));
    const runtime = runtimeOf({ startMs: 500 });
    await Promise.all([runtime.prepare(plugin), runtime.prepare(other)]);
    expect((await runtime.close(10)).map(describeError)).toEqual([`${ACME} ${text}`]);
    expect(events).toEqual(['dispose']);
  });

  it('is given the services, of which none is lent anew', async () => {
    const seen: unknown[] = [];
    const { plugin } = hooked(() => ({
      onInit: (services) => void seen.push(services),
      onDispose: (services) => void seen.push(services),
    }));
    const runtime = runtimeOf();
    await runtime.prepare(plugin);
    await runtime.unload(plugin, 10);
    expect(seen).toHaveLength(2);
    expect(seen[0]).toBe(seen[1]);
  });
});
