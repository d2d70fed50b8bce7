import { beforeAll, expect, it } from '@jest/globals';
import { HELLO, schedule } from './bodies.js';
import { describeLive, rows } from './target.js';

describeLive('namespaces', (live) => {
  const names = async (args: object) => (await live.ok('list_namespaces', { ...args })).results as string[];

  beforeAll(async () => {
    await live.flows({
      hello: `inputs:\n  - id: user\n    type: STRING\n    defaults: World\n${HELLO}`,
      timed: schedule('yearly'),
    });
    await live.flows({ nested: HELLO }, `${live.namespace}.child`);
  });

  it('list_namespaces marks each as created or not', async () => {
    const found = await names({ query: live.namespace });
    expect(found.length).toBeGreaterThanOrEqual(2);
    for (const name of found) expect(name).toMatch(/ \((not )?created\)$/);
    for (const name of [live.namespace, `${live.namespace}.child`])
      expect(found.some((each) => each.startsWith(`${name} (`))).toBe(true);
  });

  it('list_namespaces returns all, however small its pages', async () => {
    const small = await names({ query: live.namespace, page_size: 1 });
    expect(small.sort()).toEqual((await names({ query: live.namespace })).sort());
  });

  it('list_namespaces gives bare names of those with flows', async () => {
    const found = await names({ with_flows_only: true });
    expect(found).toEqual(expect.arrayContaining([live.namespace, `${live.namespace}.child`]));
  });

  it('list_namespaces finds nothing for what is not there', async () => {
    expect(await names({ query: `${live.namespace}.nowhere` })).toEqual([]);
  });

  it('list_flows_in_namespace gives the flows of exactly that one', async () => {
    const flows = rows(await live.ok('list_flows_in_namespace', { namespace: live.namespace }));
    expect(flows.map(({ id }) => id).sort()).toEqual(['hello', 'timed']);
    expect(flows.find(({ id }) => id === 'hello')).toMatchObject({
      namespace: live.namespace,
      inputs: [{ id: 'user', type: 'STRING', defaults: 'World' }],
      tasks: [{ id: 'hello', type: 'io.kestra.plugin.core.log.Log' }],
    });
    expect(flows.find(({ id }) => id === 'timed')).toMatchObject({
      triggers: [{ id: 'yearly', type: 'io.kestra.plugin.core.trigger.Schedule' }],
    });
  });

  it('list_flows_in_namespace gives none for a namespace that does not exist', async () => {
    expect(await live.ok('list_flows_in_namespace', { namespace: `${live.namespace}.empty` })).toMatchObject({
      results: [],
      next: expect.stringContaining('There are no flows in namespace'),
    });
    const [parent] = live.namespace.split('.x');
    const above = await live.ok('list_flows_in_namespace', { namespace: parent });
    expect(above).toMatchObject({
      results: [],
      next: expect.stringContaining('these namespaces below it do'),
    });
  });
});
