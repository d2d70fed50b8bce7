import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../../test/support/host/call-plugin.js';
import { recorded, recordedJson } from '../../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import plugin from '../index.js';

const kestra = useKestra();
const on = (version?: string) => callPlugin(plugin, kestra, version);
const whole = recordedJson<object[]>('plugins', '1.3-oss-authoring');
const LIST = { 'GET /plugins': { json: whole } };
const CORE = 'io.kestra.plugin.core.';
/** A type with these properties, and what answers for it. */
const withType = (type: string, schema: object) => ({
  'GET /plugins': { json: [{ name: 'core', tasks: [{ cls: type, title: 'Does it.' }] }] },
  [`GET /plugins/${type}`]: {
    json: { markdown: '', schema: { properties: schema, outputs: {}, definitions: {} } },
  },
});

describe('search_task_types', () => {
  it('finds the type in one request, and then without any', async () => {
    kestra.answers(LIST);
    const call = on();
    const { results } = await call('search_task_types', { query: 'wait for approval' });
    expect(results).toEqual(
      expect.arrayContaining([{ type: `${CORE}flow.Pause`, kind: 'task', title: expect.any(String) }]),
    );
    await call('search_task_types', { query: 'every morning', kind: 'trigger' });
    expect(kestra.lines).toEqual(['GET /plugins']);
  });

  it('reads all pages of 2.x, together', async () => {
    const rows = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => ({ tasks: [{ cls: `io.acme.Task${from + index}` }] }));
    kestra.answers({
      'GET /plugins': [
        { json: { results: rows(0, 200), total: 401 } },
        { json: { results: rows(200, 200), total: 401 } },
        { json: { results: rows(400, 1), total: 401 } },
      ],
    });
    expect(await on('2.0')('search_task_types', { query: 'task400' })).toMatchObject({
      results: expect.arrayContaining([{ type: 'io.acme.Task400', kind: 'task' }]),
    });
    expect(kestra.lines).toEqual([1, 2, 3].map((page) => `GET /plugins?page=${page}&size=200`));
  });

  it('reads lists of names, as older versions have them', async () => {
    kestra.answers({
      'GET /plugins': { json: [{ name: 'core', tasks: [`${CORE}log.Log`], aliases: ['a.b.C'] }] },
    });
    expect(await on('0.24')('search_task_types', { query: 'log' })).toEqual({
      results: [{ type: `${CORE}log.Log`, kind: 'task' }],
    });
  });

  it('marks what is deprecated', async () => {
    kestra.answers(LIST);
    const { results } = await on()('search_task_types', { query: 'count executions', kind: 'tasks' });
    expect(results).toContainEqual(
      expect.objectContaining({ type: `${CORE}execution.Count`, deprecated: true }),
    );
  });

  it('says which kinds there are, and that nothing is found', async () => {
    kestra.answers(LIST);
    const call = on();
    const none = await call('search_task_types', { query: 'log', kind: 'gadget' });
    expect(none).toEqual({ results: [], hint: expect.stringMatching(/Its kinds are: .*\btask, trigger\b/) });
    expect(await call('search_task_types', { query: '🦊' })).toMatchObject({ results: [] });
  });

  it.each([
    [401, { message: 'Unauthorized' }, 'Kestra answered 401 to GET /plugins'],
    [403, { message: 'no' }, 'Kestra answered 403 to GET /plugins: no'],
    [404, { message: 'Not Found' }, 'does not serve the documentation of its plugins'],
  ])('fails with what Kestra says: %i', async (status, json, text) => {
    kestra.answers({ 'GET /plugins': [{ status, json }, LIST['GET /plugins']] });
    const call = on();
    expect((await call('search_task_types', { query: 'log' })).error).toContain(text);
    // A failure is not remembered.
    expect(await call('search_task_types', { query: 'log' })).toHaveProperty('results');
  });

  it('finds among 1,400 types within a second', async () => {
    const tasks = Array.from({ length: 1_400 }, (_, index) => ({
      cls: `io.acme.plugin${index % 100}.Do${index}Things`,
      title: `Does the thing number ${index} with care.`,
      description: 'It takes what it is given and does with it what is written there. '.repeat(8),
    }));
    kestra.answers({ 'GET /plugins': { json: [{ tasks: [...tasks, { cls: 'io.acme.fox.FeedFox' }] }] } });
    const call = on();
    const began = performance.now();
    expect(await call('search_task_types', { query: 'feed a fox' })).toMatchObject({
      results: [{ type: 'io.acme.fox.FeedFox' }],
    });
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});

describe.each([
  ['1.3', 'plugin docs: task', '1.3-oss-authoring'],
  ['2.0', 'plugin documentation', '2.0-oss'],
] as const)('describe_task_type on %s', (version, recording, file) => {
  const list = version === '2.0' ? { results: whole, total: 1 } : whole;
  const known = {
    'GET /plugins': { json: list },
    [`GET /plugins/${CORE}log.Log`]: recorded(recording, file),
  };

  it('tells a type by its simple name, what is required first', async () => {
    kestra.answers(known);
    const call = on(version);
    const told = await call('describe_task_type', { type: 'log' });
    expect(told).toMatchObject({
      type: `${CORE}log.Log`,
      kind: 'task',
      title: expect.any(String),
      properties: expect.arrayContaining([
        { name: 'message', type: 'string | array of string', required: true, about: expect.any(String) },
        expect.objectContaining({ name: 'level', default: 'INFO', values: expect.arrayContaining(['WARN']) }),
      ]),
      example: expect.any(String),
    });
    expect((told.properties as object[])[0]).toMatchObject({ name: 'message' });
    await call('describe_task_type', { type: `${CORE}log.Log` });
    expect(kestra.lines).toHaveLength(2);
  });

  it('names the nearest of a type that is not there', async () => {
    kestra.answers({
      ...known,
      [`GET /plugins/${CORE}log.Logg`]: { status: 404, json: { message: 'none' } },
    });
    const call = on(version);
    for (const type of ['Logg', `${CORE}log.Logg`]) {
      const { error } = await call('describe_task_type', { type });
      expect(error).toContain(`This Kestra instance has no type "${type}". Similar types: ${CORE}log.Log`);
    }
    const { error } = await call('describe_task_type', { type: 'wait for approval' });
    expect(error).toContain(`${CORE}flow.Pause`);
  });

  it('says what Kestra 2.0 has in place of what it took away', async () => {
    kestra.answers(withType('io.kestra.plugin.core.condition.Or', {}));
    const { error } = await on(version)('describe_task_type', { type: 'ForEach' });
    expect(error).toMatch(/^This Kestra instance has no type "ForEach"\.\nKestra 2\.0 removed it\. Use Loop/);
  });

  it('asks which one is meant', async () => {
    kestra.answers(known);
    const { error } = await on(version)('describe_task_type', { type: 'Delete' });
    expect(error).toContain(`${CORE}kv.Delete, ${CORE}storage.Delete`);
    expect(error).not.toContain('state.Delete');
  });
});

describe('describe_task_type', () => {
  it('tells what an alias stands for', async () => {
    const alias = 'io.kestra.core.tasks.log.Log';
    kestra.answers({
      ...LIST,
      [`GET /plugins/${alias}`]: recorded('plugin docs: task', '1.3-oss-authoring'),
    });
    expect(await on()('describe_task_type', { type: alias })).toMatchObject({
      type: alias,
      deprecated: `This is an old name. Use ${CORE}log.Log.`,
    });
  });

  it('tells a property with all that is in it', async () => {
    const type = `${CORE}flow.Loop`;
    kestra.answers({
      'GET /plugins': { json: { results: [{ tasks: [{ cls: type }] }], total: 1 } },
      [`GET /plugins/${type}`]: recorded('plugin documentation, Loop', '2.0-oss'),
    });
    const call = on('2.0');
    const whole = await call('describe_task_type', { type });
    expect(whole.properties).toContainEqual(
      expect.objectContaining({
        name: 'outputs',
        members: ['id', 'type', 'value', 'description', 'displayName', 'required'],
      }),
    );
    expect(await call('describe_task_type', { type, property: 'outputs' })).toMatchObject({
      ...{ type, property: 'outputs', property_type: 'array of Output' },
      properties: [
        { name: 'id', required: true },
        { name: 'type', values: expect.any(Array) },
        {},
        {},
        {},
        {},
      ],
    });
    expect(await call('describe_task_type', { type, property: 'outputs[0].id' })).toMatchObject({
      property_type: 'string',
      pattern: expect.any(String),
    });
  });

  it('asks for what all tasks have, and says what there is', async () => {
    const type = 'io.acme.Do';
    const own = { properties: { what: { type: 'string' } } };
    const all = { properties: { ...own.properties, timeout: { type: 'string', format: 'duration' } } };
    kestra.answers({
      ...withType(type, own),
      [`GET /plugins/${type}`]: ({ line }) => ({
        json: { schema: { properties: line.endsWith('?all=true') ? all : own } },
      }),
    });
    const call = on();
    expect(await call('describe_task_type', { type, property: 'timeout' })).toMatchObject({
      property_type: 'string (duration)',
    });
    expect(await call('describe_task_type', { type, property: 'timeuot' })).toEqual({
      error:
        'io.acme.Do has no property "timeuot". Did you mean "timeout"?\nIts properties are: what, timeout.',
    });
  });

  it('says what to use in place of what is deprecated', async () => {
    const type = 'io.acme.Old';
    kestra.answers({
      ...withType(type, {
        properties: { a: { type: 'string', $deprecated: true, description: 'Gone soon. Use b instead.' } },
        description: 'It was fine. It is deprecated: use io.acme.New instead.',
      }),
      'GET /plugins': { json: [{ tasks: [{ cls: type, deprecated: true }] }] },
    });
    expect(await on()('describe_task_type', { type })).toMatchObject({
      deprecated: 'It is deprecated: use io.acme.New instead.',
      properties: [{ name: 'a', deprecated: 'Use b instead.' }],
    });
  });

  it('keeps to 4,000 characters', async () => {
    const type = 'io.acme.Wide';
    const names = Array.from({ length: 400 }, (_, index) => `property${index}`);
    const property = { type: 'string', title: 'It is long. '.repeat(30), enum: names };
    kestra.answers(
      withType(type, {
        properties: Object.fromEntries(names.map((name) => [name, property])),
        required: ['property7'],
        description: 'Very long. '.repeat(500),
        $examples: [{ code: 'a: b\n'.repeat(1_000) }],
      }),
    );
    const told = await on()('describe_task_type', { type });
    expect(JSON.stringify(told).length).toBeLessThanOrEqual(4_000);
    expect(told).toMatchObject({
      properties: expect.arrayContaining([expect.objectContaining({ required: true })]),
    });
    expect(told.more).toMatch(/^\d+ more\. To see one, pass its name as property\.$/);
  });

  it.each(['../configs', 'a/b', '%2e%2e', 'by-query', 'Log\u0000'])(
    'refuses %j, or asks for nothing else',
    async (type) => {
      kestra.answers(LIST);
      expect(await on()('describe_task_type', { type })).toHaveProperty('error');
      expect(kestra.lines.every((line) => line === 'GET /plugins')).toBe(true);
    },
  );

  it('says what Kestra says of a type that it lists and does not tell', async () => {
    kestra.answers({
      ...LIST,
      [`GET /plugins/${CORE}log.Log`]: { status: 500, json: { message: 'broken' } },
    });
    expect((await on()('describe_task_type', { type: 'Log' })).error).toContain('broken');
  });
});
