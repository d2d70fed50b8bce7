import { expect, it } from '@jest/globals';
import { HELLO } from './bodies.js';
import { describeLive, rows, yaml } from './target.js';

const UNKNOWN_TYPE = `
tasks:
  - id: x
    type: io.kestra.nope.Nope`;

describeLive('create_flow_from_yaml and manage_flow', (live) => {
  const create = (id: string, body: string) =>
    live.ok('create_flow_from_yaml', { yaml_definition: yaml(id, live.namespace, body) });
  const refused = (yaml_definition: string) => live.failed('create_flow_from_yaml', { yaml_definition });
  const of = (action: string, flow_id: string) => ({ action, namespace: live.namespace, flow_id });
  const manage = (action: string, flow_id: string) => live.ok('manage_flow', of(action, flow_id));
  const mismanage = (action: string, flow_id: string) => live.failed('manage_flow', of(action, flow_id));

  it('creates a flow and answers with its id, namespace, revision and source', async () => {
    const source = yaml('fresh', live.namespace, HELLO);
    const created = await live.ok('create_flow_from_yaml', { yaml_definition: source });
    expect(created).toMatchObject({ id: 'fresh', namespace: live.namespace, revision: 1 });
    expect(String(created.source).trim()).toBe(source.trim());
    expect(String((await manage('get_yaml', 'fresh')).result).trim()).toBe(source.trim());
  });

  it('makes a second revision of a flow that exists', async () => {
    await create('twice', HELLO);
    const second = await create('twice', `description: second\n${HELLO}`);
    expect(second).toMatchObject({ id: 'twice', revision: 2 });
    expect((await manage('get_yaml', 'twice')).result).toContain('description: second');
    const revisions = await manage('list_revisions', 'twice');
    expect(revisions).toMatchObject({ total: 2, results: [{ revision: 1 }, { revision: 2 }] });
    expect(JSON.stringify(revisions)).not.toContain('tasks');
    const whole = rows(await live.ok('manage_flow', { ...of('list_revisions', 'twice'), with_yaml: true }));
    expect(whole[0]?.source).not.toContain('description: second');
    expect(whole[1]?.source).toContain('description: second');
    const first = await live.ok('manage_flow', { ...of('get_yaml', 'twice'), revision: 1 });
    expect(first.result).toBe(whole[0]?.source);
  });

  it("answers an invalid flow with Kestra's words", async () => {
    const text = await refused(yaml('invalid', live.namespace, UNKNOWN_TYPE));
    expect(text).toContain('422');
    expect(text).toContain('Invalid type: io.kestra.nope.Nope');
    expect(await mismanage('get_yaml', 'invalid')).toContain('404');
  });

  it('leaves the flow that exists as it is when the new YAML is invalid', async () => {
    await create('kept', HELLO);
    const text = await refused(yaml('kept', live.namespace, UNKNOWN_TYPE));
    expect(text).toContain('io.kestra.nope.Nope');
    expect(text).not.toContain('404');
    expect(rows(await manage('list_revisions', 'kept'))).toHaveLength(1);
    expect((await manage('get_yaml', 'kept')).result).toContain('io.kestra.plugin.core.log.Log');
  });

  it.each([
    ['broken YAML', 'id: bad\n namespace: [\n', '422'],
    ['YAML that is no flow', 'just some words', '422'],
    ['a flow without a namespace', `id: homeless\n${HELLO}`, 'namespace'],
    ['a flow without tasks', 'id: idle\nnamespace: kestra.mcp.test\n', 'tasks'],
  ])('refuses %s', async (_, source, says) => {
    expect(await refused(source)).toContain(says);
  });

  it('disables and enables a flow, and counts what changed', async () => {
    await create('switched', HELLO);
    expect(await manage('disable', 'switched')).toMatchObject({ count: 1 });
    expect(await manage('disable', 'switched')).toMatchObject({ count: 0 });
    expect((await manage('get_yaml', 'switched')).result).toContain('disabled: true');
    const start = { namespace: live.namespace, flow_id: 'switched' };
    expect(await live.failed('execute_flow', start)).toMatch(/disabled/i);
    expect(await manage('enable', 'switched')).toMatchObject({ count: 1 });
    expect(await live.ok('execute_flow', start)).toMatchObject({ flowId: 'switched' });
  });

  it('deletes a flow once', async () => {
    await create('doomed', HELLO);
    expect(await manage('delete', 'doomed')).toEqual({
      status: 'deleted',
      namespace: live.namespace,
      id: 'doomed',
    });
    expect(await manage('delete', 'doomed')).toMatchObject({ status: 'not_found' });
    expect(await mismanage('get_yaml', 'doomed')).toContain('404');
  });

  it.each(['enable', 'disable', 'list_revisions', 'list_dependencies', 'get_yaml'])(
    '%s of a flow that does not exist is an error',
    async (action) => {
      expect(await mismanage(action, 'nowhere')).toMatch(/404|The flow "nowhere" does not exist/);
    },
  );
});
