import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { type Asked, useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const BOUND = 40_000;
const id = (n: number) => `4KhZ9XyQw0aB${String(n).padStart(10, '0')}`;
/** As Kestra has them: with times to the microsecond, and labels of its own. */
const row = (n: number, inputs: object = {}) => ({
  ...{ id: id(n), namespace: 'company.team', flowId: 'nightly_import', flowRevision: 3, originalId: id(n) },
  state: {
    current: 'SUCCESS',
    startDate: new Date(1_780_000_000_000 - n * 60_000).toISOString().replace('Z', '521Z'),
    endDate: new Date(1_780_000_030_000 - n * 60_000).toISOString().replace('Z', '004Z'),
    duration: 'PT30.123456S',
    histories: [{ state: 'CREATED', date: '2026-11-22T18:45:01.347521159Z' }],
  },
  labels: [
    { key: 'team', value: 'data' },
    { key: 'system.correlationId', value: id(n) },
  ],
  inputs: { day: '2026-11-22', ...inputs },
});

/** Kestra with so many executions. */
function having(count: number, inputs: object = {}): void {
  const all = Array.from({ length: count }, (_, n) => row(n, inputs));
  const answer = ({ line }: Asked) => {
    const [, page = 1, size = 1] = (/page=(\d+)&size=(\d+)/.exec(line) ?? []).map(Number);
    return { json: { results: all.slice((page - 1) * size, page * size), total: count } };
  };
  kestra.answers({ 'GET /main/executions/search': answer });
}

type Listed = { results: { id: string }[]; total: number; next?: string };

const list = async (given: object = {}, version = '1.3') =>
  (await callPlugin(
    plugin,
    kestra,
    version,
  )('list_executions', {
    namespace: 'company.team',
    ...given,
  })) as Listed;

describe.each(['1.3', '2.0'])('many executions on %s', (version) => {
  it('are 25 when nothing else is asked, with how to go on', async () => {
    having(1_200);
    const answer = await list({}, version);
    expect(answer.results.map((each) => each.id)).toEqual(Array.from({ length: 25 }, (_, n) => id(n)));
    expect(answer).toMatchObject({
      total: 1_200,
      next: 'Repeat the call with page 2 and page_size 25 for more (1200 in total).',
    });
    expect(JSON.stringify(answer).length).toBeLessThan(9_000);
  });

  it('are as many as fit when all are asked for, and the pages that are told lead to each once', async () => {
    having(1_200);
    const seen: string[] = [];
    let given: object | undefined = { count: 1_200 };
    while (given !== undefined) {
      const answer: Listed = await list(given, version);
      expect(JSON.stringify(answer).length).toBeLessThanOrEqual(BOUND);
      seen.push(...answer.results.map((each) => each.id));
      const [, page, page_size] = /page (\d+) and page_size (\d+)/.exec(answer.next ?? '') ?? [];
      given = page === undefined ? undefined : { page, page_size };
    }
    expect(seen).toEqual(Array.from({ length: 1_200 }, (_, n) => id(n)));
  });
});

it('long inputs are cut in a list, short ones are whole', async () => {
  const rows = Array.from({ length: 50 }, (_, n) => n * 1_000_000);
  having(30, { text: 'x'.repeat(20_000), rows, nothing: null });
  const { results } = await list();
  expect(results).toHaveLength(25);
  expect(results[0]).toMatchObject({
    inputs: {
      day: '2026-11-22',
      text: expect.stringMatching(
        /^x{50,250} ⟦.* of 20000 characters .*Get the execution to read all of it\.⟧$/,
      ),
      rows: expect.stringMatching(/^\[0,1000000,/),
      nothing: null,
    },
  });
});
