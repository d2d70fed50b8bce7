import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { recorded } from '../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const BOUND = 40_000;
const REF = { namespace: 'a', flow_id: 'f' };
const call = async (tool: string, given: object, version?: string) => {
  const answer = await callPlugin(plugin, kestra, version)(tool, { ...given });
  expect(JSON.stringify(answer).length).toBeLessThanOrEqual(BOUND);
  return answer;
};
const manage = (action: string, given: object = {}, version?: string) =>
  call('manage_flow', { action, ...REF, ...given }, version);

/** YAML of some 200 KB, with all that JSON has to escape. */
const YAML = `id: f\nnamespace: a\ntasks:\n${Array.from(
  { length: 2_500 },
  (_, n) => `  - id: t${n}\n    type: io.kestra.plugin.core.log.Log\n    message: "é😀 {{ n }}"\n`,
).join('')}`;
const flow = { id: 'f', namespace: 'a', revision: 3, updated: '2026-11-22T18:44:58.858211Z', source: YAML };

describe.each([
  ['1.3', '1.3-oss'],
  ['2.0', '2.0-oss'],
] as const)('revisions on %s', (version, file) => {
  it('come without YAML, with their dates', async () => {
    kestra.answers({ 'GET /main/flows/a/f/revisions': recorded('flow revisions', file) });
    const { results, total } = await manage('list_revisions', {}, version);
    expect(total).toBe((results as object[]).length);
    expect(results).toContainEqual({ revision: 1, updated: expect.stringMatching(/^2026-11-\S+Z$/) });
  });

  it.each([false, true])(
    'of a million characters fit, the newest ones first (with_yaml %s)',
    async (with_yaml) => {
      const source = YAML.slice(0, 900);
      const rows = Array.from({ length: 1_200 }, (_, n) => ({
        ...flow,
        revision: n + 1,
        source,
        updatedBy: 'ada',
      }));
      kestra.answers({ 'GET /main/flows/a/f/revisions': { json: rows } });
      const seen: number[] = [];
      let asked: object | undefined = {};
      while (asked !== undefined) {
        const answer = await manage('list_revisions', { ...asked, with_yaml }, version);
        const revisions = (answer.results as { revision: number }[]).map(({ revision }) => revision);
        expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
        seen.unshift(...revisions);
        expect(answer.total).toBe(1_200);
        const [, offset] = /offset (\d+)/.exec(String(answer.next)) ?? [];
        asked = offset === undefined ? undefined : { offset };
      }
      expect(seen).toEqual(rows.map(({ revision }) => revision));
    },
  );
});

it('a revision whose YAML alone is too long is cut, with the call that reads it', async () => {
  kestra.answers({ 'GET /main/flows/a/f/revisions': { json: [{ ...flow, revision: 2 }, flow] } });
  const { results, total, leftOut } = await manage('list_revisions', { with_yaml: true });
  expect([total, leftOut]).toEqual([2, undefined]);
  expect((results as { source: string }[]).at(-1)?.source).toContain(`of ${YAML.length} characters here`);
  expect(JSON.stringify(results)).toContain(
    'Call manage_flow with action get_yaml and revision 3 to read it in parts.',
  );
});

it('a revision may be read whole', async () => {
  kestra.answers({ 'GET /main/flows/a/f': { json: { ...flow, source: 'id: f\n' } } });
  expect(await manage('get_yaml', { revision: 2 })).toEqual({ result: 'id: f\n', revision: flow.revision });
  await manage('get_yaml', { revision: 0 });
  expect(kestra.lines).toEqual([
    'GET /main/flows/a/f?source=true&revision=2',
    'GET /main/flows/a/f?source=true',
  ]);
});

