import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../../test/support/host/call-plugin.js';
import { recorded } from '../../../../test/support/kestra/recordings.js';
import { type Answer, type Table, useKestra } from '../../../../test/support/kestra/use-kestra.js';
import plugin from '../index.js';

const kestra = useKestra();

type File = '1.3-oss' | '1.3-oss-authoring' | '2.0-oss';

/** A recorded execution with its log and its flow, as Kestra gave them; `flow` is the answer to its creation. */
interface Recorded {
  file: File;
  execution: string;
  logs?: string;
  flow?: string;
}

interface Run {
  id: string;
  namespace: string;
  flowId: string;
}

const jsonOf = <T>({ json, text }: Answer) => (json ?? JSON.parse(String(text))) as T;

function tableOf({ file, execution, logs, flow }: Recorded, rows: object[] = []): Table {
  const run = recorded(execution, file);
  const { id, namespace, flowId } = jsonOf<Run>(run);
  return {
    [`GET /main/executions/${id}`]: { json: jsonOf<object>(run) },
    [`GET /main/logs/${id}`]: logs === undefined ? { json: [] } : recorded(logs, file),
    [`GET /main/flows/${namespace}/${flowId}`]: flow === undefined ? { status: 404 } : recorded(flow, file),
    'GET /main/executions/search': { json: { results: rows, total: rows.length } },
  };
}

async function told(given: Recorded, rows?: object[]) {
  const table = tableOf(given, rows);
  kestra.answers(table);
  const { id } = jsonOf<Run>(recorded(given.execution, given.file));
  const version = given.file === '2.0-oss' ? '2.0' : '1.3';
  const answer = await callPlugin(plugin, kestra, version)('diagnose_execution', { execution_id: id });
  expect(kestra.lines.length).toBeLessThanOrEqual(11);
  return answer as { cause: string; [name: string]: unknown };
}

const V1 = '1.3-oss-authoring';
const V2 = '2.0-oss';

describe('what Kestra recorded', () => {
  it.each<[Recorded, string[]]>([
    [
      {
        ...{ file: V1, execution: 'failed execution: three attempts, errors, finally' },
        ...{ logs: 'logs of the failed execution', flow: 'create failing flow' },
      },
      ['FAILED', 'flaky', '3 attempts', '1 assertion failed', 'one is not two'],
    ],
    [
      {
        ...{
          file: V1,
          execution: 'execution that failed on Pebble',
          flow: 'create flow with an error inside Pebble',
        },
        logs: 'logs of an execution that failed on Pebble',
      },
      ['FAILED', '"x"', 'none'],
    ],
    [
      { file: V1, execution: 'execution that ended in WARNING', flow: 'create flow with a warning' },
      ['WARNING', 'soft', 'allowFailure'],
    ],
    [
      {
        ...{ file: V1, execution: 'execution that timed out', logs: 'logs of an execution that timed out' },
        flow: 'create flow with a timeout',
      },
      ['FAILED', '"s"', 'Timeout', 'PT1S'],
    ],
    [
      { file: V1, execution: 'queued execution', flow: 'create flow with a concurrency limit' },
      ['QUEUED', 'limit of 1'],
    ],
    [
      { file: V1, execution: 'execution failed by the limit', flow: 'create flow, limit with FAIL' },
      ['FAILED', 'limit of 1'],
    ],
    [{ file: '1.3-oss', execution: 'get paused execution' }, ['PAUSED', 'ask']],
    [{ file: '1.3-oss', execution: 'get after pause' }, ['PAUSED', 'somebody paused']],
    [{ file: '1.3-oss', execution: 'execute flow, scheduled' }, ['CREATED', '2030-01-01']],
    [{ file: '1.3-oss', execution: 'restart failed execution' }, ['RESTARTED']],
    [
      {
        file: V2,
        execution: 'get failed execution',
        logs: 'logs of failed execution',
        flow: 'create failing',
      },
      ['FAILED', 'boom', '3 attempts', 'broken on purpose'],
    ],
    [{ file: V2, execution: 'get queued execution', flow: 'create concurrency' }, ['QUEUED', 'limit of 1']],
    [{ file: V2, execution: 'get execution at a breakpoint' }, ['BREAKPOINT', 'out']],
    [{ file: V2, execution: 'kill finished execution' }, ['KILLED', '"s"']],
    [{ file: V2, execution: 'kill execution' }, ['KILLING']],
    [{ file: V2, execution: 'get paused execution', flow: 'create approval' }, ['PAUSED', 'ask']],
    [{ file: V2, execution: 'execute flow, scheduled' }, ['CREATED', '2030-01-01']],
    [
      { file: V2, execution: 'execute checked: task skipped', flow: 'create checked' },
      ['SUCCESS', 'hello', 'skipped'],
    ],
    [{ file: V2, execution: 'loop: the run', flow: 'create loop' }, ['SUCCESS', 'nothing failed']],
  ])('%j', async (given, names) => {
    const { cause, next } = await told(given);
    for (const name of names) expect(cause).toContain(name);
    if (given.flow === undefined) return;
    expect(next ?? []).not.toEqual(expect.arrayContaining([expect.objectContaining({ tool: '' })]));
  });

  it('tells a schedule that makes up for a time that is over', async () => {
    const { results } = jsonOf<{ results: Run[] }>(recorded('executions of the backfill', V1));
    const [run] = results;
    kestra.answers({
      [`GET /main/executions/${run?.id}`]: { json: run },
      [`GET /main/logs/${run?.id}`]: { json: [] },
      'GET /main/flows/rec.demo/scheduled': recorded('create scheduled flow', V1),
      'GET /main/executions/search': { json: { results: [] } },
    });
    const answer = await callPlugin(plugin, kestra)('diagnose_execution', { execution_id: run?.id });
    expect(answer.execution).toMatchObject({
      origin: [expect.stringMatching(/schedule "hourly" for 2024-01-01T01:00:00Z.*backfill/)],
      inputs: { who: 'past' },
      labels: { bf: '1' },
    });
  });

  it.each<[File]>([[V1], [V2]])('shows no credentials of a webhook in %s', async (file) => {
    const execution = "execution of a webhook: it holds the caller's Authorization header";
    const answer = await told({ file, execution });
    expect(JSON.stringify(answer)).not.toMatch(/masked>|Bearer|Basic |authorization/i);
    expect(answer.execution).toMatchObject({ origin: [expect.stringContaining('Webhook')] });
  });

  it.each<[File, string]>([
    [V1, 'create flow with an input of every type'],
    [V2, 'create flow with an input of every type'],
  ])('shows no secret input in %s', async (file, flow) => {
    const { execution } = await told({
      file,
      flow,
      execution: 'inputs: the execution, how values come back',
    });
    const { inputs } = execution as { inputs: Record<string, unknown> };
    expect(inputs.secret).toBe('***');
    expect(JSON.stringify(inputs)).not.toContain('aes_encrypted');
  });
});
