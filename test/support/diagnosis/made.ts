import type { Table } from '../kestra/use-kestra.js';

export const T0 = Date.parse('2026-01-31T12:00:00Z');
export const at = (seconds: number) => new Date(T0 + seconds * 1_000).toISOString();
export const state = (current: string, from = 0, to = 1) => ({
  ...{ current, startDate: at(from), endDate: at(to) },
  histories: [
    { state: 'CREATED', date: at(from) },
    { state: 'RUNNING', date: at(from) },
    { state: current, date: at(to) },
  ],
});
export const taskRun = (id: string, current: string, rest: object = {}) => ({
  ...{ id, taskId: `t-${id}`, state: state(current) },
  ...{ attempts: [{ workerId: 'w', state: state(current) }], ...rest },
});
export const execution = (current: string, taskRunList: object[] | null, rest: object = {}) => ({
  ...{ id: 'e1', namespace: 'a', flowId: 'f', flowRevision: 2, state: state(current), taskRunList, ...rest },
});
export const error = (taskRunId: string, message: string, rest: object = {}) => ({
  ...{ timestamp: at(1), level: 'ERROR', message, taskRunId, attemptNumber: 0, ...rest },
});
export const flow = { id: 'f', namespace: 'a', revision: 2, tasks: [{ id: 't-r1', type: 'x.y.Query' }] };
export const FAILED = execution('FAILED', [taskRun('r1', 'FAILED')]);
export const none = { json: { results: [], total: 0 } };
export const GOOD: Table = {
  'GET /main/executions/e1': { json: FAILED },
  'GET /main/logs/e1': { json: [error('r1', 'no such table')] },
  'GET /main/flows/a/f': { json: flow },
  'GET /main/executions/search': none,
};
