import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { failed, startHost } from '../../../support/host/host.js';
import { runHost } from '../../../support/host/raw.js';
import { CONFIGS, deadAddress, type FakeAnswer, fakeKestra } from '../../../support/kestra/fake-kestra.js';
import { temporaryFolder } from '../../../support/temporary.js';
import type { Provoke, Provoked } from './provoked.js';
import { CERTIFICATE, KEY } from './self-signed.js';

/** What a call says if Kestra responds like this. */
function answering(answer: FakeAnswer, config: object = {}): Provoke {
  return async () => {
    const kestra = await fakeKestra(({ url }) => (url.endsWith('/configs') ? { body: CONFIGS } : answer));
    const cwd = temporaryFolder({ 'kestra-mcp.config.json': JSON.stringify(config) });
    const { client, stop } = await startHost({ cwd, env: { KESTRA_BASE_URL: kestra.baseUrl } });
    const text = await failed(client, 'list_flows_in_namespace', { namespace: 'company' });
    await Promise.all([stop(), kestra.close()]);
    return text;
  };
}

/** What `doctor` says about an address. */
async function doctorOf(baseUrl: string): Promise<string> {
  const { stdout } = await runHost({ args: ['doctor'], env: { KESTRA_BASE_URL: baseUrl } });
  return stdout;
}

async function overTls(scheme: string): Promise<string> {
  const server = createServer({ key: KEY, cert: CERTIFICATE }, (_, response) => void response.end(CONFIGS));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const text = await doctorOf(`${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return text;
}

/** A Kestra too old to have AI features. */
async function oldKestra(): Promise<string> {
  const kestra = await fakeKestra(() => ({ body: JSON.stringify({ version: '0.23.4', edition: 'OSS' }) }));
  const { client, stop } = await startHost({ env: { KESTRA_BASE_URL: kestra.baseUrl } });
  const text = await failed(client, 'generate_dashboard', { user_prompt: 'runs per day' });
  await Promise.all([stop(), kestra.close()]);
  return text;
}

function status(code: number, message: string): Provoke {
  return answering({ status: code, body: JSON.stringify({ message }) });
}

/** Errors of Kestra, or of something else at its address. */
export const KESTRA: Provoked = {
  'Kestra cannot be reached at …: connection refused (ECONNREFUSED).': async () =>
    doctorOf(await deadAddress()),
  'Kestra cannot be reached at …: self-signed certificate…': () => overTls('https'),
  'Kestra cannot be reached at …: that port speaks http, not https.': async () => {
    const kestra = await fakeKestra(() => ({ body: CONFIGS }));
    const text = await doctorOf(kestra.baseUrl.replace('http:', 'https:'));
    await kestra.close();
    return text;
  },
  'Kestra cannot be reached at …: the connection was closed (…).': () => overTls('http'),
  "… is probably not the address of Kestra's API. …": async () => {
    const kestra = await fakeKestra(() => ({ body: '{}' }));
    const text = await doctorOf(kestra.baseUrl);
    await kestra.close();
    return text;
  },
  'Kestra cannot be reached at … through the proxy …: …': async () => {
    const env = {
      KESTRA_BASE_URL: 'http://kestra.invalid:8080',
      HTTP_PROXY: new URL(await deadAddress()).origin,
    };
    return (await runHost({ args: ['doctor'], env })).stdout;
  },
  'Kestra cannot be reached at …: bad port.': () => doctorOf('http://127.0.0.1:9'),
  'Kestra did not answer … within … s.': answering('never', { kestra: { timeoutMs: 300 } }),
  'Kestra answered 401 to …': status(401, 'Unauthorized'),
  'Kestra answered 403 to …': status(403, 'Forbidden'),
  'Kestra answered 404 to …': status(404, 'Not Found'),
  'Kestra answered 405 to …': status(405, 'Method not allowed'),
  'Kestra answered 409 to …': status(409, 'Conflict'),
  'Kestra answered 422 to …': status(422, 'Invalid entity'),
  'Kestra answered 423 to …': status(423, 'Resource is locked'),
  'Kestra answered 429 to …': answering({ status: 429, headers: { 'retry-after': '0' } }),
  'Kestra answered 500 to …': status(500, 'Internal Server Error'),
  'Kestra answered 503 to …': answering({ status: 503, headers: { 'retry-after': '0' } }),
  'The response to … is not JSON but a web page.': answering({ type: 'text/html', body: '<html></html>' }),
  '… was answered with …: a redirect to ….': answering({
    status: 302,
    headers: { location: 'https://login.example.com/?from=kestra' },
  }),
  "Kestra's response to … is larger than 10 MB and was not read any further.": answering({
    body: JSON.stringify([{ id: 'a', namespace: 'company', description: 'x'.repeat(11_000_000) }]),
  }),
  'This version of Kestra cannot generate a …: that requires Kestra ….': oldKestra,
  '… did not finish within … s.': answering('never', { limits: { callMs: 300 } }),
};
