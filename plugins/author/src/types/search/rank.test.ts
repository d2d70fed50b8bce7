import { expect, it } from '@jest/globals';
import { catalogueOf, type PluginRow } from '../../../../../core/src/kestra/resources/task-types.js';
import { recordedJson } from '../../../../../test/support/kestra/recordings.js';
import { MORE_REQUESTS } from '../../../../../test/support/types/more-requests.js';
import { OTHER_REQUESTS } from '../../../../../test/support/types/other-requests.js';
import { REQUESTS } from '../../../../../test/support/types/requests.js';
import { rankTypes } from './rank.js';

// Its titles say nothing: what is found here is found by names alone.
const catalogue = catalogueOf(recordedJson<PluginRow[]>('plugins', '1.3-oss-authoring'));
const first = (query: string, kind?: string) =>
  rankTypes(catalogue, query, kind)
    .slice(0, 3)
    .map(({ type }) => type);

function missed(requests: typeof REQUESTS) {
  return requests
    .filter(
      ([asked, ...right]) => !first(asked).some((type) => right.some((end) => type.endsWith(`.${end}`))),
    )
    .map(([asked]) => ({ asked, found: first(asked) }));
}

it('finds what people ask for among the first three', () => {
  expect(REQUESTS).toHaveLength(60);
  expect(missed(REQUESTS)).toEqual([]);
});

it('finds what they ask for in other words', () => {
  expect(MORE_REQUESTS).toHaveLength(180);
  expect(missed(MORE_REQUESTS).slice(4)).toEqual([]);
  expect(OTHER_REQUESTS).toHaveLength(123);
  expect(missed(OTHER_REQUESTS).slice(2)).toEqual([]);
});

it('keeps to a kind, whichever way it is written', () => {
  const triggers = rankTypes(catalogue, 'http', 'Triggers');
  expect(triggers.map(({ kind }) => kind)).toContain('trigger');
  expect(new Set(triggers.map(({ kind }) => kind)).size).toBe(1);
});

it('puts what is deprecated after what is not', () => {
  const types = rankTypes(catalogue, 'delete');
  const old = types.findIndex(({ deprecated }) => deprecated);
  expect(old).toBeGreaterThan(0);
  expect(types[0]?.deprecated).toBeUndefined();
});

it('weighs what titles and descriptions say', () => {
  const said = catalogueOf([
    {
      tasks: [
        { cls: 'io.acme.one.Alpha', title: 'Feeds the penguins.' },
        { cls: 'io.acme.two.Beta', description: 'It may be that a penguin is fed.' },
        { cls: 'io.acme.three.Gamma' },
      ],
    },
  ]);
  const found = rankTypes(said, 'feeding a penguin').map(({ type }) => type);
  expect(found).toEqual(['io.acme.one.Alpha', 'io.acme.two.Beta']);
});

it('takes names in camel case, and what begins alike', () => {
  const jdbc = catalogueOf([
    {
      tasks: [
        { cls: 'io.kestra.plugin.jdbc.postgresql.Query' },
        { cls: 'io.kestra.plugin.gcp.bigquery.LoadFromGcs' },
      ],
    },
  ]);
  expect(rankTypes(jdbc, 'query postgres')[0]?.type).toContain('postgresql');
  expect(rankTypes(jdbc, 'load from GCS')[0]?.type).toContain('LoadFromGcs');
});

it.each(['', '?', 'the', '🦊', 'x'.repeat(10_000), 'constructor', '__proto__'])(
  'finds nothing for %.20j',
  (query) => {
    expect(rankTypes(catalogue, query)).toEqual([]);
  },
);
