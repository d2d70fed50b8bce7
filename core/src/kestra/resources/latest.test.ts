import { describe, expect, it } from '@jest/globals';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { describeError } from '../../foundation/errors.js';
import { KestraClient } from '../client.js';

const kestra = useKestra();
const latest = (version: string, state?: string) =>
  new KestraClient(kestra.settings(version)).executions.latest('a', 'b', state);

const execution = (id: string, day: number | undefined, more: object = {}) => ({
  id,
  namespace: 'a',
  flowId: 'b',
  state: { current: 'FAILED', ...(day !== undefined && { startDate: `2026-01-0${day}T00:00:00Z` }) },
  ...more,
});
const answers = (...results: object[]) =>
  kestra.answers({ 'GET /main/executions/search': { json: { results, total: results.length } } });

describe.each(['0.23', '0.24', '1.0', '1.3', '2.0'])('the latest execution of a flow on %s', (version) => {
  it('is searched for by exactly this flow, and by state', async () => {
    answers(execution('e1', 1));
    expect(await latest(version, 'FAILED')).toEqual(execution('e1', 1));
    expect(await latest(version)).toEqual(execution('e1', 1));
    const flow =
      version === '0.23' ? 'namespace=a&flowId=b' : 'filters[namespace][EQUALS]=a&filters[flowId][EQUALS]=b';
    const state = version === '0.23' ? 'state=FAILED' : 'filters[state][EQUALS]=FAILED';
    const search = 'GET /main/executions/search?page=1&size=25&sort=state.startDate:desc';
    expect(kestra.lines).toEqual([`${search}&${flow}&${state}`, `${search}&${flow}`]);
  });

  it('is never that of another flow, whatever the server answers', async () => {
    answers(
      execution('child', 9, { namespace: 'a.child' }),
      execution('sibling', 8, { flowId: 'b2' }),
      execution('right', 5),
      execution('other', 7, { namespace: 'x', flowId: 'y' }),
    );
    expect((await latest(version))?.id).toBe('right');
  });

  it('is an error where all that comes is of others', async () => {
    answers(execution('child', 9, { namespace: 'a.child' }), execution('sibling', 8, { flowId: 'B' }));
    const error = await latest(version).catch(describeError);
    expect(error).toBe(
      'Kestra was asked for executions of a.b and returned only others.\n' +
        'Nothing was done. Pass the id of the execution instead.',
    );
    expect(kestra.lines).toHaveLength(1);
  });

  it('is not one in another state', async () => {
    answers(
      execution('running', 9, { state: { current: 'RUNNING', startDate: '2026-01-09T00:00:00Z' } }),
      execution('failed', 3),
    );
    expect((await latest(version, 'FAILED'))?.id).toBe('failed');
    expect((await latest(version))?.id).toBe('running');
    await expect(latest(version, 'PAUSED')).rejects.toThrow('and returned only others');
  });
});

describe('the latest execution', () => {
  it('is the newest one, whatever the order; one that has not started is the oldest', async () => {
    answers(execution('none', undefined), execution('e2', 2), execution('e3', 3), execution('e1', 1));
    expect((await latest('1.3'))?.id).toBe('e3');
  });

  it('is none where there are none', async () => {
    answers();
    expect(await latest('1.3')).toBeUndefined();
    kestra.answers({ 'GET /main/executions/search': { json: {} } });
    expect(await latest('2.0', 'FAILED')).toBeUndefined();
  });
});
