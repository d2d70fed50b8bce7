import { describe, expect, it } from '@jest/globals';
import type { ActionManifest, ToolManifest } from '../../plugin/manifest/manifest.js';
import { meantBy, renamed } from './synonyms.js';

const LIST = { type: 'array' };
const TEXT = { type: 'string' };
const SWITCH: ActionManifest = { name: 'auto_create', effect: 'destructive', switch: true };
const tool = (properties: Record<string, object>, actions?: ActionManifest[]): ToolManifest => ({
  ...{ name: 't', group: 'g', description: 'D.', effect: 'write', outputSchema: {} },
  ...{ inputSchema: { properties }, ...(actions && { actions }) },
});

describe('meantBy', () => {
  it.each<[string, string[], string[]]>([
    ['executionId', ['execution_id', 'flow_id'], ['execution_id']],
    ['flow-id', ['execution_id', 'flow_id'], ['flow_id']],
    ['start_date', ['startDate', 'start'], ['startDate']],
    ['ids', ['execution_ids'], ['execution_ids']],
    ['executionIds', ['execution_id'], ['execution_id']],
    ['q', ['query'], ['query']],
    ['end', ['end_date', 'start_date'], ['end_date']],
    ['status', ['state'], ['state']],
    ['execution_id', ['ids', 'execution_ids'], ['ids', 'execution_ids']],
    ['search', ['query'], []],
    ['executionID', ['execution_id'], ['execution_id']],
    ['id', ['id_', 'namespace'], ['id_']],
    ['name_space', ['namespace'], []],
    ['constructor', ['query'], []],
  ])('%s of %j is %j', (name, known, meant) => {
    expect(meantBy(name, known)).toEqual(meant);
  });
});

describe('renamed', () => {
  it('leads to nothing that is not listed here', () => {
    const manifest = tool({ state: TEXT, query: TEXT });
    const listed = () => ({ properties: { query: TEXT } });
    expect(renamed({ status: 'x', q: 'a' }, manifest, listed)).toEqual({ status: 'x', query: 'a' });
  });

  it.each([
    ['another spelling', { flowId: 'f' }, tool({ flow_id: TEXT }), { flow_id: 'f' }],
    ["a sister's name", { ids: ['a', 'b'] }, tool({ execution_ids: LIST }), { execution_ids: ['a', 'b'] }],
    ['one for a list', { execution_id: 'a' }, tool({ ids: LIST }), { ids: 'a' }],
    ['a list of one for one', { ids: ['a'] }, tool({ execution_id: TEXT }), { execution_id: 'a' }],
  ])('takes %s', (_, given, manifest, expected) => {
    expect(renamed(given, manifest)).toEqual(expected);
  });

  it.each([
    ['many for one', { ids: ['a', 'b'] }, tool({ execution_id: TEXT })],
    ['what is given by its own name', { q: 'a', query: 'b' }, tool({ query: TEXT })],
    ['two names for one', { ids: 'a', executionIds: 'b' }, tool({ execution_ids: LIST })],
    ['one name for two', { execution_id: 'a' }, tool({ ids: LIST, execution_ids: LIST })],
    ['what may mean anything', { name: 'a', __proto__x: 1 }, tool({ query: TEXT })],
    ['an action', { Action: 'get' }, tool({ action: TEXT }, [{ name: 'get', effect: 'read' }])],
    ['a switch', { autoCreate: true }, tool({ auto_create: {} }, [SWITCH])],
  ])('does not take %s', (_, given, manifest) => {
    expect(renamed(given, manifest)).toEqual(given);
  });

  it('looks at a few names only, however many are sent', () => {
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`q${n}`, n]));
    expect(renamed({ ...many, q: 'a' }, tool({ query: TEXT }))).toHaveProperty('q');
  });
});
