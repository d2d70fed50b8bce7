import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Reached, WAYS } from '../../support/faults/ways.js';
import { temporaryFolder } from '../../support/temporary.js';
import { formsOf, OPTION, STATE_KEY, toldIn } from './secrets.js';

/** A plugin that repeats its secret option and the server's key, in each form and in every kind of output. */
const PLUGIN = `
import { definePlugin, definePrompt, defineResource, defineTool } from '@kestra-mcp/core';
import * as z from 'zod';
const group = { name: 'gossip', title: 'Gossip' };
const ALL = ${JSON.stringify([...formsOf(OPTION), ...formsOf(STATE_KEY)])};
const said = ALL.join('\\n');
const output = z.looseObject({ said: z.string() });
const about = { group, description: 'Gossips.', effect: 'read', input: z.strictObject({}), output };
export default definePlugin({
  id: 'gossip',
  options: z.strictObject({ key: z.string().meta({ secret: true }) }),
  tools: [
    defineTool({ ...about, name: 'gossip_result', handler: () => ({ said, list: ALL, [ALL[0]]: ALL.slice(1) }) }),
    defineTool({ ...about, name: 'gossip_error', handler: () => { throw new Error(said); } }),
    defineTool({ ...about, name: 'gossip_way', handler: async (_, context) => {
      for (const text of ALL) { await context.progress(text, 1); await context.log('info', text); console.error(text); console.log(text); }
      return { said: '' };
    } }),
  ],
  resources: [
    defineResource({ group, uri: 'gossip://text', name: 'gossip_text', description: 'Gossip.', handler: () => said }),
    defineResource({ group, uri: 'gossip://json', name: 'gossip_json', description: 'Gossip.', handler: () => ({ ALL }) }),
    defineResource({ group, uri: 'gossip://bytes', name: 'gossip_bytes', description: 'Gossip.', handler: () => Buffer.from(said) }),
    defineResource({ group, uri: 'gossip://error', name: 'gossip_fault', description: 'Gossip.', handler: () => { throw new Error(said); } }),
  ],
  prompts: [
    definePrompt({
      group, name: 'gossip_prompt', description: 'Gossip.', input: z.strictObject({ who: z.string().describe('Who.') }),
      complete: { who: async () => ALL }, handler: () => said,
    }),
  ],
});
`;

describe.each(WAYS.slice(0, 2))('a plugin that tells its secrets, over $name', (way) => {
  const heard: string[] = [];
  let host: Reached;

  beforeAll(async () => {
    const cwd = temporaryFolder({
      'gossip.mjs': PLUGIN,
      'kestra-mcp.config.json': JSON.stringify({ plugins: [['./gossip.mjs', { key: OPTION }]] }),
    });
    host = await way.start({ cwd, env: { KESTRA_MCP_STATE_KEY: STATE_KEY, KESTRA_MCP_LOG_LEVEL: 'debug' } });
    host.client.setNotificationHandler(
      'notifications/message',
      ({ params }) => void heard.push(String(params.data)),
    );
  });
  afterAll(() => host.stop());

  const silent = (answer: unknown) => {
    const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
    // Decodes base64, in which secrets can begin at any position.
    const blobs = [...text.matchAll(/"blob":"([^"]+)"/g)].map(([, blob = '']) =>
      Buffer.from(blob, 'base64').toString(),
    );
    expect(text.length).toBeGreaterThan(10);
    expect(toldIn([text, ...blobs].join('\n'), [OPTION, STATE_KEY])).toEqual([]);
    return text;
  };

  it.each(['gossip_result', 'gossip_error', 'gossip_way'])('is masked in what %s answers', async (name) => {
    const onprogress = ({ message = '' }) => void heard.push(message);
    silent(await host.client.callTool({ name, arguments: {} }, { onprogress }));
  });

  it.each(['text', 'json', 'bytes', 'error'])('is masked in the resource of %s', async (name) => {
    silent(await host.client.readResource({ uri: `gossip://${name}` }).catch(String));
  });

  it('is masked in a prompt, and is no completion', async () => {
    silent(await host.client.getPrompt({ name: 'gossip_prompt', arguments: { who: 'x' } }));
    const ref = { type: 'ref/prompt', name: 'gossip_prompt' } as const;
    silent(await host.client.complete({ ref, argument: { name: 'who', value: '' } }));
  });

  it('is masked in what is told on the way, logged and printed', () => {
    expect(heard.length).toBeGreaterThan(0);
    expect(toldIn(heard.join('\n'), [OPTION, STATE_KEY])).toEqual([]);
    expect(host.stderr()).toContain('***masked by kestra-mcp***');
    expect(toldIn(host.stderr(), [OPTION, STATE_KEY])).toEqual([]);
  });
});
