import type { Client } from '@modelcontextprotocol/client';
import { fakeKestra, type Reply, type Routes } from '../../published/kit/fake-kestra.js';
import { startHttp } from '../../support/host/http.js';

export const TENANTS = ['main', 'blue'] as const;
/** Those of the host itself, which nobody is to be served with. */
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

/** In any order: what came first need not be answered first. */
const someTime = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 8));

/** Answers with whom it has seen, in its three ways. */
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

/** What asks for it, and where in the answer it is. */
const CALLS: readonly [name: string, given: Record<string, unknown>][] = [
  ['list_namespaces', {}],
  ['manage_kv_store', { action: 'get', namespace: 'team', key: 'whose' }],
  ['manage_flow', { action: 'get_yaml', namespace: 'team', flow_id: 'whose' }],
];

/** Calls one of them: everybody that is named in the answer. */
export async function namedBy(client: Client, at: number): Promise<string> {
  const [name, given] = CALLS[at % CALLS.length] ?? ['', {}];
  const { structuredContent, content, isError } = await client.callTool({ name, arguments: given });
  if (isError) return JSON.stringify(content);
  const texts = JSON.stringify([structuredContent, content]);
  return [...new Set(texts.match(/u\d+ in \w+/g))].join(' and ');
}

/** A host whose callers have credentials of their own, before a Kestra that knows who asks; it is EE to some. */
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