it('a long YAML is read in parts, which together are what Kestra has', async () => {
  kestra.answers({ 'GET /main/flows/a/f': { json: flow } });
  let read = '';
  let offset: number | undefined = 0;
  while (offset !== undefined) {
    const { result, next } = await manage('get_yaml', { offset });
    read += String(result).replace(/^⟦[^⟧]*⟧ | ⟦[^⟧]*⟧$/g, '');
    const [, end] = /offset (\d+)/.exec(String(next)) ?? [];
    offset = end === undefined ? undefined : Number(end);
  }
  expect(read).toBe(YAML);
});

describe('a flow that is saved', () => {
  const create = (source: string) => {
    kestra.answers({ 'POST /main/flows': { json: { ...flow, source } } });
    return call('create_flow_from_yaml', { yaml_definition: YAML });
  };

  it('comes without its YAML where that is too long, with the call that reads it', async () => {
    const answer = await create(YAML);
    expect(answer).toEqual({
      ...{ status: 'created', deleted: false, id: 'f', namespace: 'a', revision: 3, updated: flow.updated },
      next: `The YAML (${YAML.length} characters) is left out. Call manage_flow with action get_yaml to read it.`,
    });
  });

  it('keeps it as long as the whole fits', async () => {
    const source = `# ${'x'.repeat(39_000)}`;
    expect(await create(source)).toMatchObject({ source });
    expect(await create(`# ${'x'.repeat(41_000)}`)).not.toHaveProperty('source');
  });
});

it('many flows with triggers are told in several answers', async () => {
  const triggers = Array.from({ length: 3 }, (_, n) => ({
    ...{ id: `t${n}`, type: 'io.kestra.plugin.core.trigger.Schedule', cron: '0 0 * * *' },
    inputs: { day: 'x'.repeat(300) },
  }));
  const flows = Array.from({ length: 300 }, (_, n) => ({ id: `f${n}`, namespace: 'a', triggers }));
  kestra.answers({ 'GET /main/flows/a': { json: flows } });
  const seen: unknown[] = [];
  let next: object | undefined = {};
  while (next !== undefined) {
    const answer = await call('list_flows_with_triggers', { namespace: 'a', ...next });
    seen.push(...(answer.results as { id: string }[]).map(({ id }) => id));
    expect(answer.total).toBe(300);
    const [, offset] = /offset (\d+)/.exec(String(answer.next)) ?? [];
    next = offset === undefined ? undefined : { offset };
  }
  expect(seen).toEqual(flows.map(({ id }) => id));
});

it('places of a search in long lines are cut around what was found', async () => {
  const fragment = `${'a'.repeat(5_000)}[mark]needle[/mark]${'b'.repeat(5_000)}`;
  const row = { model: { id: 'f', namespace: 'a' }, fragments: [fragment] };
  kestra.answers({ 'GET /main/flows/source': { json: { results: [row], total: 1 } } });
  const { results } = await call('search_flows', { query: 'needle' });
  expect((results as { fragments: string[] }[])[0]?.fragments[0]).toMatch(
    /^…a{200}\[mark\]needle\[\/mark\]b{150,200}…$/,
  );
});

it.each([0, 1, 2, 3])('and never within a character (%s before it)', async (shift) => {
  const fragment = `${'-'.repeat(shift)}${'😀👩‍🚀'.repeat(900)}[mark]needle[/mark]${'😀👩‍🚀'.repeat(900)}`;
  const row = { model: { id: 'f', namespace: 'a' }, fragments: [fragment] };
  kestra.answers({ 'GET /main/flows/source': { json: { results: [row], total: 1 } } });
  const { results } = await call('search_flows', { query: 'needle' });
  expect((results as { fragments: string[] }[])[0]?.fragments[0]).toMatch(
    /^…(👩‍🚀|🚀)?(😀👩‍🚀)+\[mark\]needle\[\/mark\](😀👩‍🚀)+😀?…$/u,
  );
});

it('a part of a YAML is not saved for the whole', async () => {
  kestra.answers({ 'GET /main/flows/a/f': { json: flow } });
  const { result } = await manage('get_yaml');
  expect((await call('create_flow_from_yaml', { yaml_definition: result })).error).toContain('left out');
  expect(kestra.lines).toHaveLength(1);
});
