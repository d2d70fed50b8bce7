import { expect, it } from '@jest/globals';
import { describeError } from '../../foundation/errors.js';
import { fenceOf } from '../fence/fence.js';
import { namespaceOf, refuseOutside } from './stored-places.js';

it.each([
  ['nsfile:///a.txt', undefined],
  ['nsfile://other.team/a.txt', 'other.team'],
  ['kestra:///company/team/etl/executions/e1/tasks/t/r/x.csv', 'company.team'],
  ['kestra:///company/../other/etl/executions/e1/x', ''],
  ['kestra:///x', ''],
  ['kestra:/other/etl/executions/e1/x', 'other'],
  ['kestra:///company/a%2F..%2F..%2Fother/etl/executions/e1/x', ''],
  ['kestra:///company/etl/executions/e1/%5c..\\x', ''],
  ['any text about kestra:///x', undefined],
])('%s is in %s', (address, namespace) => {
  expect(namespaceOf(address)).toBe(namespace);
});

it('an address of another namespace than those allowed is not sent', () => {
  const fence = fenceOf(['company']);
  const send = (content: string) => () => refuseOutside(fence, [{ name: 'f', content }]);
  expect(send('kestra:///company/team/etl/executions/e1/x')).not.toThrow();
  expect(send('nsfile:///a.txt')).not.toThrow();
  expect(send('nsfile://other/a.txt')).toThrow('The input "f" was not sent');
  try {
    send('kestra:///other/etl/executions/e1/x')();
  } catch (error) {
    expect(describeError(error)).toContain('Allowed: company');
  }
  expect.assertions(4);
});
