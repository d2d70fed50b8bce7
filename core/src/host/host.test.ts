import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import * as z from 'zod';
import { ALL_OFF, askingPlugin, hostWith } from '../../../test/support/host/host-with.js';
import { CONTEXT } from '../../../test/support/host/runtime.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import { reportsPlugin, thingsPlugin } from '../../../test/support/plugins/things.js';
import type { Config } from '../config/config.js';
import { ConfigError, describeError } from '../foundation/errors.js';
import { definePlugin, defineTool, type PluginOptions } from '../plugin/author/define.js';

const kestra = useKestra();
const written: string[] = [];
jest.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
beforeEach(() => {
  written.length = 0;
});
const host = (config: Partial<Config> = {}, ...plugins: object[]) => hostWith(kestra, config, plugins);
const failing = defineTool({
  ...{ group: { name: 'wrong', title: 'Wrong' }, name: 'fail', description: 'D.', effect: 'read' },
  ...{ input: z.strictObject({}), output: z.looseObject({}) },
  handler: () => {
    throw new Error('boom');
  },
});

describe('startHost', () => {
  it('asks Kestra nothing, and serves a call with its one client', async () => {
    kestra.answers({ 'GET /configs': { json: { version: '1.3.31' } } });
    const started = await host({}, askingPlugin);
    expect(kestra.lines).toEqual([]);
    const { structuredContent } = await started.call('get_version', {}, CONTEXT);
    await (await started.kestra()).instance.configs();
    expect(structuredContent).toEqual({ version: '1.3.31' });
    expect(kestra.lines).toEqual(['GET /configs']);
    await started.close();
  });

  it('says on stderr what is left out, and when nothing is left', async () => {
    await host({ tools: ALL_OFF }, { id: 'broken' });
    expect(written.map((line) => line.replace(/^\S+ /, ''))).toEqual([
      'ERROR plugins[0] of /config.ts is an object, but not a plugin.\nCreate it with definePlugin({ … }).\n',
      'WARNING No tool is enabled. Run kestra-mcp list to see why.\n',
    ]);
  });

  it('stops at a name that nothing has', async () => {
    const config = { tools: { ...ALL_OFF, disable: ['thngs'] } };
    await expect(host(config, thingsPlugin)).rejects.toThrow(
      'ENV: no group, tool, action, resource, prompt or skill is named "thngs". Did you mean "things"?',
    );
  });

  it('leaves the code of plugins for the first call, and starts each once', async () => {
    const events: string[] = [];
    const started = await host({}, { ...askingPlugin, onInit: () => void events.push('init') });
    expect(events).toEqual([]);
    const [plugin] = started.registry.plugins;
    await Promise.all([started.start(plugin as never), started.start(plugin as never)]);
    expect(events).toEqual(['init']);
    await started.close();
  });

  it('lends plugins a log under their name, at the level of the host', async () => {
    const onInit: PluginOptions['onInit'] = ({ log }) => {
      log.warning('the password is hunter2');
      log.debug('not now');
    };
    const started = await host({}, definePlugin({ ...thingsPlugin, onInit }));
    await started.call('get_thing', { id: 'x' }, CONTEXT);
    expect(written.map((line) => line.replace(/^\S+ /, ''))).toEqual([
      'WARNING [things inline] the password is ***masked by kestra-mcp***\n',
    ]);
  });

  it("notes plugins' own mistakes, and those alone", async () => {
    kestra.answers({ 'GET /configs': { status: 500 } });
    const wrong = definePlugin({ ...askingPlugin, groups: [], tools: [failing] });
    const started = await host({}, askingPlugin, { ...wrong, id: 'wrong' });
    await started.call('get_version', {}, CONTEXT);
    await started.call('fail', {}, CONTEXT);
    expect(started.faults).toEqual([
      'fail of the plugin wrong inline (/config.ts) failed unexpectedly: boom\n' +
        'This is a bug in the plugin. Report it to the author of the plugin.',
    ]);
  });

  it('says of the resources and prompts that are on that something is', async () => {
    await host({}, reportsPlugin);
    expect(written).toEqual([]);
  });

  it('serves resources and prompts', async () => {
    const started = await host({}, reportsPlugin);
    expect(await started.read('flow_report', { namespace: 'a', flow_id: 'b' }, CONTEXT)).toEqual({
      ...{ mimeType: 'text/csv', text: '{"namespace":"a","flow_id":"b"}' },
    });
    expect(await started.prompt('explain_run', { namespace: 'a', execution_id: 'b' }, CONTEXT)).toEqual([
      { role: 'user', text: 'Why did b fail?' },
    ]);
  });

  it('logs calls with time and failure, no secret among them', async () => {
    kestra.answers({ 'GET /configs': { status: 500, text: 'hunter2 is wrong' } });
    const started = await host({ logLevel: 'debug' }, askingPlugin);
    const { content } = await started.call('get_version', {}, CONTEXT);
    expect(content[0]?.text).toMatch(
      /^Kestra answered 500 to GET \/configs: \*{3}masked by kestra-mcp\*{3} is wrong/,
    );
    expect(written.join()).toMatch(
      /INFO get_version: \d+ ms, failed: Kestra answered 500 .*\*{3}masked by kestra-mcp\*{3} is wrong/,
    );
  });
});

describe('a strict host', () => {
  const broken: PluginOptions['onInit'] = () => Promise.reject(new Error('no database'));
  const failure = (...given: Parameters<typeof host>) =>
    host(...given).then(
      () => 'none',
      (error: unknown) => {
        expect(error).toBeInstanceOf(ConfigError);
        return describeError(error);
      },
    );

  it('does not start without one of its plugins', async () => {
    expect(await failure({ strict: true }, { id: 'x' }, askingPlugin, askingPlugin)).toBe(
      'The configuration is strict, and a plugin cannot be used: ' +
        'plugins[0] of /config.ts is an object, but not a plugin.\nCreate it with definePlugin({ … }).\n' +
        '- The plugin asking inline (/config.ts) declares the name "get_version", which asking inline (/config.ts) already uses.\n' +
        'Remove one of them from `plugins`. Until then, asking is not loaded.',
    );
  });

  it('does not start with one that cannot start', async () => {
    const plugin = { ...askingPlugin, onInit: broken };
    expect(await failure({ strict: true }, plugin)).toBe(
      'The configuration is strict, and a plugin cannot be used: ' +
        'The plugin asking inline (/config.ts) failed in onInit: no database\n' +
        'Fix the plugin, report this to its author, or remove it from `plugins`.',
    );
    expect(await failure({}, plugin)).toBe('none');
  });

  it('starts with one of which nothing is on', async () => {
    expect(await failure({ strict: true, tools: ALL_OFF }, { ...askingPlugin, onInit: broken })).toBe('none');
  });
});
