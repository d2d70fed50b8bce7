import { beforeAll, expect, it } from '@jest/globals';
import { connectHttp, type HttpHost, startHttp } from '../../support/host/http.js';
import { CONFIGS, type FakeKestra, fakeKestra } from '../../support/kestra/fake-kestra.js';
import { temporaryFolder } from '../../support/temporary.js';
import { until } from '../../support/until.js';

const PLUGIN = `
import { definePlugin, defineResource } from '@kestra-mcp/core';
const flows = (name, namespace) => defineResource({
  group: { name: 'mine', title: 'Mine' }, name, uri: 'mine://' + namespace, description: 'Flows.',
  watch: { everyMs: 1000 }, handler: async (_, { kestra }) => ({ flows: await kestra.flows.list(namespace) }),
});
export default definePlugin({ id: 'mine', resources: [flows('ones', 'one'), flows('twos', 'two')] });
`;

let kestra: FakeKestra;
let host: HttpHost;
beforeAll(async () => {
  kestra = await fakeKestra(({ url }) => ({ body: url.endsWith('/configs') ? CONFIGS : '[]' }));
  const cwd = temporaryFolder({
    'mine.js': PLUGIN,
    'package.json': '{ "type": "module" }',
    'kestra-mcp.config.json': JSON.stringify({ plugins: ['./mine.js'] }),
  });
  host = await startHttp({ cwd, env: { KESTRA_BASE_URL: kestra.baseUrl } });
});
const reads = (namespace: string) =>
  kestra.seen.filter(({ url }) => url.endsWith(`/flows/${namespace}`)).length;

it('a client of 2025 that has gone, without ending its session, is watched for no more', async () => {
  const [gone, stays] = await Promise.all([connectHttp(host.url), connectHttp(host.url)]);
  await gone.subscribeResource({ uri: 'mine://one' });
  await stays.subscribeResource({ uri: 'mine://two' });
  await until(() => (reads('one') >= 2 && reads('two') >= 2) || undefined);
  await gone.close();
  const [ones, twos] = [reads('one'), reads('two')];
  await until(() => reads('two') >= twos + 3 || undefined);
  expect(reads('one')).toBeLessThanOrEqual(ones + 1);
});
