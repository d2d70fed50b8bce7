import { beforeAll, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { recorded } from '../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
beforeAll(() => {
  kestra.ui = true;
});

it('a backfill has the link of its flow', async () => {
  const triggers = [{ id: 'hourly', type: 'io.kestra.plugin.core.trigger.Schedule', cron: '0 * * * *' }];
  kestra.answers({
    'GET /main/flows/rec.demo/scheduled': { json: { id: 'scheduled', namespace: 'rec.demo', triggers } },
    'GET /main/triggers/rec.demo/scheduled': recorded('triggers of a flow'),
    'PUT /main/triggers': recorded('backfill (PUT triggers)'),
  });
  const given = { namespace: 'rec.demo', flow_id: 'scheduled', days: 1 };
  expect(await callPlugin(plugin, kestra)('backfill_executions', given)).toMatchObject({
    url: kestra.baseUrl.replace('/api/v1', '/ui/main/flows/edit/rec.demo/scheduled'),
  });
});
