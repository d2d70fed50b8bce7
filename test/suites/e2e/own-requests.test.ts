import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../published/sandbox/index.js';
import { failed, ok, type RunningHost, startHost } from '../../support/host/host.js';
import { fixturePlugin } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary.js';

const FLOW = (namespace: string, id: string) =>
  `id: ${id}\nnamespace: ${namespace}\ntasks:\n  - id: say\n    type: io.kestra.plugin.core.log.Log\n    message: hi\n`;

describe.each(['oss-1.3', 'oss-2.0'] as const)('a plugin that sends requests of its own, on %s,', (mode) => {
  let sandbox: Sandbox;
  let free: RunningHost;

  const hostWith = (tools: object, ...plugins: string[]) => {
    const config = {
      kestra: { baseUrl: sandbox.baseUrl },
      tools,
      plugins: [...plugins, fixturePlugin('own-requests')],
    };
    return startHost({ cwd: temporaryFolder({ 'kestra-mcp.config.json': JSON.stringify(config) }) });
  };

  beforeAll(async () => {
    sandbox = await startSandbox({ mode });
    free = await hostWith({}, 'flow');
    for (const namespace of ['company', 'company.team', 'other'])
      await ok(free.client, 'create_flow_from_yaml', {
        yaml_definition: FLOW(namespace, `of_${namespace.at(-1)}`),
      });
  });

  afterAll(async () => {
    await free.stop();
    await sandbox.close();
  });

  it('reads and searches as the client does', async () => {
    expect(await ok(free.client, 'read_flow', { where: 'company', flow_id: 'of_y' })).toMatchObject({
      id: 'of_y',
      source: expect.stringContaining('namespace: company'),
    });
    const { results } = await ok(free.client, 'find_flows', { where: 'company' });
    expect(results).toMatchObject([{ id: 'of_m' }, { id: 'of_y' }]);
  });

  it.each(['../other', 'a/b', '..', '%2e%2e', '%2E%2E%2Fother', '', 'by-query', 'délété', 'x\u0000'])(
    'reaches nothing else with the argument %j',
    async (odd) => {
      const attempts = [
        { where: odd, flow_id: 'of_y' },
        { where: 'company', flow_id: odd },
      ];
      for (const args of attempts) {
        expect(await failed(free.client, 'drop_flow', args)).toMatch(/cannot be|404|empty/);
        expect(await failed(free.client, 'read_flow', args)).toMatch(/cannot be|404|empty/);
      }
      expect((await ok(free.client, 'find_flows')).results).toHaveLength(3);
    },
  );

  it('sends nothing outside of the fixed namespaces, and writes nothing where only reading is allowed', async () => {
    const fenced = await hostWith({ fixed: { namespaces: ['company', 'shared'] } });
    const outside = { where: 'other', flow_id: 'of_r' };
    for (const tool of ['read_flow', 'drop_flow'])
      expect(await failed(fenced.client, tool, outside)).toContain('the namespace "other" is outside');
    const { results } = await ok(fenced.client, 'find_flows');
    expect(results).toMatchObject([{ id: 'of_m' }, { id: 'of_y' }]);
    await fenced.stop();

    const reading = await hostWith({ readOnly: true });
    expect(await ok(reading.client, 'read_flow', outside)).toMatchObject({ id: 'of_r' });
    expect(await failed(reading.client, 'drop_flow', outside)).toContain('this server is read-only');
    await reading.stop();
  });

  it('says what Kestra says, and deletes what it is told to', async () => {
    const args = { where: 'other', flow_id: 'of_r' };
    expect(await ok(free.client, 'drop_flow', args)).toEqual({ dropped: 'of_r' });
    expect(await failed(free.client, 'drop_flow', args)).toContain(
      'Kestra answered 404 to DELETE /main/flows/other/of_r',
    );
  });
});
