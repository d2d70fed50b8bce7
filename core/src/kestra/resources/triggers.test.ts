import { expect, it } from '@jest/globals';
import { recorded, recordedJson } from '../../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { KestraClient } from '../client.js';
import { ConflictError, NotFoundError } from '../wire/errors.js';

const kestra = useKestra();
const triggers = (version: string = '1.3') => new KestraClient(kestra.settings(version)).triggers;
const ID = { namespace: 'rec.demo', flowId: 'scheduled', triggerId: 'hourly' };
const BACKFILL = { start: '2020-01-01T00:00:00Z', end: '2025-01-01T03:00:00Z' };

it.each([
  ['0.23', 'PUT /main/triggers'],
  ['0.24', 'PUT /main/triggers'],
  ['1.0', 'PUT /main/triggers'],
  ['1.3', 'PUT /main/triggers'],
  ['2.0', 'PUT /main/triggers/backfill/create'],
])('on %s a backfill is created by %s', async (version, route) => {
  kestra.answers({ [route]: recorded('backfill (PUT triggers)') });
  const given = { ...BACKFILL, inputs: { n: null }, labels: [{ key: 'bf', value: '1' }] };
  expect(await triggers(version).createBackfill(ID, given)).toEqual(recordedJson('backfill (PUT triggers)'));
  await triggers(version).createBackfill(ID, { ...BACKFILL, inputs: undefined, labels: undefined });
  expect(kestra.lines).toEqual([route, route]);
  const bodies = kestra.asked.map(({ body }) => JSON.parse(body) as unknown);
  expect(bodies).toEqual([
    { ...ID, backfill: given },
    { ...ID, backfill: BACKFILL },
  ]);
});

it('a trigger that does not exist, or cannot be filled, is an error', async () => {
  kestra.answers({
    'PUT /main/triggers': recorded('backfill, unknown trigger'),
    'PUT /main/triggers/backfill/create': { status: 409, json: { message: 'Illegal state: disabled' } },
  });
  const unknown = triggers('1.3').createBackfill(ID, BACKFILL);
  await expect(unknown).rejects.toBeInstanceOf(NotFoundError);
  await expect(unknown).rejects.toThrow('Not Found: Flow scheduled has no trigger nope');
  await expect(triggers('2.0').createBackfill(ID, BACKFILL)).rejects.toBeInstanceOf(ConflictError);
});
