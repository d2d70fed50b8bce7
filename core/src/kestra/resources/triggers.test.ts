import { describe, expect, it } from '@jest/globals';
import { recorded, recordedJson } from '../../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { KestraClient } from '../client.js';
import { ConflictError, NotFoundError } from '../wire/errors.js';
import type { TriggerRow } from './trigger-rows.js';

const kestra = useKestra();
const triggers = (version: string = '1.3') => new KestraClient(kestra.settings(version)).triggers;
const ID = { namespace: 'rec.demo', flowId: 'scheduled', triggerId: 'hourly' };
const ROWS = 'GET /main/triggers/rec.demo/scheduled';
const BACKFILL = { start: '2020-01-01T00:00:00Z', end: '2025-01-01T03:00:00Z' };

it.each([
  ['0.23', 'PUT /main/triggers'],
  ['0.24', 'PUT /main/triggers'],
  ['1.0', 'PUT /main/triggers'],
  ['1.3', 'PUT /main/triggers'],
  ['2.0', 'PUT /main/triggers/backfill/create'],
])('on %s a backfill is created by %s', async (version, route) => {
  kestra.answers({ [ROWS]: { json: { results: [] } }, [route]: recorded('backfill (PUT triggers)') });
  const given = { ...BACKFILL, inputs: { n: null }, labels: [{ key: 'bf', value: '1' }] };
  expect(await triggers(version).createBackfill(ID, given)).toEqual(recordedJson('backfill (PUT triggers)'));
  await triggers(version).createBackfill(ID, { ...BACKFILL, inputs: undefined, labels: undefined });
  const look = `${ROWS}?page=1&size=200`;
  expect(kestra.lines).toEqual([look, route, look, route]);
  const bodies = kestra.asked
    .filter(({ body }) => body !== '')
    .map(({ body }) => JSON.parse(body) as unknown);
  expect(bodies).toEqual([
    { ...ID, backfill: given },
    { ...ID, backfill: BACKFILL },
  ]);
});

it('a trigger that does not exist, or cannot be filled, is an error', async () => {
  kestra.answers({
    [ROWS]: { json: { results: [] } },
    'PUT /main/triggers': recorded('backfill, unknown trigger'),
    'PUT /main/triggers/backfill/create': { status: 409, json: { message: 'Illegal state: disabled' } },
  });
  const unknown = triggers('1.3').createBackfill(ID, BACKFILL);
  await expect(unknown).rejects.toBeInstanceOf(NotFoundError);
  await expect(unknown).rejects.toThrow('Not Found: Flow scheduled has no trigger nope');
  await expect(triggers('2.0').createBackfill(ID, BACKFILL)).rejects.toBeInstanceOf(ConflictError);
});

describe.each([
  ['1.3', '1.3-oss-authoring', 'trigger row during a backfill', 'PUT /main/triggers'],
  ['2.0', '2.0-oss', 'triggers during a backfill', 'PUT /main/triggers/backfill/create'],
] as const)('a second backfill on %s', (version, file, during, create) => {
  const recordedRow = () => {
    const { results } = recorded(during, file).json as { results: [TriggerRow, ...TriggerRow[]] };
    return results[0];
  };
  const second = (row?: object, ...others: object[]) => {
    const results = [...others, ...(row === undefined ? [] : [row])];
    kestra.answers({ [ROWS]: { json: { results, total: results.length } }, [create]: { json: {} } });
    return triggers(version).createBackfill(ID, BACKFILL);
  };
  const writes = () => kestra.lines.filter((line) => line.startsWith('PUT'));

  it('is refused while the first runs, with its window', async () => {
    const { backfill } = recordedRow();
    await expect(second(recordedRow())).rejects.toBeInstanceOf(ConflictError);
    await expect(second(recordedRow())).rejects.toMatchObject({
      code: 'KMCP_CONFLICT',
      message: `A backfill of the trigger "hourly" from ${backfill?.start} to ${backfill?.end} is running and has reached ${backfill?.currentDate}.`,
      hint: 'Nothing was started. Wait until it ends, or call manage_trigger with action stop_backfill to end it.',
    });
    expect(writes()).toEqual([]);
  });

  const next = '2026-11-29T01:00:00Z';
  it.each([
    [{ paused: true }, {}],
    [{ paused: true, end: undefined }, {}],
    // The schedule has continued by itself.
    [{ paused: true }, version === '1.3' ? { nextExecutionDate: next } : { nextEvaluationDate: next }],
  ])('is refused while the first is paused: %j %j', async (more, dates) => {
    const row = recordedRow();
    const paused = { ...row, ...dates, disabled: true, backfill: { ...row.backfill, ...more } };
    await expect(second(paused)).rejects.toThrow(/ is paused at /);
    expect(writes()).toEqual([]);
  });

  it('is started where the first has ended, though the row still holds it', async () => {
    const after = { nextExecutionDate: '2026-11-29T01:00:00Z' };
    const row = {
      ...recordedRow(),
      ...(version === '1.3' ? after : { nextEvaluationDate: '2026-11-29T01:00:00Z' }),
    };
    await second(row);
    expect(writes()).toEqual([create]);
  });

  it.each([
    ['no row is there', undefined],
    ['the row holds none', { ...ID, disabled: true, backfill: null }],
  ])('is the first where %s, whatever another trigger does', async (_, row) => {
    await second(row, { ...recordedRow(), triggerId: 'nightly' });
    expect(writes()).toEqual([create]);
  });
});

it("2.0's own refusal of a second one says the same, and any other stays", async () => {
  const create = 'PUT /main/triggers/backfill/create';
  const during = recorded('triggers during a backfill', '2.0-oss');
  const refused = { [create]: recorded('backfill again while running', '2.0-oss') };
  const none = { json: { results: [], total: 0 } };
  kestra.answers({ ...refused, [ROWS]: [none, during] });
  await expect(triggers('2.0').createBackfill(ID, BACKFILL)).rejects.toThrow(
    'A backfill of the trigger "hourly" from 2020-01-01T00:00:00Z to 2025-01-01T03:00:00Z is running and has reached 2020-01-01T01:00:00Z.',
  );
  const { results } = during.json as { results: [TriggerRow] };
  const done = { ...results[0], nextEvaluationDate: '2027-01-01T00:00:00Z' };
  kestra.answers({ ...refused, [ROWS]: { json: { results: [done], total: 1 } } });
  await expect(triggers('2.0').createBackfill(ID, BACKFILL)).rejects.toThrow(
    'A backfill of the trigger "hourly" from 2020-01-01T00:00:00Z',
  );
  kestra.answers({ [create]: recorded('backfill without start', '2.0-oss'), [ROWS]: none });
  await expect(triggers('2.0').createBackfill(ID, BACKFILL)).rejects.toThrow('Kestra answered 409');
});

it.each(['1.3', '2.0'])(
  'on %s no input names a file of another namespace than those allowed',
  async (version) => {
    kestra.answers({ [ROWS]: { json: { results: [] } } });
    const { triggers } = new KestraClient(kestra.settings(version), { namespaces: ['rec'] });
    const send = (inputs: Record<string, unknown>) => triggers.createBackfill(ID, { ...BACKFILL, inputs });
    await expect(send({ n: 1, f: 'nsfile://other/a.txt' })).rejects.toThrow('The input "f" was not sent');
    await expect(send({ f: 'kestra:///other/etl/executions/e1/x' })).rejects.toThrow('"other"');
    expect(kestra.lines).toEqual([]);
  },
);
