import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { loadedPlugin } from '../../../test/support/host/runtime.js';
import { execution_id, flow_id, namespace, nonEmpty } from '../plugin/author/atoms.js';
import { definePlugin, defineTool } from '../plugin/author/define.js';
import { labelList, labelMap } from '../plugin/author/labels.js';
import { asMeant } from './as-meant.js';

const about = { group: { name: 'g', title: 'G' }, description: 'D.', output: z.looseObject({}) };
const fields = {
  ...{ flow_id: flow_id.optional(), namespace: namespace.optional() },
  ...{ execution_id: execution_id.optional(), ids: z.array(execution_id).optional() },
  count: z.int().min(1).max(10).optional(),
  offset: z.int().min(0).default(0),
  ratio: z.number().nullable().optional(),
  on: z.boolean().default(true),
  level: z.enum(['WARN', 'INFO']).optional(),
  kind: z.literal('STRING').optional(),
  version: z.literal('2').optional(),
  changes: z
    .array(z.strictObject({ find: z.string(), all: z.boolean().optional(), n: z.int().optional() }))
    .optional(),
  inputs: z.record(z.string(), z.unknown()).optional(),
  ...{ map: labelMap.optional(), list: labelList.optional() },
  ...{ tags: z.array(z.string().min(1)).optional(), sizes: z.array(z.int()).optional() },
  ...{ trigger_id: nonEmpty.optional(), words: nonEmpty.optional() },
  ...{ free: z.string().optional(), short: z.string().max(5).optional(), any: z.unknown().optional() },
  either: z.union([z.int(), z.enum(['all'])]).optional(),
  pair: z.tuple([z.string(), z.int()]).optional(),
  ...{ most: z.coerce.number().optional(), loud: z.coerce.boolean().optional() },
  nested: z.strictObject({ n: z.number() }).optional(),
};

/** Returns the arguments that a tool's handler would get. */
function meant(given: Record<string, unknown>, effect: 'read' | 'destructive' = 'read'): unknown {
  const input = z.strictObject(fields);
  const tool = defineTool({ ...about, name: 'do_it', effect, input, handler: () => ({}) });
  const [manifest] = loadedPlugin(definePlugin({ id: 'p', tools: [tool] })).manifest.tools;
  if (manifest === undefined) throw new Error('There is no tool.');
  return asMeant(given, { manifest, input });
}

const PAGE = 'http://h/ui/main/flows/edit/company.team/etl';
const RUN = 'http://h/ui/main/executions/company.team/etl/4KhZ9';

describe('is taken as it is meant', () => {
  it.each<[Record<string, unknown>, Record<string, unknown>]>([
    [{ count: '7' }, { count: 7 }],
    [{ ratio: '-0.5' }, { ratio: -0.5 }],
    [{ on: 'False' }, { on: false }],
    [{ on: 'true', offset: '0' }, {}],
    [{ level: 'info' }, { level: 'INFO' }],
    [{ level: 'WARNING' }, { level: 'WARN' }],
    [{ kind: 'string' }, { kind: 'STRING' }],
    ...[2, '2.0', 'v2', '2.x', ' 2.0.0 '].map(
      (version): [Record<string, unknown>, Record<string, unknown>] => [{ version }, { version: '2' }],
    ),
    [{ version: '1.3' }, { version: '1.3' }],
    [{ changes: { find: 'true', all: 'true' } }, { changes: [{ find: 'true', all: true }] }],
    [{ changes: ['{"find":"a"}', { find: '2', n: '2' }] }, { changes: [{ find: 'a' }, { find: '2', n: 2 }] }],
    [{ changes: '[{"find":"[1]","all":"False"}]' }, { changes: [{ find: '[1]', all: false }] }],
    [{ changes: [{ find: 1, all: 'yes' }] }, { changes: [{ find: 1, all: 'yes' }] }],
    [{ inputs: '{"n":"2","t":" x "}' }, { inputs: { n: '2', t: ' x ' } }],
    [{ nested: '{"n":2}' }, { nested: { n: 2 } }],
    [{ map: '{"team":"data"}' }, { map: { team: 'data' } }],
    [{ map: '["team:data"]' }, { map: ['team:data'] }],
    [{ list: '{"team":"data"}' }, { list: { team: 'data' } }],
    [{ list: '{"key":"team","value":"data"}' }, { list: [{ key: 'team', value: 'data' }] }],
    [{ ids: '4KhZ9' }, { ids: ['4KhZ9'] }],
    [{ ids: '["4KhZ9","5a"]' }, { ids: ['4KhZ9', '5a'] }],
    [{ ids: [' 4KhZ9', RUN] }, { ids: ['4KhZ9', '4KhZ9'] }],
    [{ sizes: ['1', 2] }, { sizes: [1, 2] }],
    [{ sizes: '3' }, { sizes: [3] }],
    [{ pair: '["a",1]' }, { pair: ['a', 1] }],
    [
      { most: '7', loud: 'false' },
      { most: 7, loud: false },
    ],
    [{ most: '', loud: '' }, {}],
    [{ tags: 'a' }, { tags: ['a'] }],
    [
      { flow_id: ' etl\n', trigger_id: '\tdaily ' },
      { flow_id: 'etl', trigger_id: 'daily' },
    ],
    [{ execution_id: `${RUN}/logs` }, { execution_id: '4KhZ9' }],
    [{ flow_id: PAGE }, { flow_id: 'etl', namespace: 'company.team' }],
    [
      { flow_id: PAGE, namespace: '' },
      { flow_id: 'etl', namespace: 'company.team' },
    ],
    [
      { flow_id: PAGE, namespace: PAGE },
      { flow_id: 'etl', namespace: 'company.team' },
    ],
    [{ namespace: 'http://h/ui/main/namespaces/edit/company.team' }, { namespace: 'company.team' }],
    [{ executionId: ' 4KhZ9 ' }, { execution_id: '4KhZ9' }],
  ])('%j becomes %j', (given, expected) => {
    expect(meant(given)).toEqual(expected);
  });

  it('a blank that the argument cannot have means "left out"', () => {
    const names = ['flow_id', 'namespace', 'execution_id', 'ids', 'count', 'offset', 'ratio', 'on', 'level'];
    const more = ['kind', 'inputs', 'map', 'list', 'tags', 'sizes', 'trigger_id', 'words', 'nested'];
    expect(meant(Object.fromEntries([...names, ...more].map((name) => [name, ''])))).toEqual({});
    expect(meant({ count: 0 })).toEqual({});
    expect(meant({ count: '0' })).toEqual({});
  });
});

