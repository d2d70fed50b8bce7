import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { recorded } from '../../../test/support/kestra/recordings.js';
import { textsOf } from '../../../test/support/kestra/strict-form.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const NONE = 'No paused executions found for a/b.\nCall list_executions to see all its executions.';

const VERSIONS = ['0.23', '0.24', '1.3', '2.0'];
const kestra = useKestra();
const call = (given: Record<string, unknown>, version?: string) =>
  callPlugin(plugin, kestra, version)('resume_execution', given);
const FLOW = { namespace: 'a', flow_id: 'b' };
const SEARCH = 'GET /main/executions/search';
const GET = 'GET /main/executions/e1';
const execution = (id: string, more: object = {}) => ({
  id,
  namespace: 'a',
  flowId: 'b',
  state: { current: 'PAUSED', startDate: '2026-01-01T00:00:00Z' },
  ...more,
});
const page = (...results: object[]) => ({ json: { results, total: results.length } });
const paused = { id: 'r1', taskId: 'approve', state: { current: 'PAUSED' } };
const flow = {
  id: 'b',
  namespace: 'a',
  tasks: [
    {
      id: 'each',
      type: 'io.kestra.plugin.core.flow.Sequential',
      tasks: [
        {
          id: 'approve',
          type: 'io.kestra.plugin.core.flow.Pause',
          onResume: [
            { id: 'reason', type: 'STRING', defaults: 'fine' },
            { id: 'yes', type: 'BOOL', required: false },
            { id: 'none', type: 'STRING', required: false },
          ],
        },
      ],
    },
  ],
};
/** The executions at their pause, as a look at it finds them. */
const pauses = (...ids: string[]) => ({
  ...Object.fromEntries(
    ids.map((id) => [`GET /main/executions/${id}`, { json: execution(id, { taskRunList: [paused] }) }]),
  ),
  'GET /main/flows/a/b': { json: flow },
});
const posts = () => kestra.lines.filter((line) => line.startsWith('POST'));
const resume = (id: string, version = '1.3') =>
  `POST /main/executions/${id}${version === '2.0' ? '/actions' : ''}/resume`;
/** The forms that were sent, in their order. */
const forms = () =>
  kestra.asked
    .filter(({ line }) => line.startsWith('POST'))
    .map((asked) => (asked.body === '' ? undefined : textsOf(asked)));

