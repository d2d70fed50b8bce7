import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import * as z from 'zod';
import { ALL_OFF, askingPlugin, hostWith } from '../../../../test/support/host/host-with.js';
import { CONTEXT } from '../../../../test/support/host/runtime.js';
import { type Asked, useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { thingsPlugin } from '../../../../test/support/plugins/things.js';
import type { Config } from '../../config/config.js';
import { describeError } from '../../foundation/errors.js';
import { type Caller, callerOf, withoutCredentials } from '../../kestra/caller.js';
import { asCaller } from '../../kestra/wire/scope.js';
import { definePlugin, defineTool } from '../../plugin/author/define.js';
import type { ToolResult } from '../../response/result.js';
import type { HostView } from './view.js';

const kestra = useKestra();
const written: string[] = [];
jest.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
beforeEach(() => {
  written.length = 0;
});

const basic = (username: string, tenant?: string): Caller =>
  callerOf({ kind: 'basic', username, password: `${username}-Zq81x-hidden` }, tenant);
const ANN = basic('ann');
const BOB = basic('bob', 'blue');
const tool = (name: string, effect: 'read' | 'write', handler: (input: object, context: never) => unknown) =>
  defineTool({
    ...{ group: { name: 'own', title: 'Own' }, name, description: 'D.', effect },
    ...{ input: z.looseObject({}), output: z.looseObject({}) },
    handler: handler as () => object,
  });
/** Returns who sent the request, and for which tenant. */
const owner = ({ headers, line }: Asked) => ({
  json: { version: '1.3', edition: 'OSS', owner: headers.authorization ?? 'nobody', line },
});
const whose = (caller: Caller) =>
  caller.auth.kind === 'basic'
    ? `Basic ${Buffer.from(`${caller.auth.username}:${caller.auth.password}`).toString('base64')}`
    : '';
const host = (config: Partial<Config> = {}, ...plugins: object[]) => hostWith(kestra, config, plugins);
const text = ({ content }: ToolResult) =>
  content.map((part) => (part.type === 'text' ? part.text : '')).join('');

describe("a caller's view", () => {
  it("asks Kestra with the caller's credentials and in their tenant, and with no others", async () => {
    kestra.answers({ 'GET /main/flows/a/b': owner, 'GET /blue/flows/a/b': owner });
    const seen: unknown[] = [];
    const plugin = definePlugin({
      id: 'own',
      tools: [
        tool('whoami', 'read', async (_, { kestra, callerKey }: { kestra: never; callerKey?: string }) => {
          const client = kestra as { flows: { get(namespace: string, id: string): Promise<object> } };
          seen.push(callerKey);
          return client.flows.get('a', 'b');
        }),
      ],
    });
    const started = await host({}, plugin);
    const asks = async (view: Pick<HostView, 'call'>) => {
      await view.call('whoami', {}, CONTEXT);
      const { headers, line } = kestra.asked.at(-1) as Asked;
      return [headers.authorization, line.split(' ')[1]?.split('/')[1]];
    };
    expect(await asks(started.view({ caller: ANN }))).toEqual([whose(ANN), 'main']);
    expect(await asks(started.view({ caller: BOB }))).toEqual([whose(BOB), 'blue']);
    expect(await asks(started)).toEqual(['Basic YW5uOmh1bnRlcjI=', 'main']);
    expect(seen).toEqual([ANN.key, BOB.key, undefined]);
  });

  it('asks nothing where the caller has no credentials, whatever the host has', async () => {
    const started = await host({}, askingPlugin);
    const view = started.view({ caller: callerOf({ kind: 'none' }) });
    expect(text(await view.call('get_version', {}, CONTEXT))).toBe(
      "GET /configs was not sent: the request has no credentials.\nThis server uses each caller's own credentials for Kestra. Send yours in the Authorization header, as Basic or Bearer.",
    );
    expect(kestra.lines).toEqual([]);
  });

  it('takes the credentials of each request where it outlives them, of the same caller alone', async () => {
    kestra.answers({ 'GET /configs': { json: { version: '1.3' } } });
    const started = await host({}, askingPlugin);
    const view = started.view({ caller: withoutCredentials(ANN) });
    const call = () => view.call('get_version', {}, CONTEXT);
    expect((await call()).isError).toBe(true);
    expect((await asCaller(ANN, call)).structuredContent).toEqual({ version: '1.3' });
    expect(kestra.asked.map(({ headers }) => headers.authorization)).toEqual([whose(ANN)]);
    await expect(asCaller(BOB, call)).rejects.toThrow('This session belongs to another caller or tenant.');
    expect(JSON.stringify(withoutCredentials(ANN))).not.toContain('hidden');
  });

  it('starts a plugin as the host, whoever calls it first', async () => {
    kestra.answers({ 'GET /configs': owner });
    const plugin = definePlugin({
      ...askingPlugin,
      onInit: async ({ kestra: client }) => void (await client.instance.configs()),
    });
    const started = await host({}, plugin);
    await started.view({ caller: BOB }).call('get_version', {}, CONTEXT);
    expect(kestra.asked.map(({ headers }) => headers.authorization)).toEqual([
      'Basic YW5uOmh1bnRlcjI=',
      whose(BOB),
    ]);
  });

  it('asks nothing in the name of a caller whose call is over', async () => {
    let later: Promise<unknown> = Promise.resolve();
    let over = (): void => undefined;
    const answered = new Promise<void>((resolve) => {
      over = resolve;
    });
    const plugin = definePlugin({
      id: 'own',
      tools: [
        tool('leave', 'read', (_, { kestra: client }: { kestra: never }) => {
          const { instance } = client as { instance: { configuration(): Promise<unknown> } };
          later = answered.then(() => instance.configuration()).catch(describeError);
          return {};
        }),
      ],
    });
    const started = await host({}, plugin);
    await started.view({ caller: ANN }).call('leave', {}, CONTEXT);
    over();
    expect(await later).toBe('GET /configs was not sent: the call it belongs to has ended.');
    expect(kestra.lines).toEqual([]);
  });

  it('is the only way to Kestra where each caller has their own credentials', async () => {
    kestra.answers({ 'GET /configs': { json: { version: '1.3', edition: 'OSS' } } });
    const http = { auth: 'kestra' } as NonNullable<Config['http']>;
    const started = await host({ http }, askingPlugin);
    const refused = 'GET /configs was not sent: the server does not know which caller it belongs to.';
    await expect((await started.kestra()).instance.configs()).rejects.toThrow(refused);
    expect(text(await started.call('get_version', {}, CONTEXT))).toContain(refused);
    expect(kestra.lines).toEqual([]);
    const { structuredContent } = await started.view({ caller: ANN }).call('get_version', {}, CONTEXT);
    expect(structuredContent).toEqual({ version: '1.3' });
    await started.learnEdition();
  });

  it('stays in the tenant that the configuration fixes', async () => {
    const started = await host(
      { tools: { ...ALL_OFF, disable: [], fixed: { tenant: 'main' } } },
      thingsPlugin,
    );
    expect(() => started.view({ caller: BOB })).toThrow('This server works only in the tenant "main".');
    expect(() => started.view({ caller: basic('bob', 'main') })).not.toThrow();
  });
});
