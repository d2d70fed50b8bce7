import { describe, expect, it } from '@jest/globals';
import { narrowingIn } from './narrowing.js';

const narrowing = (rest: string, header?: string) =>
  narrowingIn(rest, header === undefined ? {} : { 'x-kestra-mcp-tools': header }, '/mcp');

describe('what a client takes away for itself', () => {
  it.each([
    ['', undefined, undefined],
    ['/readonly', undefined, { readOnly: true }],
    ['/g/kv,flow', undefined, { only: [['flow', 'kv']] }],
    ['/g/flow%2Ckv', undefined, { only: [['flow', 'kv']] }],
    ['/g/{flow,kv}', undefined, { only: [['{flow,kv}']] }],
    ['/g/flow,kv/readonly', undefined, { readOnly: true, only: [['flow', 'kv']] }],
    ['/readonly/g/flow', undefined, { readOnly: true, only: [['flow']] }],
    ['/g/flow/g/kv', undefined, { only: [['flow'], ['kv']] }],
    ['', 'get_flow, kv', { only: [['get_flow', 'kv']] }],
    ['/g/flow', 'get_flow', { only: [['flow'], ['get_flow']] }],
    // An empty list leaves no tools.
    ['', '', { only: [[]] }],
    ['', ' , ', { only: [[]] }],
    ['/g/,', undefined, { only: [[]] }],
    // Variants in which people write addresses.
    ['/', undefined, undefined],
    ['/readonly/', undefined, { readOnly: true }],
    ['/g/flow/', undefined, { only: [['flow']] }],
  ])('"%s" with the header %j: %j', (rest, header, expected) => {
    expect(narrowing(rest, header)).toEqual(expected);
  });

  it.each(['//', '/other', '/readonly//', '/g', '/g/', '/g/flow/other', '/READONLY', '/../mcp'])(
    'is nothing at %s',
    (rest) => {
      expect(() => narrowing(rest)).toThrow('MCP is at /mcp. For read-only tools use /mcp/readonly');
    },
  );
});
