import { beforeAll, describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { recorded, recordedJson } from '../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
let ui = '';
beforeAll(() => {
  kestra.ui = true;
  ui = kestra.baseUrl.replace('/api/v1', '/ui/main');
});

const call = (tool: string, given: object, version?: string) =>
  callPlugin(plugin, kestra, version)(tool, { ...given });
const manage = (action: string, given: object = {}) =>
  call('manage_executions', { action, execution_id: 'e1', ...given });
const execution = (current: string) => ({ id: 'e1', namespace: 'a', flowId: 'f', state: { current } });

describe('the link of an execution', () => {
  it.each([
    ['1.3', '1.3-oss'],
    ['2.0', '2.0-oss'],
  ] as const)('is where Kestra %s itself says, at the configured address', async (version, file) => {
    kestra.answers({ 'POST /main/executions/rec.demo/hello': recorded('execute flow', file) });
    const { url } = await call('execute_flow', { namespace: 'rec.demo', flow_id: 'hello' }, version);
    const { url: theirs } = recordedJson<{ url: string }>('execute flow', file);
    expect(url).toBe(`${ui}${theirs.slice(theirs.indexOf('/executions/'))}`);
  });

  it('is in every answer about one that there is', async () => {
    const url = `${ui}/executions/a/f/e1`;
    kestra.answers({
      'GET /main/executions/e1': { json: execution('RUNNING') },
      'POST /main/executions/e1/pause': { status: 200 },
      'DELETE /main/executions/e1/kill': { status: 202 },
      'POST /main/executions/e1/change-status': { json: execution('WARNING') },
      'DELETE /main/executions/e1': { status: 204 },
    });
    expect(await manage('get')).toMatchObject({ url });
    expect(await manage('pause')).toEqual({ executionId: 'e1', status: 'paused', url });
    expect(await manage('kill')).toEqual({ executionId: 'e1', status: 'kill_requested', url });
    expect(await manage('change_status', { status: 'WARNING' })).toMatchObject({ url });
    expect(await manage('delete')).toEqual({ executionId: 'e1', status: 'deleted' });
  });

  it('is left out where a paused one cannot be looked at', async () => {
    kestra.answers({ 'POST /main/executions/e1/pause': { status: 200 } });
    expect(await manage('pause')).toEqual({ executionId: 'e1', status: 'paused' });
  });
});

it('a list has one link, to the page of the list', async () => {
  const results = [execution('SUCCESS'), { ...execution('FAILED'), id: 'e2' }];
  kestra.answers({ 'GET /main/executions/search': { json: { results, total: 2 } } });
  const all = await call('list_executions', {});
  expect(all).toMatchObject({ url: `${ui}/executions` });
  expect(JSON.stringify(all.results)).not.toContain('url');
  expect(await call('list_executions', { namespace: 'a', flow_id: 'f' })).toMatchObject({
    url: `${ui}/flows/edit/a/f/executions`,
  });
});