describe.each(VERSIONS)('resume_execution on %s', (version) => {
  const answer = version === '2.0' ? { json: execution('e1') } : recorded('resume with inputs');

  it('of named ones is one request, with the defaults of their pauses', async () => {
    const bulk =
      version === '2.0'
        ? { status: 202, json: { operationId: 'o1', totalItems: 2 } }
        : recorded('resume by ids');
    kestra.answers({ ...pauses('e1', 'e2'), 'POST /main/executions/resume/by-ids': bulk });
    expect(await call({ execution_ids: ['e1', 'e2'], on_resume: {} }, version)).toEqual(
      version === '2.0' ? { count: 2, operationId: 'o1' } : { count: 1 },
    );
    expect(posts()).toHaveLength(1);
    expect(kestra.asked.at(-1)).toMatchObject({
      line: 'POST /main/executions/resume/by-ids',
      body: '["e1","e2"]',
    });
  });

  it('of named ones with inputs is one request each', async () => {
    kestra.answers({
      ...pauses('e1', 'e2'),
      [resume('e1', version)]: answer,
      [resume('e2', version)]: answer,
    });
    const on_resume = { reason: 'l1\nl2\rl3\r\n', yes: 'on', none: null };
    expect(await call({ execution_ids: ['e1', 'e2'], on_resume }, version)).toEqual({
      count: 2,
      resumed: ['e1', 'e2'],
    });
    expect(posts()).toEqual([resume('e1', version), resume('e2', version)]);
    const sent = { reason: 'l1\nl2\rl3\r\n', yes: 'true' };
    expect(forms()).toEqual([sent, sent]);
  });

  it('of a flow is that of its latest paused one, with the defaults of a nested pause', async () => {
    const others = [
      execution('x', { flowId: 'c' }),
      execution('running', { state: { current: 'RUNNING', startDate: '2026-01-09T00:00:00Z' } }),
    ];
    kestra.answers({
      [SEARCH]: page(...others, execution('e1')),
      [GET]: { json: execution('e1', { taskRunList: [paused] }) },
      'GET /main/flows/a/b': { json: flow },
      [resume('e1', version)]: answer,
    });
    expect(await call({ ...FLOW, execution_ids: null, on_resume: null }, version)).toEqual({
      count: 1,
      resumed: ['e1'],
    });
    const filters =
      version === '0.23'
        ? 'namespace=a&flowId=b&state=PAUSED'
        : 'filters[namespace][EQUALS]=a&filters[flowId][EQUALS]=b&filters[state][EQUALS]=PAUSED';
    expect(kestra.lines[0]).toBe(`${SEARCH}?page=1&size=25&sort=state.startDate:desc&${filters}`);
    expect(kestra.lines.at(-1)).toBe(resume('e1', version));
    expect(forms()).toEqual([{ reason: 'fine' }]);
  });

  it('of a flow with inputs sends them alone, judged by the pause', async () => {
    kestra.answers({
      ...pauses('e1'),
      [SEARCH]: page(execution('e1')),
      [resume('e1', version)]: answer,
    });
    await call({ ...FLOW, on_resume: { yes: 'on' } }, version);
    expect(posts()).toEqual([resume('e1', version)]);
    expect(forms()).toEqual([{ yes: 'true' }]);
  });

  it.each([
    ["other flows' executions", [execution('x', { flowId: 'c' }), execution('y', { namespace: 'a.child' })]],
    ['executions in other states', [execution('z', { state: { current: 'RUNNING' } })]],
  ])('resumes none where the server answers with %s', async (_, results) => {
    kestra.answers({ [SEARCH]: page(...results) });
    expect(await call({ ...FLOW, on_resume: { reason: 'mine' } }, version)).toEqual({
      error:
        'Kestra was asked for executions of a.b and returned only others.\n' +
        'Nothing was done. Pass the id of the execution instead.',
    });
    expect(kestra.lines).toHaveLength(1);
  });
});

describe.each(['1.3', '2.0'])('what a pause requires on %s', (version) => {
  const [each] = flow.tasks;
  const required = [
    { id: 'why', type: 'STRING' },
    { id: 'colour', type: 'SELECT', values: ['red', 'green'], required: true },
    { id: 'note', type: 'STRING', required: false },
  ];
  const asking = { ...flow, tasks: [{ ...each, tasks: [{ ...each?.tasks[0], onResume: required }] }] };
  const error =
    'The pause "approve" of the execution e1 requires inputs: why, colour.\n' +
    '- The input "why" has type STRING.\n' +
    '- The input "colour" has type SELECT: one of red, green.\n' +
    'Nothing was resumed. Pass these inputs in on_resume.';

  it.each([
    ['by its id', { execution_ids: ['e1'] }],
    ['as the latest of its flow', FLOW],
  ])('is not skipped for an execution %s', async (_, given) => {
    kestra.answers({
      ...pauses('e1'),
      [SEARCH]: page(execution('e1')),
      'GET /main/flows/a/b': { json: asking },
    });
    expect(await call(given, version)).toEqual({ error });
    expect(posts()).toEqual([]);
  });

  it('is for Kestra to say where the revision that runs is gone', async () => {
    const answer = version === '2.0' ? { json: execution('e1') } : { status: 204 };
    kestra.answers({
      ...pauses('e1'),
      [SEARCH]: page(execution('e1')),
      'GET /main/flows/a/b': recorded('get flow, unknown'),
      [resume('e1', version)]: answer,
    });
    expect(await call(FLOW, version)).toEqual({ count: 1, resumed: ['e1'] });
    expect(forms()).toEqual([undefined]);
  });

  it('is known by name', async () => {
    kestra.answers({ ...pauses('e1'), 'GET /main/flows/a/b': { json: asking } });
    expect(await call({ execution_ids: ['e1'], on_resume: { color: 'red' } }, version)).toEqual({
      error:
        'The pause "approve" has no input "color". Did you mean "colour"?\n' +
        'Its inputs are: why, colour, note.',
    });
    expect(posts()).toEqual([]);
  });
});

