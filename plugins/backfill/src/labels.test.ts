import { expect, it } from '@jest/globals';
import { InputError } from '@kestra-mcp/core';
import { labelsOf } from './labels.js';

it('labels are text or objects, and stay apart from none at all', () => {
  const given = ['team:data', 'url:http://a:1', 'empty:', { key: 'n', value: 1 }, { key: 'ok', value: true }];
  expect(labelsOf(given)).toEqual([
    { key: 'team', value: 'data' },
    { key: 'url', value: 'http://a:1' },
    { key: 'empty', value: '' },
    { key: 'n', value: '1' },
    { key: 'ok', value: 'true' },
  ]);
  expect(labelsOf([])).toEqual([]);
  expect(labelsOf(undefined)).toBeUndefined();
});

it.each([
  ['team', '"team"'],
  [':data', '":data"'],
  [7, '7'],
  [null, 'null'],
  [{ team: 'data' }, '{"team":"data"}'],
  [{ key: 'x'.repeat(99) }, `{"key":"${'x'.repeat(52)}`],
])('%j is no label', (label, shown) => {
  const refused = () => labelsOf(['a:b', label]);
  expect(refused).toThrow(InputError);
  expect(refused).toThrow(`The argument "labels" holds ${shown}: write each as "key:value".`);
});
