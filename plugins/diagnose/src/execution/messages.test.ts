import { describe, expect, it } from '@jest/globals';
import { at, error, execution, flow, GOOD, state, taskRun } from '../../../../test/support/diagnosis/made.js';
import { callPlugin } from '../../../../test/support/host/call-plugin.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import plugin from '../index.js';

const kestra = useKestra();
const diagnose = (version = '1.3') =>
  callPlugin(plugin, kestra, version)('diagnose_execution', { execution_id: 'e1' });

describe('what it says of messages', () => {
  const causeOf = async (...lines: object[]) => {
    kestra.answers({ ...GOOD, 'GET /main/logs/e1': { json: lines } });
    const { cause, notes } = await diagnose();
    return `${cause} ${JSON.stringify(notes)}`;
  };

  it.each([
    [
      'a stack trace goes',
      'java.lang.IllegalStateException: closed\n\tat io.kestra.A.b(A.java:1)\n\tat x.Y.z(Y.java:2)',
      /: closed undefined$/,
    ],
    ['an http status stays', "Request failed with status '404'\nnot found here", /404'; not found here/],
    ['a missing type is named', 'Invalid type: io.acme.Query', /no task type io\.acme\.Query/],
    ['a missing secret is named', "Cannot find secret for key 'API_KEY'.", /secret \\"API_KEY\\"/],
  ])('%s', async (_, message, form) => {
    expect(await causeOf(error('r1', message))).toMatch(form);
  });

  it.each([
    ['CANCELLED', "Execution cancelled due to SLA 'fast' violated"],
    ['KILLED', 'ended by the keeper'],
  ])('what the log of a %s execution says of the whole is told', async (current, message) => {
    kestra.answers({
      ...GOOD,
      'GET /main/executions/e1': { json: execution(current, [taskRun('r1', 'SUCCESS')]) },
      'GET /main/logs/e1': { json: [{ timestamp: at(1), level: 'WARN', message }] },
    });
    expect((await diagnose()).cause).toContain(message);
  });

  it('a log that is a moment behind is read again', async () => {
    const now = { ...state('FAILED'), endDate: new Date().toISOString() };
    kestra.answers({
      ...GOOD,
      'GET /main/executions/e1': {
        json: { ...execution('FAILED', [taskRun('r1', 'FAILED')]), state: now },
      },
      'GET /main/logs/e1': [{ json: [] }, { json: [error('r1', 'came late')] }],
    });
    expect((await diagnose()).cause).toContain('came late');
  });

  it('a pause that nobody resumed says so', async () => {
    const pause = { id: 't-r1', type: 'io.kestra.plugin.core.flow.Pause', pauseDuration: 'PT1H' };
    kestra.answers({
      ...GOOD,
      'GET /main/logs/e1': { json: [] },
      'GET /main/flows/a/f': { json: { ...flow, tasks: [pause] } },
    });
    expect((await diagnose()).cause).toContain('nobody resumed it within PT1H');
  });

  it('of an exception without a message its class is told', async () => {
    const trace = 'java.lang.NullPointerException\n\tat io.acme.A.b(A.java:1)';
    kestra.answers({
      ...GOOD,
      'GET /main/logs/e1': ({ line }) => ({
        json: [
          error('r1', ''),
          ...(line.includes('askRunId') ? [error('r1', trace, { level: 'TRACE' })] : []),
        ],
      }),
    });
    expect((await diagnose()).cause).toMatch(/failed: java\.lang\.NullPointerException$/);
  });

  it('an exit code is told with what was written before', async () => {
    const lines = [
      error('r1', "KeyError: 'price'", { level: 'WARN' }),
      error('r1', 'Command failed with exit code 1'),
    ];
    expect(await causeOf(...lines)).toMatch(/KeyError: 'price' \(Command failed with exit code 1\)/);
  });

  it('without an error, what the task wrote last is looked for', async () => {
    kestra.answers({
      ...GOOD,
      'GET /main/logs/e1': ({ line }) => ({
        json: line.includes('taskRunId') ? [error('r1', 'giving up', { level: 'INFO' })] : [],
      }),
    });
    expect((await diagnose()).cause).toContain('giving up');
  });

  it('of a line of blanks without end it is told at once', async () => {
    const begun = performance.now();
    for (const blanks of ['\n', ' ', '\t\r', '\u001b[;m'].map((blank) => blank.repeat(300_000)))
      expect(await causeOf(error('r1', `first${blanks}last`))).toMatch(/failed: first.*last undefined$/s);
    kestra.answers({
      ...GOOD,
      'GET /main/executions/e1': { json: execution('SUCCESS', [taskRun('r1', 'SUCCESS')]) },
      'GET /main/logs/e1': { json: [error('r1', `invalid type${' '.repeat(100_000)}!`)] },
    });
    expect((await diagnose()).notes).toContainEqual(expect.stringContaining('invalid type'));
    // Each took minutes when it took the square of its length.
    expect(performance.now() - begun).toBeLessThan(20_000);
  });

  it('is told without colours, and of a long one its end as well', async () => {
    expect(await causeOf(error('r1', '\u001b[31mno such\u001b[0m table'))).toMatch(
      /failed: no such table undefined$/,
    );
    const trace = `Traceback:\n${'  File "a.py", line 3\n'.repeat(100)}ValueError: bad cell B7`;
    expect(await causeOf(error('r1', trace))).toMatch(
      /failed: Traceback.*ValueError: bad cell B7 undefined$/,
    );
    // What was left out is counted once, of the message as it was.
    expect(await causeOf(error('r1', 'x'.repeat(5_000)))).toMatch(/left out 4\d{3} of 5000 characters/);
  });

  it('an error of the execution itself, without a failed task run, is told', async () => {
    kestra.answers({
      ...GOOD,
      'GET /main/executions/e1': { json: execution('FAILED', [taskRun('r1', 'SUCCESS')]) },
      'GET /main/logs/e1': { json: [{ timestamp: at(1), level: 'ERROR', message: 'cannot render labels' }] },
    });
    expect((await diagnose()).cause).toContain('cannot render labels');
  });
});

it('tells what differs from the last success', async () => {
  const inputs = { n: 9, password: 'other', same: 1 };
  const last = {
    ...execution('SUCCESS', [{ ...taskRun('s1', 'SUCCESS'), taskId: 't-r1', state: state('SUCCESS', 0, 1) }]),
    ...{
      id: 'e0',
      flowRevision: 1,
      inputs: { n: 3, password: 'one', same: 1 },
      labels: [{ key: 'team', value: 'data' }],
    },
  };
  const run = { ...taskRun('r1', 'FAILED'), state: state('FAILED', 0, 60) };
  kestra.answers({
    ...GOOD,
    'GET /main/executions/e1': {
      json: { ...execution('FAILED', [run], { inputs }), state: state('FAILED', 0, 61) },
    },
    'GET /main/executions/search': { json: { results: [last] } },
    'GET /main/flows/a/f': ({ line }) => ({
      json: line.includes('revision=1')
        ? { ...flow, tasks: [{ id: 't-r1', type: 'x.y.Query', sql: 'a' }] }
        : flow,
    }),
  });
  const { compared } = (await diagnose()) as { compared: object };
  expect(compared).toMatchObject({
    execution_id: 'e0',
    differences: {
      revision: { now: 2, then: 1, changed: ['task t-r1'] },
      inputs: { n: { now: 9, then: 3 } },
      labels: { team: { now: null, then: 'data' } },
      duration: { then: '1 s' },
      task_duration: { task: 't-r1', now: '1 min', then: '1 s' },
    },
  });
  expect(JSON.stringify(compared)).not.toMatch(/other|"one"/);
});
