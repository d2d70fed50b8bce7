import { describe, expect, it } from '@jest/globals';
import { failed, ok, startHost } from '../../support/host/host.js';
import { ROOT } from '../../support/paths.js';
import { HELLO } from '../live/bodies.js';

/** In a clone, the plugins are workspaces, which have their own core. */
describe.each(['oss-1.3', 'oss-2.0'])('the built host, started in the folder of the clone, on %s', (mode) => {
  it('takes an error of its client for what it is', async () => {
    const { client, stop } = await startHost({ cwd: ROOT, args: [`--sandbox=${mode}`] });
    const flow = { yaml_definition: `id: hello\nnamespace: company${HELLO}` };
    expect(await ok(client, 'create_flow_from_yaml', flow)).toMatchObject({ revision: 1 });
    const changed = { yaml_definition: `${flow.yaml_definition.trimEnd()}\ndescription: changed\n` };
    expect(await ok(client, 'create_flow_from_yaml', changed)).toMatchObject({ revision: 2 });
    const kill = { action: 'kill', execution_id: 'none' };
    expect(await ok(client, 'manage_executions', kill)).toMatchObject({ status: 'not_found' });
    const broken = { yaml_definition: 'id: hello\nnamespace: company\ntasks: []\n' };
    expect(await failed(client, 'create_flow_from_yaml', broken)).toMatch(/^Kestra answered 422 to POST/);
    await stop();
  });
});
