import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { callerOf } from '../caller.js';
import { KestraClient } from '../client.js';
import { asCaller } from '../wire/scope.js';

const kestra = useKestra();
const client = (version?: string) => new KestraClient(kestra.settings(version));
const ROWS = [
  {
    name: 'core',
    title: 'Core',
    aliases: ['io.acme.old.Log', 'io.acme.log.Log', 'no class'],
    guides: ['io.acme.guide.None'],
    tasks: [
      { cls: 'io.acme.log.Log', title: ' Logs. ', description: 'x'.repeat(5_000), deprecated: true },
      { cls: 7 },
      null,
      'io.acme.kv.Set',
    ],
    dataFiltersKPI: [{ cls: 'io.acme.data.Number' }],
    secrets: [],
  },
  { name: 'again', tasks: [{ cls: 'io.acme.log.Log' }], manifest: { tasks: ['a.b.C'] } },
];

/** Moves the clock to this many minutes after a fixed moment. */
function later(minutes: number): void {
  const at: [number, number] = [1e6 + minutes * 60, 0];
  jest.spyOn(process, 'hrtime').mockImplementation(Object.assign(() => at, { bigint: () => 0n }));
}
afterEach(() => {
  jest.restoreAllMocks();
});

describe('types', () => {
  it('are those of all plugins, each once, with their kinds', async () => {
    kestra.answers({ 'GET /plugins': { json: ROWS } });
    expect(await client('1.3').plugins.types()).toEqual({
      types: [
        { type: 'io.acme.data.Number', kind: 'dataFilterKPI', plugin: 'Core' },
        { type: 'io.acme.kv.Set', kind: 'task', plugin: 'Core' },
        {
          ...{ type: 'io.acme.log.Log', kind: 'task', plugin: 'Core', title: 'Logs.', deprecated: true },
          description: 'x'.repeat(600),
        },
      ],
      aliases: ['io.acme.old.Log'],
    });
  });

  it.each([[null], [{}], [{ results: 'none' }], ['text']])('are none in %j', async (json) => {
    kestra.answers({ 'GET /plugins': { json } });
    expect(await client('2.0').plugins.types()).toEqual({ types: [], aliases: [] });
  });

  it('are read in ten pages at most', async () => {
    kestra.answers({ 'GET /plugins': { json: { results: ROWS, total: 1e9 } } });
    await client('2.0').plugins.types();
    expect(kestra.lines).toHaveLength(10);
  });

  it('are asked for once by calls at the same time, and by each caller', async () => {
    kestra.answers({ 'GET /plugins': { json: ROWS } });
    const { plugins } = client('1.3');
    await Promise.all([plugins.types(), plugins.types()]);
    expect(kestra.lines).toHaveLength(1);
    const caller = callerOf({ kind: 'bearer', token: 'other' });
    await asCaller(caller, () => plugins.types());
    expect(kestra.lines).toHaveLength(2);
    expect(kestra.asked.at(-1)?.headers.authorization).toBe('Bearer other');
  });

  it('are asked for anew only when the plugins have changed', async () => {
    const configs = (pluginsHash?: number) => ({ json: { version: '1.3.1', edition: 'OSS', pluginsHash } });
    kestra.answers({
      'GET /plugins': { json: ROWS },
      'GET /configs': [configs(1), configs(1), configs(2), configs(), configs()],
    });
    const { plugins } = client('1.3');
    const lists = () => kestra.lines.filter((line) => line === 'GET /plugins').length;
    const seen: number[] = [];
    // The plugins that the first list belongs to are unknown.
    for (const minutes of [0, 4, 6, 12, 18, 24, 30]) {
      later(minutes);
      await plugins.types();
      seen.push(lists());
    }
    expect(seen).toEqual([1, 1, 2, 2, 3, 4, 5]);
  });
});

describe('the documentation of a type', () => {
  const schema = { properties: { properties: {} }, outputs: {}, definitions: { a: {} } };

  it('is its schemas, remembered', async () => {
    kestra.answers({ 'GET /plugins/io.acme.Log': { json: { markdown: 'x'.repeat(9_999), schema } } });
    const { plugins } = client('1.3');
    expect(await plugins.documentation('io.acme.Log')).toEqual(schema);
    expect(await plugins.documentation('io.acme.Log')).toEqual(schema);
    await plugins.documentation('io.acme.Log', { all: true });
    expect(kestra.lines).toEqual(['GET /plugins/io.acme.Log', 'GET /plugins/io.acme.Log?all=true']);
  });

  it('is forgotten when forty others were asked for', async () => {
    kestra.answers(new Proxy({}, { get: () => ({ json: { schema } }) }));
    const { plugins } = client('1.3');
    for (let index = 0; index <= 40; index++) await plugins.documentation(`io.acme.T${index}`);
    await plugins.documentation('io.acme.T40');
    expect(kestra.lines).toHaveLength(41);
    await plugins.documentation('io.acme.T0');
    expect(kestra.lines).toHaveLength(42);
  });

  it.each(['', '..', 'by-query'])('is not asked for of %j', async (type) => {
    await expect(client('1.3').plugins.documentation(type)).rejects.toMatchObject({ code: 'KMCP_INPUT' });
    expect(kestra.lines).toEqual([]);
  });
});
