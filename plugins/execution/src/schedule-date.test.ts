import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();

describe.each(['0.23', '1.3', '2.0'])('the date of a run on %s', (version) => {
  const run = (schedule_date: string) =>
    callPlugin(plugin, kestra, version)('execute_flow', { namespace: 'a', flow_id: 'f', schedule_date });

  it.each([
    ['2027-05-01', '2027-05-01T00:00:00Z'],
    ['2027-05-01 07:15', '2027-05-01T07:15Z'],
    ['2027-05-01T07:15:30', '2027-05-01T07:15:30Z'],
    ['2027-05-01T07:15-0930', '2027-05-01T07:15-09:30'],
  ])('is as people write it, and goes out with an offset: %s', async (given, sent) => {
    kestra.answers({ 'POST /main/executions/a/f': { json: { id: 'e', state: { current: 'CREATED' } } } });
    expect(await run(given)).toMatchObject({ id: 'e' });
    expect(kestra.lines).toEqual([`POST /main/executions/a/f?scheduleDate=${sent}`]);
  });

  it.each(['tomorrow', '2027-04-31', '2027-05-01T25:00Z'])(
    'is refused where it is none: %s',
    async (given) => {
      expect((await run(given)).error).toContain(
        'The argument "schedule_date" is not valid: must be a date, or',
      );
      expect(kestra.lines).toEqual([]);
    },
  );
});
