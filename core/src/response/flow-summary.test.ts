import { expect, it } from '@jest/globals';
import { summariseFlow } from './flow-summary.js';

it('a flow in short: inputs and labels whole, tasks and triggers by id and type', () => {
  const inputs = [{ id: 'n', type: 'INT', defaults: 3 }];
  expect(
    summariseFlow({
      id: 'f',
      namespace: 'a',
      revision: 2,
      description: 'D',
      disabled: true,
      labels: [{ key: 'k', value: 'v' }],
      inputs,
      tasks: [{ id: 't', type: 'Log', message: 'long' }],
      triggers: [{ id: 's', type: 'Schedule', cron: '* * * * *', disabled: true }],
      source: 'long',
    }),
  ).toEqual({
    id: 'f',
    namespace: 'a',
    revision: 2,
    description: 'D',
    disabled: true,
    labels: [{ key: 'k', value: 'v' }],
    inputs,
    tasks: [{ id: 't', type: 'Log' }],
    triggers: [{ id: 's', type: 'Schedule', disabled: true }],
  });
});

it('says nothing of what a flow has not', () => {
  const flow = { id: 'f', namespace: 'a', disabled: false, triggers: [] };
  expect(JSON.stringify(summariseFlow(flow))).toBe('{"id":"f","namespace":"a","disabled":false}');
});
