import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import * as z from 'zod';
import { thingsPlugin } from '../../test/support/things.js';
import { useKestra } from '../../test/support/use-kestra.js';
import { doctor, printFindings } from './commands/doctor.js';
import { list, listTools } from './commands/list.js';
import type { Config } from './config/config.js';
import { startHost } from './host.js';
import { KestraClient } from './kestra/client.js';
import { Tool, ToolGroup } from './plugin/decorators.js';
import { definePlugin } from './plugin/define.js';

const kestra = useKestra();
const written: string[] = [];
jest.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
beforeEach(() => {
  written.length = 0;
});

@ToolGroup({ name: 'asking', title: 'Asking' })
class Asking {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'get_version',
    description: 'D.',
    effect: 'read',
    input: z.strictObject({}),
    output: z.looseObject({ version: z.string() }),
  })
  async getVersion() {
    const { version = '' } = await this.kestra.instance.configs();
    return { version };
  }
}
const asking = definePlugin({ id: 'asking', groups: [Asking] });

const host = (config: Partial<Config> = {}, ...plugins: object[]) =>
  startHost({
    kestra: { ...kestra.settings(), auth: { kind: 'basic', username: 'ann', password: 'hunter2' } },
    plugins: plugins.map((plugin) => ({ plugin, options: {} })),
    tools: { enable: [], disable: [], readOnly: false },
    logLevel: 'warning',
    folder: '/',
    origins: { 'tools.disable': 'ENV' },
    ...config,
  });
const context = {
  signal: new AbortController().signal,
  progress: async () => undefined,
  log: async () => undefined,
};
const tools = { enable: [], disable: ['*'], readOnly: false };

describe('startHost', () => {
  it('asks Kestra nothing, and serves a call with its one client', async () => {
    kestra.answers({ 'GET /configs': { json: { version: '1.3.31' } } });
    const started = await host({}, asking);
    expect(kestra.lines).toEqual([]);
    const { structuredContent } = await started.call('get_version', {}, context);
    await (await started.kestra()).instance.configs();
    expect(structuredContent).toEqual({ version: '1.3.31' });
    expect(kestra.lines).toEqual(['GET /configs']);
    await started.close();
  });

  it('says on stderr what is left out, and when nothing is left', async () => {
    await host({ tools }, { id: 'broken' });
    expect(written.map((line) => line.replace(/^\S+ /, ''))).toEqual([
      'ERROR An object in `plugins` is not a plugin.\nMake it with definePlugin({ … }).\n',
      'WARNING No tool is enabled: kestra-mcp list says why.\n',
    ]);
  });

  it('stops at a name that nothing has', async () => {
    const config = { tools: { ...tools, disable: ['thngs'] } };
    await expect(host(config, thingsPlugin)).rejects.toThrow(
      'ENV: no group, tool or action is named "thngs". Did you mean "things"?',
    );
  });

  it('logs calls with time and failure, no secret among them', async () => {
    kestra.answers({ 'GET /configs': { status: 500, text: 'hunter2 is wrong' } });
    const started = await host({ logLevel: 'debug' }, asking);
    const { content } = await started.call('get_version', {}, context);
    expect(content[0]?.text).toMatch(/^Kestra answered 500 to GET \/configs: \*\*\* is wrong/);
    expect(written.join()).toMatch(/INFO get_version: \d+ ms, failed: Kestra answered 500 .*\*\*\* is wrong/);
  });
});

describe('list', () => {
  it('has every tool and action with state and reason, for people and for machines', async () => {
    const config = { tools: { ...tools, disable: ['thing_logs', 'manage_thing:delete'] } };
    const started = await host(config, thingsPlugin, { id: 'broken' });
    const text = list(started, false);
    expect(text).toMatch(
      /^off +thing_logs +delete_thing_logs +destructive +things +disabled by ENV: thing_logs$/m,
    );
    expect(text).toMatch(/^on +things +manage_thing +write +things +on by default$/m);
    expect(text).toMatch(/^off +:delete +destructive +disabled by ENV: manage_thing:delete$/m);
    expect(text).toMatch(
      /\n3 of 5 tools enabled, in 1 groups\.\nleft out: An object in `plugins` is not a plugin\.$/,
    );
    expect(JSON.parse(list(started, true))).toEqual(JSON.parse(JSON.stringify(listTools(started))));
    expect(listTools(started).map(({ tool }) => tool)).toEqual([
      'search_apps',
      'delete_thing_logs',
      'generate_flow',
      'get_thing',
      'manage_thing',
    ]);
  });
});

describe('doctor', () => {
  const good = { 'GET /configs': { json: { version: '1.3.31', edition: 'OSS' } } };

  it('finds a good host healthy, and prints no secret', async () => {
    kestra.answers({ ...good, 'GET /main/flows/search': { json: { results: [], total: 7 } } });
    const { findings, healthy } = await doctor(await host({}, thingsPlugin));
    const text = printFindings(findings);
    expect(healthy).toBe(true);
    expect(text).toContain('ok    Kestra: 1.3.31, OSS');
    expect(text).toContain('ok    access: the credentials work; 7 flows in tenant main');
    expect(text).toContain('ok    credentials: user name ann, password *** (default)');
    expect(text).not.toContain('hunter2');
  });

  it.each<[string, Parameters<typeof kestra.answers>[0], object[], string]>([
    [
      'wrong credentials',
      { ...good, 'GET /main/flows/search': { status: 401 } },
      [thingsPlugin],
      'FAIL  access: Kestra answered 401',
    ],
    ['no Kestra', { 'GET /configs': { status: 500 } }, [thingsPlugin], 'FAIL  Kestra: Kestra answered 500'],
    ['a broken plugin', good, [thingsPlugin, { id: 'x' }], 'FAIL  plugin inline plugin: An object in'],
    ['no tool', good, [], 'FAIL  tools: 0 of 0 enabled'],
  ])('finds %s', async (_, answers, plugins, line) => {
    kestra.answers({ 'GET /main/flows/search': { json: { results: [] } }, ...answers });
    const { findings, healthy } = await doctor(await host({}, ...plugins));
    expect(healthy).toBe(false);
    expect(printFindings(findings)).toContain(line);
  });
});
