import { describe, expect, it } from '@jest/globals';
import { conformanceHost } from '../../support/host/conformance-host.js';
import { type HttpHost, startHttp } from '../../support/host/http.js';
import { noPython } from '../../support/programs/checkers.js';
import { startFrom } from '../../support/programs/environment.js';
import { inspector, pythonClient } from './programs.js';
import { clientV1, clientV2 } from './sdk.js';
import { ANSWER, type Look, type Target } from './seen.js';

const NEWEST = '2026-07-28';
const CLIENTS: [string, Look, (string | undefined)?][] = [
  ['@modelcontextprotocol/sdk', clientV1],
  ['@modelcontextprotocol/client, as of 2025', clientV2('legacy')],
  [`@modelcontextprotocol/client, as of ${NEWEST}`, clientV2({ pin: NEWEST })],
  ["Python's mcp, as of 2025", pythonClient('mcp', 'legacy'), noPython],
  [`Python's mcp, as of ${NEWEST}`, pythonClient('mcp', 'auto'), noPython],
  ["FastMCP's client, as of 2025", pythonClient('fastmcp', 'legacy'), noPython],
  [`FastMCP's client, as of ${NEWEST}`, pythonClient('fastmcp', 'auto'), noPython],
  ['the Inspector, as of 2025', inspector('legacy')],
  [`the Inspector, as of ${NEWEST}`, inspector('modern')],
];
let http: Promise<HttpHost> | undefined;
/** One server for all clients, as is usual over HTTP. */
const overHttp = async () => {
  http ??= startHttp(conformanceHost());
  return { url: (await http).url };
};
const TRANSPORTS: [string, () => Promise<Target>][] = [
  ['stdio', async () => ({ command: process.execPath, ...startFrom(conformanceHost()) })],
  ['HTTP', overHttp],
];

const text = (said: string) => expect.objectContaining({ type: 'text', text: said });
const NAMESPACES = { results: ['system (created)'], total: 1 };
const RESOURCE = { id: '7', templateTest: true, data: 'Data for ID: 7' };

/** What every client must see. */
const SEEN = {
  tools: expect.arrayContaining(['search_flows', 'execute_flow', 'test_simple_text']),
  namespaces: { structuredContent: NAMESPACES, content: [text(JSON.stringify(NAMESPACES))] },
  failed: { isError: true, content: [text('This tool intentionally returns an error for testing')] },
  resource: [{ uri: 'test://template/7/data', text: JSON.stringify(RESOURCE) }],
  prompt: [{ role: 'user', content: text("Prompt with arguments: arg1='a', arg2='b'") }],
};
/** What all clients except the Inspector must also see. */
const MORE = {
  server: 'kestra-mcp',
  resources: expect.arrayContaining(['test://static-text', 'test://static-binary']),
  prompts: expect.arrayContaining(['test_simple_prompt', 'test_prompt_with_image']),
  image: {
    content: [
      text('{"text":"A red pixel."}'),
      expect.objectContaining({ type: 'image', mimeType: 'image/png' }),
    ],
  },
  asked: { structuredContent: { text: `User response: ${JSON.stringify({ user: ANSWER })}` } },
  progress: [
    [0, 100],
    [50, 100],
    [100, 100],
  ],
};

describe.each(TRANSPORTS)('over %s', (transport, target) => {
  for (const [name, look, why] of CLIENTS) {
    const test = why === undefined ? it : it.skip;
    test(`${name} sees all there is${why === undefined ? '' : ` (not tried: ${why})`}`, async () => {
      const seen = await look(await target());
      expect(seen).toMatchObject(SEEN);
      expect(seen.tools).not.toContain('test_switched_tool');
      if (!name.includes('Inspector')) expect(seen).toMatchObject(MORE);
      // The Inspector and the SDK's v1 line do not report this.
      if (!name.includes('Inspector') && name !== '@modelcontextprotocol/sdk')
        expect(seen.protocol).toBe(name.includes(NEWEST) ? NEWEST : '2025-11-25');
      const hasSession = transport === 'HTTP' && name.startsWith('@') && !name.includes(NEWEST);
      expect(seen.ended).toBe(hasSession ? 404 : undefined);
    });
  }
});
