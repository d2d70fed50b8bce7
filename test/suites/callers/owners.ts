import type { Client } from '@modelcontextprotocol/client';
import { fakeKestra, type Reply, type Routes } from '../../published/kit/fake-kestra.js';
import { startHttp } from '../../support/host/http.js';

export const TENANTS = ['main', 'blue'] as const;
/** The configured credentials of the server, which no caller may be served with. */
const CONFIGURED = { username: 'the-host', password: 'Conf1gured-Zq81x' };

/** Whose request it is, as Kestra sees it: `ann in blue`. */
function ownerOf(authorization: string, tenant: string): string {
  const [, value = ''] = authorization.split(' ');
  const [user] = Buffer.from(value, 'base64').toString().split(':');
  return `${user} in ${tenant}`;
}

export const passwordOf = (user: string): string => `${user}-Pw-8fQ2x7Lm`;

export function headersOf(user: string, tenant: string): Record<string, string> {
  const value = Buffer.from(`${user}:${passwordOf(user)}`).toString('base64');
  return { authorization: `Basic ${value}`, 'x-kestra-tenant': tenant };
}

/** A random delay, so that responses arrive out of order. */
const someTime = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 8));

/** Responds with the owner of the request, on each of the three routes. */
function answering(tenant: string): Routes {
  const with_ =
    (answer: (owner: string) => unknown): Reply =>
    async ({ headers }) => {
      await someTime();
      return { json: answer(ownerOf(headers.authorization ?? '', tenant)) };
    };
  return {
    [`GET /${tenant}/namespaces/search`]: with_((owner) => ({ results: [{ id: owner }], total: 1 })),
    [`GET /${tenant}/namespaces/team/kv/whose`]: with_((owner) => ({ type: 'STRING', value: owner })),
    [`GET /${tenant}/flows/team/whose`]: with_((owner) => ({
      ...{
        id: 'whose',
        namespace: 'team',
        revision: 1,
        source: `id: whose\nnamespace: team\ndescription: ${owner}\n`,
      },
    })),
  };
}

/** The calls, and the place of the owner in each result. */
const CALLS: readonly [name: string, given: Record<string, unknown>][] = [
  ['list_namespaces', {}],
  ['manage_kv_store', { action: 'get', namespace: 'team', key: 'whose' }],
  ['manage_flow', { action: 'get_yaml', namespace: 'team', flow_id: 'whose' }],
];

/** Makes one of these calls. Returns everybody whom the result names. */
export async function namedBy(client: Client, at: number): Promise<string> {
  const [name, given] = CALLS[at % CALLS.length] ?? ['', {}];
  const { structuredContent, content, isError } = await client.callTool({ name, arguments: given });
  if (isError) return JSON.stringify(content);
  const texts = JSON.stringify([structuredContent, content]);
  return [...new Set(texts.match(/u\d+ in \w+/g))].join(' and ');
}

/** A server whose callers bring their own credentials, and a Kestra that knows who asks. For some callers, it is EE. */
export async function shared(isEnterprise: (owner: string) => boolean) {
  const kestra = await fakeKestra();
  kestra.answers({
    'GET /configs': async ({ headers }) => {
      const owner = ownerOf(headers.authorization ?? '', '');
      return { json: { version: '1.3.0', edition: isEnterprise(owner) ? 'EE' : 'OSS' } };
    },
    ...answering('main'),
    ...answering('blue'),
  });
  const host = await startHttp({
    env: {
      KESTRA_BASE_URL: kestra.baseUrl,
      KESTRA_USERNAME: CONFIGURED.username,
      KESTRA_PASSWORD: CONFIGURED.password,
      KESTRA_MCP_LOG_LEVEL: 'debug',
      KESTRA_MCP_HTTP_AUTH: 'kestra',
    },
  });
  return { kestra, host };
}
