import { request } from 'node:http';
import { startHttp } from '../../../support/host/http.js';
import type { Provoke, Provoked } from './provoked.js';

/** The answer of a server with callers' credentials to a request with these headers. */
function asking(headers: Record<string, string>): Provoke {
  return async () => {
    const host = await startHttp({ args: ['--sandbox'], env: { KESTRA_MCP_HTTP_AUTH: 'kestra' } });
    const text = await new Promise<string>((resolve, reject) => {
      const asked = request(host.url, { method: 'POST', headers }, async (answer) => {
        let body = '';
        for await (const chunk of answer) body += chunk;
        resolve(JSON.parse(body).error.message);
      });
      asked.once('error', reject).end();
    });
    await host.close();
    return text;
  };
}

/** What prevents a client from connecting over HTTP. */
export const HTTP: Provoked = {
  'This server does not accept the host name "…". Its operator can add the name to http.allowedHosts.':
    asking({
      host: 'mcp.example.com',
    }),
  'Send your Kestra credentials in the Authorization header: Basic, or Bearer with an API token.': asking({}),
};
