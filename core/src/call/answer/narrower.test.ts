import { describe, expect, it } from '@jest/globals';
import type { ToolManifest } from '../../plugin/manifest/manifest.js';
import { narrowerCall } from './narrower.js';

const text = { type: 'string' };
const tool = (properties: object, more: Partial<ToolManifest> = {}): ToolManifest => ({
  ...{ name: 'list_things', group: 'g', description: 'D.', effect: 'read', outputSchema: {} },
  inputSchema: { properties },
  ...more,
});

describe('the narrower call of a tool', () => {
  it.each<[string, ToolManifest, object, string | undefined]>([
    ['has a smaller page', tool({ page: {}, page_size: {} }), {}, 'with a smaller "page_size"'],
    ['has a filter', tool({ state: text, is_on: { type: 'boolean' } }), {}, 'filtered by "state"'],
    ['may have both', tool({ count: {}, q: text }), {}, 'with a smaller "count", or filtered by "q"'],
    ['has filters that are not set', tool({ q: text, state: text }), { q: 'a' }, 'filtered by "state"'],
    ['counts blanks as not set', tool({ q: { ...text, default: '' } }), { q: '' }, 'filtered by "q"'],
    ['names what takes null', tool({ q: { anyOf: [text, { type: 'null' }] } }), {}, 'filtered by "q"'],
    [
      'names four at most',
      tool({ a: text, b: text, c: text, d: text, e: text }),
      {},
      'filtered by "a", "b", "c", "d"',
    ],
    [
      'is not about what is made',
      tool({ flow_yaml: text, sort: text, offset: text, q: text }),
      {},
      'filtered by "q"',
    ],
    ['is none where something is changed', tool({ q: text }, { effect: 'write' }), {}, undefined],
    ['is none without arguments', tool({}), {}, undefined],
    ['is none where all are given', tool({ q: text }), { q: 'a' }, undefined],
    [
      'has no arguments that it needs anyway',
      tool({ id: text, path: text }, { inputSchema: { properties: { path: text }, required: ['path'] } }),
      {},
      undefined,
    ],
    [
      "has its action's own arguments",
      tool(
        { action: text, of_get: text, of_set: text },
        {
          actions: [
            { name: 'get', effect: 'read', accepts: ['of_get'] },
            { name: 'set', effect: 'write', accepts: ['of_set'] },
          ],
        },
      ),
      { action: 'get' },
      'filtered by "of_get"',
    ],
  ])('%s', (_, manifest, given, ways) => {
    const expected = ways === undefined ? undefined : `Request less at a time: call list_things ${ways}.`;
    expect(narrowerCall(manifest, given as Record<string, unknown>)).toBe(expected);
  });
});
