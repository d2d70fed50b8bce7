import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { hostWith } from '../../../../test/support/host/host-with.js';
import { CONFIG, CONTEXT } from '../../../../test/support/host/runtime.js';
import { type Asked, useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { callerOf } from '../../kestra/caller.js';
import type { KestraClient } from '../../kestra/client.js';
import { definePlugin, defineTool } from '../../plugin/author/define.js';

const kestra = useKestra();
const ANN = callerOf({ kind: 'bearer', token: 'ann-Zq81x' });
const BOB = callerOf({ kind: 'bearer', token: 'bob-Zq81x' });
/** The same person as Ann, in another tenant. */
const BLUE = callerOf({ kind: 'bearer', token: 'ann-Zq81x' }, 'blue');
const isAnns = ({ headers }: Asked) => headers.authorization === 'Bearer ann-Zq81x';

type Ask = (client: KestraClient) => Promise<object>;

/** A host with one tool that runs the given function. Returns what each caller gets from it. */
async function asking(ask: Ask, namespaces?: string[]) {
  const plugin = definePlugin({
    id: 'own',
    tools: [
      defineTool({
        ...{ group: { name: 'own', title: 'Own' }, name: 'ask', description: 'D.', effect: 'read' },
        ...{ input: z.strictObject({}), output: z.looseObject({}) },
        handler: (_, { kestra: client }) => ask(client),
      }),
    ],
  });
  const tools = { ...CONFIG.tools, ...(namespaces && { fixed: { namespaces } }) };
  const host = await hostWith(kestra, { tools }, [plugin]);
  return async (caller: typeof ANN) => {
    const { structuredContent, content } = await host.view({ caller }).call('ask', {}, CONTEXT);
    return structuredContent ?? content[0]?.text;
  };
}

describe('what is remembered of one caller is not for another', () => {
  it('which version answers', async () => {
    kestra.answers({ 'GET /configs': (asked) => ({ json: { version: isAnns(asked) ? '1.3.0' : '2.0.0' } }) });
    const ask = await asking(async ({ instance }) => ({ ...(await instance.version()) }));
    for (const _ of [1, 2]) {
      expect([await ask(ANN), await ask(BOB)]).toEqual([
        { major: 1, minor: 3 },
        { major: 2, minor: 0 },
      ]);
    }
    expect(kestra.lines).toHaveLength(2);
  });

  it('that Kestra could not be asked', async () => {
    kestra.answers({
      'GET /configs': (asked) => (isAnns(asked) ? { status: 401, json: {} } : { json: { version: '2.0.0' } }),
    });
    const ask = await asking(async ({ instance }) => ({ ...(await instance.version()) }));
    const both = await Promise.all([ask(ANN), ask(BOB)]);
    expect(both).toEqual([expect.stringContaining('401'), { major: 2, minor: 0 }]);
    expect(both[0]).toContain('The request was sent with the token from your Authorization header');
  });

  it('that an execution is within the fixed namespaces', async () => {
    kestra.answers({
      'GET /configs': { json: { version: '1.3.0' } },
      'GET /main/executions/e1': (asked) =>
        isAnns(asked) ? { json: { id: 'e1', namespace: 'team' } } : { status: 404, json: {} },
      'GET /blue/executions/e1': { json: { id: 'e1', namespace: 'outside' } },
      'GET /main/logs/e1': { json: [] },
      'GET /blue/logs/e1': { json: [] },
    });
    const ask = await asking(
      async (client) => ({
        logs: await client.request({ path: ['logs', 'e1'], within: { execution: 'e1' } }),
      }),
      ['team'],
    );
    const refused = expect.stringContaining("found nothing in this server's fixed namespaces");
    expect([await ask(ANN), await ask(ANN)]).toEqual([{ logs: [] }, { logs: [] }]);
    expect([await ask(BOB), await ask(BLUE)]).toEqual([refused, refused]);
    expect(kestra.lines.filter((line) => line.includes('executions'))).toEqual([
      'GET /main/executions/e1',
      'GET /main/executions/e1',
      'GET /blue/executions/e1',
    ]);
  });

  it('in which tenant the pages of the UI are', async () => {
    kestra.ui = true;
    const ask = await asking(async ({ ui }) => ({ page: ui.flow('a', 'b') }));
    const at = (tenant: string) => ({
      page: `${kestra.baseUrl.replace('/api/v1', '')}/ui/${tenant}/flows/edit/a/b`,
    });
    expect([await ask(ANN), await ask(BLUE), await ask(ANN)]).toEqual([at('main'), at('blue'), at('main')]);
    kestra.ui = false;
  });
});
