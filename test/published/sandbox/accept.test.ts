import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ManualClock } from './clock.js';
import type { ModeName } from './modes.js';
import { labFlow, Probe, stateOf } from './testing/probe.js';

const CORE = 'io.kestra.plugin.core';
const returns = (format: string) =>
  `tasks:\n  - {id: out, type: ${CORE}.debug.Return, format: '${format}'}\n`;

describe.each<[ModeName]>([['oss-1.3'], ['oss-2.0']])('a sandbox that plays %s', (mode) => {
  const clock = new ManualClock(Date.UTC(2026, 10, 20));
  let probe: Probe;

  beforeAll(async () => {
    probe = await Probe.start({ mode, clock });
  });
  beforeEach(() => probe.sandbox.reset());
  afterAll(() => probe.close());

  const start = (query: string, form: Record<string, string> = {}) =>
    probe.send('POST', `/executions/lab/f${query}`, { form });
  const words = ({ status, body }: { status: number; body: unknown }) => `${status} ${JSON.stringify(body)}`;
  const finished = async (form: Record<string, string> = {}) => {
    const { id } = await probe.object('POST', '/executions/lab/f', { form });
    clock.advance(5000);
    const execution = await probe.object('GET', `/executions/${String(id)}`);
    const outputs =
      mode === 'oss-1.3' ? execution : await probe.object('GET', `/outputs/executions/${String(id)}`);
    return { state: stateOf(execution), execution, outputs };
  };

  test.each([
    ['labels=nothing', "Can't split the queryString parameter by ':'"],
    ['labels=with%20space:v', "Key of queryString can't contain a whitespace character"],
    ['labels=a:', "Can't have an empty part of queryString"],
    ['labels=:a', "Can't have an empty part of queryString"],
    ['labels=system.from:me', 'offending label: system.from=me'],
  ])('refuses %s', async (query, reason) => {
    await probe.flows(labFlow('f', returns('x')));
    const answer = words(await start(`?${query}`));
    expect(answer).toMatch(/^422 /);
    expect(answer).toContain(reason);
  });

  test('takes labels whose values have colons and blanks', async () => {
    await probe.flows(labFlow('f', returns('x')));
    const { body } = await start('?labels=at:10:30&labels=who:two%20words');
    expect(body).toMatchObject({
      labels: expect.arrayContaining([
        { key: 'at', value: '10:30' },
        { key: 'who', value: 'two words' },
      ]),
    });
  });

  test.each([
    ['"P5D"', 'DURATION', 'PT120H'],
    ['PT90M', 'DURATION', 'PT1H30M'],
    ['"P1M"', 'STRING', 'P1M'],
    ['"2026-01-31"', 'STRING', '2026-01-31'],
    ['2026-01-31', 'DATE', '2026-01-31'],
    ['2026-01-31T10:00:00Z', 'DATETIME', '2026-01-31T10:00:00Z'],
    ['2026-01-31T10:00:00+02:00', 'JSON', '2026-01-31T10:00:00+02:00'],
    ['{"a":"P5D"}', 'JSON', { a: 'P5D' }],
    ['"two words"', 'STRING', 'two words'],
    ['two words', 'STRING', 'two'],
    ['null', 'STRING', undefined],
  ])('keeps %s as a %s', async (text, type, value) => {
    await probe.send('PUT', '/namespaces/lab/kv/k', { text });
    const kept = await probe.object('GET', '/namespaces/lab/kv/k');
    expect([kept.type, kept.value]).toEqual([type, value]);
  });

  test('takes a start of its own for a search with an end alone', async () => {
    await probe.flows(labFlow('f', returns('x')));
    await finished();
    const search = (what: string, query: string) => probe.send('GET', `/${what}/search?${query}`);
    const until = (date: string) => `filters[endDate][LESS_THAN_OR_EQUAL_TO]=${date}`;
    const early = until('2026-06-01T00:00:00Z');
    for (const what of ['executions', 'logs']) {
      expect(words(await search(what, early))).toMatch(/^422 .*Start date must be before End Date/);
      const from = 'filters[startDate][GREATER_THAN_OR_EQUAL_TO]=1970-01-01T00:00:00Z';
      expect((await search(what, `${from}&${early}`)).body).toMatchObject({ results: [] });
    }
    expect((await search('executions', until('2026-11-21T00:00:00Z'))).body).toMatchObject({ total: 1 });
    clock.advance(60 * 24 * 3_600_000);
    const recent = until(new Date(clock.now()).toISOString());
    expect((await search('executions', recent)).body).toMatchObject({ total: 0 });
  });

  test('reads a file of the namespace that an input names', async () => {
    const file = new FormData();
    file.append('fileContent', new Blob(['file text']), 'in.txt');
    await fetch(`${probe.sandbox.baseUrl}/main/namespaces/lab/files?path=/in.txt`, {
      method: 'POST',
      body: file,
    });
    const outputs = 'outputs:\n  - {id: text, type: STRING, value: "{{ outputs.out.value }}"}\n';
    await probe.flows(
      labFlow('f', `inputs:\n  - {id: doc, type: FILE}\n${outputs}${returns('{{ read(inputs.doc) }}')}`),
    );
    const run = await finished({ doc: 'nsfile:///in.txt' });
    expect(run.state).toBe('SUCCESS');
    expect(JSON.stringify(run.outputs)).toContain('"text":"file text"');
    expect(words(await start('', { doc: 'in.txt' }))).toContain('in.txt (No such file or directory)');
  });

  test('runs a flow whose required input is not asked for', async () => {
    const inputs = `inputs:
  - {id: ask, type: BOOL, defaults: false}
  - {id: why, type: STRING, dependsOn: {inputs: [ask], condition: "{{ inputs.ask }}"}}
`;
    await probe.flows(labFlow('f', inputs + returns('{{ inputs.why ?? inputs.ask }}')));
    expect((await finished()).execution).toMatchObject({ inputs: { ask: false } });
    expect(words(await start('', { ask: 'true' }))).toContain('Missing required input:why');
  });

  test('fails a task on a name that is not there, and says which', async () => {
    await probe.flows(labFlow('f', returns('{{ inputs.nobody }}')));
    const { state, execution } = await finished();
    expect(state).toBe('FAILED');
    const logs = await probe.send('GET', `/logs/${String(execution.id)}`);
    const line = 'Unable to find `nobody` used in the expression `{{ inputs.nobody }}` at line 1';
    expect(logs.body).toMatchObject([
      { level: 'ERROR', message: line },
      { message: expect.stringContaining(line) },
    ]);
  });

  test('blocks an execution whose checks do not hold', async () => {
    const checks =
      'checks:\n  - {condition: "{{ inputs.n < 5 }}", message: too many, behavior: BLOCK_EXECUTION}\n';
    await probe.flows(labFlow('f', `inputs:\n  - {id: n, type: INT, defaults: 3}\n${checks}${returns('x')}`));
    expect((await finished()).state).toBe('SUCCESS');
    expect(words(await start('', { n: '7' }))).toMatch(
      /^422 .*Flow execution blocked: .*Failed checks: too many/,
    );
    const seen = await probe.object('POST', '/executions/lab/f/validate', { form: { n: '7' } });
    expect(seen.checks).toEqual([{ message: 'too many', style: 'INFO', behavior: 'BLOCK_EXECUTION' }]);
  });

  test('renders a moment with its offset, and fails on a key that is not there', async () => {
    await probe.send('PUT', '/namespaces/lab/kv/at', { text: '2026-01-31T10:00:00+02:00' });
    const outputs = 'outputs:\n  - {id: at, type: STRING, value: "{{ outputs.out.value }}"}\n';
    await probe.flows(labFlow('f', `${outputs}${returns('{{ kv("at") }}')}`));
    expect(JSON.stringify((await finished()).outputs)).toContain('"at":"2026-01-31T10:00+02:00"');
    await probe.object('PUT', '/flows/lab/f', { yaml: labFlow('f', returns('{{ kv("none") }}')) });
    expect((await finished()).state).toBe('FAILED');
  });

  test('saves the first of two documents', async () => {
    const yaml = `${labFlow('f', returns('x'))}---\n${labFlow('g', returns('x'))}`;
    expect(await probe.object('POST', '/flows', { yaml })).toMatchObject({ id: 'f' });
    expect((await probe.send('GET', '/flows/lab/g')).status).toBe(404);
  });
});
