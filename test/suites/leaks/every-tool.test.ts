import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '@modelcontextprotocol/client';
import { type Reached, WAYS } from '../../support/faults/ways.js';
import { temporaryFolder } from '../../support/temporary.js';
import { titleOf } from '../contract/requests/case.js';
import { CASES } from '../contract/requests/cases/index.js';
import { EXECUTION, FLOW, NAMESPACE } from '../contract/requests/ids.js';
import { EchoingKestra } from './echo.js';
import { BASIC, PASSWORD, STATE_KEY, TOKEN, toldIn, USERNAME } from './secrets.js';

const CREDENTIALS = [
  {
    name: 'user name and password',
    auth: { username: USERNAME, password: PASSWORD },
    mine: [PASSWORD, BASIC],
  },
  { name: 'a token', auth: { token: TOKEN }, mine: [TOKEN] },
];

/** Each way in which Kestra can repeat what it was sent. */
const WAYS_OF_ECHO: [name: string, set: (kestra: EchoingKestra) => void][] = [
  ['successes', (kestra) => kestra.echoes()],
  ['refusals of 1.x', (kestra) => kestra.refuses(422, 'envelope')],
  ['refusals of 2.0', (kestra) => kestra.refuses(400, 'problem')],
  ['refusals in text', (kestra) => kestra.refuses(500, 'text')],
  ['401', (kestra) => kestra.refuses(401, 'envelope')],
  ['403', (kestra) => kestra.refuses(403, 'text')],
  ['redirects', (kestra) => kestra.redirects()],
  ['broken HTTP', (kestra) => kestra.fails(kestra.breaks)],
];

/** Resources that are read in addition to tools. */
const URIS = [
  `flows/${NAMESPACE}/${FLOW}`,
  `executions/${EXECUTION}`,
  `executions/${EXECUTION}/logs`,
  `namespaces/${NAMESPACE}/files/a.txt`,
  'tasks/Log',
];
const PROMPTS: Readonly<Record<string, Record<string, string>>> = {
  diagnose_failure: { execution_id: EXECUTION },
  write_flow: { task: 'log a line', namespace: NAMESPACE },
  migrate_to_2: { namespace: NAMESPACE, flow_id: FLOW },
};
const READS: [name: string, read: (client: Client) => Promise<unknown>][] = [
  ...URIS.map((uri): (typeof READS)[number] => [
    uri,
    (client) => client.readResource({ uri: `kestra://${uri}` }),
  ]),
  ...Object.entries(PROMPTS).map(([name, given]): (typeof READS)[number] => [
    name,
    (client) => client.getPrompt({ name, arguments: given }),
  ]),
];

/** Ways in which little is repeated. */
const SHORT = new Set(['redirects', 'broken HTTP']);

describe.each(WAYS.slice(0, 2))('over $name', (way) => {
  describe.each(CREDENTIALS)('with $name', ({ auth, mine }) => {
    const secrets = [...mine, STATE_KEY];
    const kestra = new EchoingKestra(secrets);
    const said: string[] = [];
    let host: Reached;

    beforeAll(async () => {
      await kestra.up();
      const config = { kestra: { baseUrl: kestra.baseUrl, tenant: 'main', auth, timeoutMs: 10_000 } };
      const cwd = temporaryFolder({ 'kestra-mcp.config.json': JSON.stringify(config) });
      const env = {
        KESTRA_MCP_STATE_KEY: STATE_KEY,
        KESTRA_MCP_LOG_LEVEL: 'debug',
        KESTRA_MCP_CONFIRM: 'never',
      };
      host = await way.start({ cwd, env });
      host.client.setNotificationHandler(
        'notifications/message',
        ({ params }) => void said.push(JSON.stringify(params)),
      );
    });
    afterAll(() => host.stop());

    it.each(WAYS_OF_ECHO)('%s tell nothing, whatever is called', async (name, set) => {
      const leaks: string[] = [];
      let masked = 0;
      set(kestra);
      // Each read is sent three times here, one second apart.
      const cases = name === 'broken HTTP' ? CASES.filter((_, index) => index % 12 === 0) : CASES;
      for (const each of cases) {
        kestra.when = each.when ?? {};
        const answer = await everythingOf(host.client, each.tool, { ...each.args });
        masked += answer.includes('***masked by kestra-mcp***') ? 1 : 0;
        leaks.push(...toldIn(answer, secrets).map((form) => `${titleOf(each)}: ${form}`));
      }
      for (const [read, reading] of name === 'broken HTTP' ? [] : READS)
        leaks.push(...toldIn(await heardOf(reading(host.client)), secrets).map((form) => `${read}: ${form}`));
      expect(leaks).toEqual([]);
      // The test is meaningful only if there was something to mask.
      if (!SHORT.has(name)) expect(masked).toBeGreaterThan(CASES.length / 3);
    });

    it('nor does the log, or what is told on the way', () => {
      expect(toldIn(host.stderr(), secrets)).toEqual([]);
      expect(host.stderr()).toContain('***');
      expect(toldIn(said.join('\n'), secrets)).toEqual([]);
    });
  });
});

async function heardOf(reading: Promise<unknown>): Promise<string> {
  const heard = await reading.catch(String);
  return JSON.stringify(heard) + textsOf(heard);
}

/** Everything that a client receives for a call: the result, a protocol error, or progress. */
async function everythingOf(client: Client, name: string, args: Record<string, unknown>): Promise<string> {
  const heard: unknown[] = [];
  const onprogress = (progress: unknown) => void heard.push(progress);
  const answer = await client.callTool({ name, arguments: args }, { onprogress }).catch(String);
  return JSON.stringify([answer, ...heard]) + textsOf(answer);
}

/** Also all texts without JSON escapes, because nested JSON is escaped twice. */
function textsOf(value: unknown): string {
  if (typeof value === 'string') return `\n${value}`;
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flat().map(textsOf).join('')
    : '';
}