describe('is left as it was sent', () => {
  it.each<Record<string, unknown>>([
    { count: '2px' },
    { count: '11' },
    { count: ' 2 ' },
    { on: 'yes please' },
    { on: 0 },
    { level: 'LOUD' },
    { inputs: '[1]' },
    { inputs: 'n=2' },
    { inputs: '{"__proto__":{"a":1}}' },
    { tags: '["a", ""]' },
    { tags: [''] },
    { pair: '["a","b"]' },
    { pair: ['a', '1'] },
    { tags: { a: 1 } },
    { flow_id: 7 },
    { flow_id: 'two words' },
    { flow_id: RUN },
    { flow_id: PAGE, namespace: 'company.other' },
    { execution_id: PAGE },
    { words: ' "2" ', free: '', any: '{"a":1}', short: ' 1234 ' },
    { free: RUN, words: PAGE, any: ' true ' },
    { inputs: { n: '2', on: 'true', list: '[1]', id: ' a ', empty: '' } },
    { nested: { n: '2' } },
    { either: '2' },
    { either: '' },
    { trigger_id: '  ' },
    // Sent unchanged to the handler.
    { map: 'team:data', list: 'team:data' },
    { other: '2', constructor: '' },
  ])('%j', (given) => {
    expect(meant(given)).toEqual(given);
  });

  it('what a client calls __proto__ is no argument', () => {
    const given = JSON.parse('{"__proto__":{"count":1},"count":"2"}') as Record<string, unknown>;
    const result = meant(given) as Record<string, unknown>;
    expect(Object.keys(result)).toEqual(['__proto__', 'count']);
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
  });

  it('a list of more values than anybody means', () => {
    const sizes = Array.from({ length: 1_001 }, String);
    expect(meant({ sizes })).toEqual({ sizes });
  });
});

describe('where something is destroyed', () => {
  it('a blank is not read as 0 or false', () => {
    expect(() => meant({ most: '' }, 'destructive')).toThrow('The argument "most" is empty.');
    expect(() => meant({ loud: '' }, 'destructive')).toThrow('The argument "loud" is empty.');
  });

  it.each<[Record<string, unknown>, Record<string, unknown>]>([
    [
      { count: '2', on: 'false', level: 'warning' },
      { count: 2, on: false, level: 'WARN' },
    ],
    [{ ids: ' 4KhZ9 ' }, { ids: ['4KhZ9'] }],
    [{ execution_id: RUN }, { execution_id: '4KhZ9' }],
  ])('%j becomes %j', (given, expected) => {
    expect(meant(given, 'destructive')).toEqual(expected);
  });

  it.each<Record<string, unknown>>([
    { count: '' },
    { count: 0 },
    { count: '0' },
    { ids: '' },
    { trigger_id: '' },
    { flow_id: '' },
    { flow_id: PAGE },
    { namespace: PAGE },
    { executionId: '4KhZ9' },
    { execution_ids: ['4KhZ9'] },
  ])('%j is left as it was sent', (given) => {
    expect(meant(given, 'destructive')).toEqual(given);
  });
});
