import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { recorded, recordedJson } from '../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const NOTHING = { json: { results: [], total: 0 } };
const call = (tool: string, given: object = {}, version?: string) =>
  callPlugin(plugin, kestra, version)(tool, { execution_id: 'e1', ...given });
const messages = ({ results }: Record<string, unknown>) =>
  (results as { message: string }[]).map(({ message }) => message);
const line = (message: string, level = 'TRACE') => ({ timestamp: 't', level, message });
/** As other exceptions come: with a cause, of Kotlin, from a lambda. */
const STACKS = [
  'java.io.IOException: no\n  two lines\n\tat a.b.C.run(C.java:1)\n\t... 12 more\nCaused by: x',
  'io.k.IllegalVariableEvaluationException: Unable\n\tat a.b.C$Inner.lambda$run$0(C.java:9)',
  'java.lang.Error\n\tat java.base/java.lang.Thread.run(Unknown Source)\n',
];

describe.each(['1.3', '2.0'])('the logs of a failed execution on %s', (version) => {
  const file = '1.3-oss-authoring';
  const name = 'logs of the failed execution';

  it('have no stack traces, but say that there are some', async () => {
    kestra.answers({ 'GET /main/logs/e1': recorded(name, file), 'GET /main/executions/search': NOTHING });
    const all = recordedJson<{ level: string; message: string }[]>(name, file);
    const answer = await call('get_execution_logs', {}, version);
    const traces = all.filter(({ level, message }) => level === 'TRACE' && message.includes('\tat '));
    expect(messages(answer)).toEqual(
      all.filter((each) => !traces.includes(each)).map(({ message }) => message),
    );
    expect(traces.length).toBeGreaterThan(1);
    expect(answer.next).toBe(
      `${traces.length} stack traces are left out. Set min_level to TRACE to see them.`,
    );
    const whole = await call('get_execution_logs', { min_level: 'TRACE' }, version);
    expect(messages(whole)).toHaveLength(all.length);
    expect(whole).not.toHaveProperty('next');
  });

  it('have none as text', async () => {
    const name = 'download logs of the failed execution';
    kestra.answers({
      'GET /main/logs/e1/download': recorded(name, file),
      'GET /main/executions/search': NOTHING,
    });
    const { result, next } = await call('download_execution_logs', {}, version);
    expect(result).not.toContain('\tat io.kestra');
    expect(result).toContain('ERROR 1 assertion failed!\none is not two\n2026');
    expect(next).toMatch(/^\d+ stack traces are left out. Set min_level to TRACE to see them\.$/);
    const whole = await call('download_execution_logs', { min_level: 'TRACE' }, version);
    expect(String(whole.result).replace(/\d/g, '')).toBe(
      String(recorded(name, file).text)
        .replace(/(\.\d{3})\d+Z/g, '$1Z')
        .replace(/\d/g, ''),
    );
  });
});

it.each(['1.3-oss', '2.0-oss'] as const)(
  'those of a failed task are known at the level of %s',
  async (file) => {
    kestra.answers({ 'GET /main/logs/e1': recorded('logs of failed execution', file) });
    const answer = await call('get_execution_logs');
    expect(messages(answer).join('\n')).toContain('broken on purpose');
    expect(messages(answer).join('\n')).not.toContain('\tat ');
    expect(answer.next).toBe('A stack trace is left out. Set min_level to TRACE to see it.');
    const beyond = await call('get_execution_logs', { skip: 10_000 });
    expect(beyond.results).toEqual([]);
    expect(beyond).not.toHaveProperty('next');
  },
);

it('lines of a task at TRACE are no stack traces, nor are stacks at other levels', async () => {
  const own = [line('looking at a.b'), line('x\n at the end (of it)'), line(String(STACKS[0]), 'ERROR')];
  kestra.answers({ 'GET /main/logs/e1': { json: [...own, ...STACKS.map((stack) => line(stack))] } });
  expect(messages(await call('get_execution_logs'))).toEqual(own.map(({ message }) => message));
});

it('a search shows the head of each', async () => {
  kestra.answers({
    'GET /main/logs/search': { json: { results: STACKS.map((each) => line(each)), total: 3 } },
  });
  const search = async (given: object) =>
    messages(await callPlugin(plugin, kestra)('search_logs', { ...given }));
  expect(await search({})).toEqual([
    'java.io.IOException: no\n  two lines (set min_level to TRACE to see the stack trace)',
    'io.k.IllegalVariableEvaluationException: Unable (set min_level to TRACE to see the stack trace)',
    'java.lang.Error (set min_level to TRACE to see the stack trace)',
  ]);
  expect(await search({ min_level: 'TRACE' })).toEqual(STACKS);
});
