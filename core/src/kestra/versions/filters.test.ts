import { expect, it } from '@jest/globals';
import { where } from './filters.js';

it.each([
  ['flat', { namespace: 'a', flowId: undefined }],
  ['filters', { 'filters[namespace][PREFIX]': 'a', 'filters[flowId][EQUALS]': undefined }],
] as const)('where speaks one grammar at a time: %s', (grammar, query) => {
  const conditions = [
    ['namespace', 'PREFIX', 'a'],
    ['flowId', 'EQUALS', undefined],
  ] as const;
  expect(where(grammar, conditions)).toEqual(query);
});
