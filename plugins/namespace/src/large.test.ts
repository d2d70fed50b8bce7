import { expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { type Asked, useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const BOUND = 40_000;
const call = async (tool: string, given: object, version?: string) => {
  const answer = await callPlugin(plugin, kestra, version)(tool, { ...given });
  expect(JSON.stringify(answer).length).toBeLessThanOrEqual(BOUND);
  return answer;
};

/** All rows that are given when each answer is followed to the next. */
async function readOn(tool: string, given: object, total: number, version?: string): Promise<unknown[]> {
  const rows: unknown[] = [];
  let asked: object | undefined = {};
  while (asked !== undefined) {
    const answer = await call(tool, { ...given, ...asked }, version);
    rows.push(...(answer.results as unknown[]));
    expect(answer.total).toBe(total);
    const [, offset] = /offset (\d+)/.exec(String(answer.next)) ?? [];
    asked = offset === undefined ? undefined : { offset };
  }
  return rows;
}

it.each(['1.3', '2.0'])('many flows of a namespace come in pages on %s', async (version) => {
  const inputs = [{ id: 'day', type: 'DATE', description: 'x'.repeat(700) }];
  const flows = Array.from({ length: 400 }, (_, n) => ({ id: `f${n}`, namespace: 'a', inputs, tasks: [] }));
  kestra.answers({ 'GET /main/flows/a': { json: flows } });
  const rows = await readOn('list_flows_in_namespace', { namespace: 'a' }, 400, version);
  expect(rows.map((row) => (row as { id: string }).id)).toEqual(flows.map(({ id }) => id));
});

it.each(['1.3', '2.0'])('many namespaces are given while they fit, then in pages, on %s', async (version) => {
  const all = Array.from({ length: 1_500 }, (_, n) => ({
    id: `company.team.unit.number${n}`,
    disabled: true,
  }));
  const answer = ({ line }: Asked) => {
    const [, page = 1, size = 1] = (/page=(\d+)&size=(\d+)/.exec(line) ?? []).map(Number);
    return { json: { results: all.slice((page - 1) * size, page * size), total: all.length } };
  };
  kestra.answers({ 'GET /main/namespaces/search': answer });
  expect(await readOn('list_namespaces', {}, 1_500, version)).toEqual(
    all.map(({ id }) => `${id} (not created)`),
  );
});

it('a large graph is read in parts', async () => {
  const nodes = Array.from({ length: 1_200 }, (_, n) => ({
    ...{ uid: `f${n}`, namespace: 'a', id: `flow_with_a_long_name_that_says_what_it_does_${n}` },
  }));
  kestra.answers({ 'GET /main/namespaces/a/dependencies': { json: { nodes, edges: [] } } });
  const first = await call('list_namespace_dependencies', { namespace: 'a' });
  expect(first.next).toMatch(
    /^\d+ more characters follow. Repeat the call with offset \d+\. The Mermaid graph leaves out \d+ flows\.$/,
  );
  expect(first.mermaid).toMatch(/^flowchart LR\nn0\["flow_with_a_long_name_that_says_what_it_does_0"\]\n/);
  let last = first;
  while (last.next !== undefined) {
    const [, offset] = /offset (\d+)/.exec(String(last.next)) ?? [];
    last = await call('list_namespace_dependencies', { namespace: 'a', offset });
    expect(last).not.toHaveProperty('mermaid');
  }
  expect(last.result).toMatch(/Flows listed without arrows have no dependencies within this namespace\.$/);
});
