import { expect, it } from '@jest/globals';
import { isInFlowsFolder } from './flows-folder.js';

it.each([
  '/_flows/e.yml',
  '_flows',
  '/./_flows/e.yml',
  '/x/../_flows/e.yml',
  '/x/..%2f_flows/e.yml',
  '/%2e/%5fFlows./e.yml',
  'kestra:///_flows/e.yml',
  '//host/_flows/e.yml',
  'nsfile://host:80/_flows/e.yml',
  'nsfile:_flows/e.yml',
  '/_flows;a=b/e.yml',
  '/_flows::$DATA',
  '/_f\u00adlows/e.yml',
  '\\_flows\\e.yml',
])('%j is below the folder of flows', (path) => {
  expect(isInFlowsFolder(path)).toBe(true);
});

it.each(['/a/_flows/e.yml', '/_flowsx/e', '/x_flows', '/_flows/../a', 'a:b/_flow', '/a/b/../_flows', ''])(
  '%j is not',
  (path) => {
    expect(isInFlowsFolder(path)).toBe(false);
  },
);
