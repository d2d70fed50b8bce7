import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../../test/support/host/call-plugin.js';
import { recorded } from '../../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import plugin from '../index.js';
import { changesOf } from './changes.js';

const kestra = useKestra();
const GET = 'GET /main/flows/rec.demo/hello';
const compare = (given: Record<string, unknown> = {}, version?: string) =>
  callPlugin(
    plugin,
    kestra,
    version,
  )('compare_flow_revisions', { namespace: 'rec.demo', flow_id: 'hello', ...given });

describe('compare_flow_revisions', () => {
  it.each([
    ['1.3', recorded('revision 1', '1.3-oss-authoring'), recorded('revision 2', '1.3-oss-authoring')],
    ['2.0', recorded('get flow, revision 1', '2.0-oss'), recorded('get flow with source', '2.0-oss')],
  ] as const)('compares the last two on %s', async (version, one, two) => {
    kestra.answers({ [GET]: ({ line }) => (line.includes('revision=1') ? one : two) });
    const { from, to, changes, diff, lines_added } = await compare({}, version);
    expect([from, to]).toMatchObject([{ revision: 1 }, { revision: 2 }]);
    expect(changes).toEqual(
      version === '1.3'
        ? [{ part: 'description' }]
        : [
            { part: 'description' },
            { part: 'tasks', added: ['values'] },
            { part: 'outputs', added: ['final'] },
          ],
    );
    expect(diff).toContain('--- revision 1\n+++ revision 2\n');
    expect(diff).toContain('\n+description: second\n');
    expect(lines_added).toBe(String(diff).match(/^\+(?!\+\+)/gm)?.length);
    expect(kestra.lines).toEqual([`${GET}?source=true`, `${GET}?source=true&revision=1`]);
  });

  it('asks for two that are named at once', async () => {
    const flow = { id: 'hello', namespace: 'rec.demo', revision: 3, source: 'id: hello\n# one\n' };
    kestra.answers({
      [GET]: ({ line }) => ({
        json: line.includes('=3') ? flow : { ...flow, revision: 5, source: 'id: hello\n# two\n' },
      }),
    });
    expect(await compare({ from: 3, to: 5 })).toMatchObject({
      changes: [],
      note: 'They differ only in comments, whitespace or formatting.',
      lines_added: 1,
      lines_removed: 1,
    });
    expect(kestra.lines.sort()).toEqual([`${GET}?source=true&revision=3`, `${GET}?source=true&revision=5`]);
    expect(await compare({ from: 3, to: 3 })).toMatchObject({
      note: 'Both revisions have the same YAML.',
      changes: [],
    });
  });

  it('goes back over revisions that have been deleted, and says where there is none', async () => {
    const flow = { id: 'hello', namespace: 'rec.demo', source: 'id: hello\n', labels: [] };
    const rows = [
      { ...flow, revision: 2, description: 'old' },
      { ...flow, revision: 9 },
    ];
    kestra.answers({
      [GET]: ({ line }) =>
        line.includes('revision=') ? recorded('revision 99', '1.3-oss-authoring') : { json: rows[1] },
      [`${GET}/revisions`]: { json: rows },
      'GET /main/flows/rec.demo': { json: [flow] },
    });
    expect(await compare()).toMatchObject({
      from: { revision: 2 },
      to: { revision: 9 },
      changes: [{ part: 'description' }],
    });
    expect((await compare({ from: 4 })).error).toContain('has no revision 4, only 2, 9');
    kestra.answers({ [GET]: { json: { ...flow, revision: 1 } } });
    expect(await compare()).toEqual({
      changes: [],
      note: 'There is no revision before 1 to compare with.',
      to: { revision: 1 },
    });
  });
});

describe('what changed', () => {
  const flow = (more: object) => ({ id: 'f', namespace: 'a', ...more });
  const log = (id: string, more: object = {}) => ({ id, type: 'Log', ...more });

  it('is told of things by id, however nested', () => {
    const before = flow({
      tasks: [log('a'), log('each', { tasks: [log('b'), log('c')] })],
      labels: [{ key: 'team', value: 'x' }],
    });
    const after = flow({
      tasks: [log('a'), log('each', { tasks: [log('b', { message: 'm' }), log('d')] })],
      labels: [{ key: 'team', value: 'y' }],
    });
    expect(changesOf(before, after)).toEqual([
      { part: 'tasks', added: ['d'], removed: ['c'], changed: ['b', 'each'] },
      { part: 'labels', changed: ['team'] },
    ]);
  });

  it('is told of another order, and not of what Kestra notes beside it', () => {
    const [before, after] = [
      flow({ tasks: [log('a'), log('b')], revision: 1 }),
      flow({ tasks: [log('b'), log('a')], updated: 'x' }),
    ];
    expect(changesOf(before, after)).toEqual([{ part: 'tasks', reordered: true }]);
  });

  it('names so many things at most', () => {
    const [{ added = [] } = {}] = changesOf(
      flow({}),
      flow({ tasks: Array.from({ length: 80 }, (_, at) => log(`t${at}`)) }),
    );
    expect(added).toHaveLength(51);
    expect(added.at(-1)).toBe('and 30 more');
  });
});
