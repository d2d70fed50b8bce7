import { expect, it } from '@jest/globals';
import { describeLive, rows } from './target.js';

const CORE = 'io.kestra.plugin.core.';
const typesOf = (found: Record<string, unknown>) => rows(found).map(({ type }) => type);

describeLive('task types', (live) => {
  it.each([
    ['wait for approval', 'flow.Pause'],
    ['send an HTTP request', 'http.Request'],
    ['write a line to the log', 'log.Log'],
    ['every morning', 'trigger.Schedule'],
    ['start another flow', 'flow.Subflow'],
  ])('search_task_types finds %j', async (query, end) => {
    expect(typesOf(await live.ok('search_task_types', { query }))).toContain(CORE + end);
  });

  it('search_task_types keeps to a kind', async () => {
    const found = await live.ok('search_task_types', { query: 'http', kind: 'trigger' });
    expect(typesOf(found)).toContain(`${CORE}http.Trigger`);
    expect(typesOf(found)).not.toContain(`${CORE}http.Request`);
  });

  it('search_task_types names the kinds that there are', async () => {
    const found = await live.ok('search_task_types', { query: 'http', kind: 'gadget' });
    expect(found).toMatchObject({ results: [], hint: expect.stringContaining('task') });
  });

  it('describe_task_type tells what a task takes', async () => {
    const told = await live.ok('describe_task_type', { type: 'log.Log' });
    expect(told).toMatchObject({
      ...{ type: `${CORE}log.Log`, kind: 'task', title: expect.any(String), example: expect.any(String) },
      properties: expect.arrayContaining([
        expect.objectContaining({ name: 'message', required: true }),
        expect.objectContaining({ name: 'level', default: 'INFO', values: expect.arrayContaining(['WARN']) }),
      ]),
    });
    expect(JSON.stringify(told).length).toBeLessThanOrEqual(4_000);
  });

  it.each([
    'http.Request',
    'trigger.Schedule',
    'flow.LoopUntil',
    'condition.Weekend',
    'kv.Set',
    'flow.Subflow',
  ])('describe_task_type tells of %s within 4,000 characters', async (type) => {
    const told = await live.ok('describe_task_type', { type });
    expect(told).toMatchObject({ type: CORE + type, properties: expect.any(Array) });
    expect(JSON.stringify(told).length).toBeLessThanOrEqual(4_000);
  });

  it('describe_task_type tells of a property, and of one that all tasks have', async () => {
    const options = await live.ok('describe_task_type', { type: 'http.Request', property: 'options' });
    expect(JSON.stringify(options)).toContain('"auth"');
    const nested = await live.ok('describe_task_type', { type: 'http.Request', property: 'options.auth' });
    expect(nested).toMatchObject({ property: 'options.auth', property_type: expect.any(String) });
    await live.ok('describe_task_type', { type: 'log.Log', property: 'timeout' });
  });

  it('describe_task_type names what there is in place of what is not', async () => {
    expect(await live.failed('describe_task_type', { type: `${CORE}log.Logg` })).toContain(`${CORE}log.Log`);
    const unknown = await live.failed('describe_task_type', { type: 'log.Log', property: 'mesage' });
    expect(unknown).toContain('"message"');
  });

  it('the documentation of a type can be read, and its name completed', async () => {
    const uri = `kestra://tasks/${CORE}log.Log`;
    const { contents } = await live.client.readResource({ uri });
    expect(JSON.stringify(contents)).toContain('message');
  });
});