describe('resume_execution fails', () => {
  const on_resume = { reason: 'ok' };

  it('in the middle, and names those that go on', async () => {
    const done = { status: 204 };
    kestra.answers({
      ...pauses('e1', 'e2', 'e3', 'e4'),
      [resume('e1')]: done,
      [resume('e2')]: done,
      [resume('e3')]: recorded('resume not paused'),
      [resume('e4')]: done,
    });
    const { error } = await call({ execution_ids: ['e1', 'e2', 'e3', 'e4'], on_resume });
    expect(error).toMatch(
      /^The execution e3 could not be resumed: Kestra answered 409 to POST \/main\/executions\/e3\/resume: .* is not paused, can't resume it\nThese were resumed before it: e1, e2\.$/,
    );
    expect(posts()).toEqual([resume('e1'), resume('e2'), resume('e3')]);
  });

  it('at the first with what Kestra says', async () => {
    kestra.answers({
      [GET]: recorded('get execution, unknown'),
      [resume('e1')]: recorded('resume unknown'),
    });
    const { error } = await call({ execution_ids: ['e1', 'e2'], on_resume });
    expect(error).toMatch(
      /^Kestra answered 404 to POST \/main\/executions\/e1\/resume: Not Found: Execution/,
    );
    expect(posts()).toHaveLength(1);
  });

  it('with what Kestra says of each of several', async () => {
    kestra.answers({
      'GET /main/executions/0000000000000000000000': recorded('get execution, unknown'),
      'POST /main/executions/resume/by-ids': recorded('resume by ids, unknown'),
    });
    expect(await call({ execution_ids: ['0000000000000000000000'] })).toEqual({
      error:
        'Kestra answered 400 to POST /main/executions/resume/by-ids: invalid bulk resume\n' +
        '- 0000000000000000000000: execution not found\n' +
        'Nothing was done. None of these executions can be resumed. List executions with the state PAUSED to find those that can.',
    });
  });

  it('where no execution is paused', async () => {
    kestra.answers({
      [SEARCH]: page(),
      'GET /main/flows/a/b': [{ json: { id: 'b', namespace: 'a' } }, { status: 403 }],
    });
    expect(await call(FLOW)).toEqual({ error: NONE });
    expect(await call(FLOW)).toEqual({ error: NONE });
    expect(kestra.lines).toHaveLength(4);
  });

  it.each([
    ['1.3', '1.3-oss'],
    ['2.0', '2.0-oss'],
  ] as const)('where there is no such flow, with the nearest, on %s', async (version, file) => {
    kestra.answers({
      [SEARCH]: page(),
      'GET /main/flows/a/biling': recorded('get flow, unknown', file),
      'GET /main/flows/a': { json: [{ id: 'billing' }] },
    });
    const { error } = await call({ namespace: 'a', flow_id: 'biling' }, version);
    expect(error).toContain('Did you mean "billing"?');
  });

  it.each([
    [
      {},
      'Give "execution_ids", or both "namespace" and "flow_id" to resume the latest paused execution of the flow.',
    ],
    [{ namespace: 'a', execution_ids: [] }, 'Give "execution_ids", or both'],
    [{ execution_ids: ['a/b'] }, 'The argument "execution_ids.0" is not valid'],
    [{ execution_ids: ['e1'], on_resume: 'yes' }, 'The argument "on_resume" is not valid'],
  ])('unsent for %j', async (given, error) => {
    expect(await call(given)).toEqual({ error: expect.stringContaining(error) });
    expect(kestra.lines).toEqual([]);
  });
});
