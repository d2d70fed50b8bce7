import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { recorded } from '../../../test/support/kestra/recordings.js';
import { textsOf } from '../../../test/support/kestra/strict-form.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const ran = (id: string, inputs: object) => ({
  json: { id, namespace: 'a', flowId: 'b', flowRevision: 3, state: { current: 'FAILED' }, inputs },
});
const flow = {
  id: 'b',
  namespace: 'a',
  revision: 5,
  inputs: [
    { id: 'who', type: 'STRING' },
    { id: 'n', type: 'INT', defaults: 3 },
    { id: 'limit', type: 'DURATION', required: false },
    { id: 'options', type: 'JSON', required: false },
  ],
};
const FLOW = { 'GET /main/flows/a/b': { json: flow } };

describe.each(['1.0', '1.3', '2.0'])('replay_execution with inputs on %s', (version) => {
  const replay = (given: object) => callPlugin(plugin, kestra, version)('replay_execution', { ...given });
  const route = (id: string) =>
    `POST /main/executions/${id}${version === '2.0' ? '/actions' : ''}/replay-with-inputs`;
  const forms = () =>
    kestra.asked.filter(({ line }) => line.startsWith('POST')).map((asked) => textsOf(asked));

  it('keeps what is not given anew', async () => {
    kestra.answers({
      ...FLOW,
      'GET /main/executions/e1': ran('e1', { who: 'Ada', n: 7, limit: 90.5, options: 'text' }),
      [route('e1')]: recorded('replay with inputs', '2.0-oss'),
    });
    const { count, results } = await replay({ ids: ['e1'], inputs: { who: 'l1\nl2\r\n', options: null } });
    expect({ count, results }).toMatchObject({ count: 1, results: [{ originalId: 'e1' }] });
    expect(forms()).toEqual([{ n: '7', limit: 'PT90.5S', who: 'l1\nl2\r\n' }]);
    expect(kestra.lines).toEqual(['GET /main/executions/e1', 'GET /main/flows/a/b?revision=3', route('e1')]);
  });

  it('judges by the latest revision when that is to run', async () => {
    kestra.answers({
      ...FLOW,
      'GET /main/executions/e1': ran('e1', { who: 'Ada' }),
      [route('e1')]: ran('new', {}),
    });
    await replay({ ids: ['e1'], inputs: { n: 1 }, latest_revision: true });
    expect(kestra.lines.slice(-2)).toEqual(['GET /main/flows/a/b?revision=5', `${route('e1')}?revision=5`]);
  });

  it('replays several one by one, and says how far it came', async () => {
    kestra.answers({
      ...FLOW,
      'GET /main/executions/e1': ran('e1', { who: 'Ada' }),
      'GET /main/executions/e2': ran('e2', { who: 'Bob' }),
      'GET /main/executions/e3': recorded('get execution, unknown'),
      [route('e1')]: ran('new1', {}),
      [route('e2')]: ran('new2', {}),
    });
    const inputs = { n: 1 };
    expect(await replay({ ids: ['e1', 'e2'], inputs })).toMatchObject({
      count: 2,
      results: [{ id: 'new1' }, { id: 'new2' }],
    });
    expect(forms()).toEqual([
      { who: 'Ada', n: '1' },
      { who: 'Bob', n: '1' },
    ]);
    expect((await replay({ ids: ['e1', 'e3'], inputs })).error).toMatch(
      /^The execution e3 could not be replayed: Kestra answered 404 [\s\S]*\nThese were replayed before it: e1 as new1\.$/,
    );
  });

  it('runs nothing for a name that the flow does not have', async () => {
    kestra.answers({ ...FLOW, 'GET /main/executions/e1': ran('e1', {}) });
    expect((await replay({ ids: ['e1'], inputs: { whom: 'x' } })).error).toContain(
      'The flow a.b has no input "whom". Did you mean "who"',
    );
    expect(forms()).toEqual([]);
  });

  it('without any is the plain replay', async () => {
    const plain = route('e1').replace('-with-inputs', '');
    kestra.answers({ [plain]: ran('new', {}) });
    await replay({ ids: ['e1'], inputs: {} });
    expect(kestra.lines).toEqual([plain]);
  });
});

it.each(['0.23', '0.24'])('Kestra %s is said not to be able to', async (version) => {
  const replay = callPlugin(plugin, kestra, version);
  expect(await replay('replay_execution', { ids: ['e1'], inputs: { n: 1 } })).toEqual({
    error:
      'This version of Kestra cannot replay with other inputs: that requires Kestra 1.0.\n' +
      'Replay without inputs, or run the flow with these inputs.',
  });
  expect(kestra.lines).toEqual([]);
});
