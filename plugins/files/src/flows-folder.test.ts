import { expect, it } from '@jest/globals';
import { isInFlowsFolder } from '@kestra-mcp/core';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();

/** Ways to write the folder of which Kestra makes flows, for its storage or for a file system below it. */
const PATHS = [
  '/./_flows/e.yml',
  '_flows/./e.yml',
  '/_flows',
  'nsfile:////./_flows/x',
  '.\\_flows\\e.yml',
  '//_flows//e.yml',
  '/_FLOWS/e.yml',
  '/_flows /e.yml',
  '/_flows./e.yml',
  '/%5fflows/e.yml',
  '/.%2F_flows/e.yml',
  '/./%5Fflows/e.yml',
  '/_ﬂows/e.yml',
];

it.each(PATHS)('nothing is written to %j', async (path) => {
  for (const version of ['1.3', '2.0']) {
    const call = callPlugin(plugin, kestra, version);
    const given = { namespace: 'company', path };
    for (const { error } of [
      await call('namespace_file_action', { ...given, action: 'create', file_content: 'id: e' }),
      await call('namespace_file_action', { ...given, action: 'move', path: '/a.yml', to_path: path }),
      await call('namespace_directory_action', { ...given, action: 'move', path: '/a', to_path: path }),
    ])
      expect(error).toContain('must not begin with /_flows');
  }
  expect(kestra.lines.filter((line) => !line.startsWith('GET'))).toEqual([]);
});

it.each([
  '/flows/e.yml',
  '/a/_flows/e.yml',
  '/_flows.yml',
  '/_flowsx/e.yml',
  '/x_flows/e.yml',
  '/100%/e.yml',
])('%j is a file like any other', (path) => {
  expect(isInFlowsFolder(path)).toBe(false);
});
