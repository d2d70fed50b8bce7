import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Edit } from '../../../../plugins/author/src/editing/editing.schemas.js';
import plugin from '../../../../plugins/author/src/index.js';
import { type TestHost, testHost } from '../../../published/kit/test-host.js';
import { type Sandbox, startSandbox } from '../../../published/sandbox/index.js';
import { longFlow } from '../../../support/flows/long-flow.js';

const one = (find: string, replace: string): Edit[] => [{ find, replace }];

/** Typical edits of a flow of any length. */
const EDITS: Readonly<Record<string, Edit[]>> = {
  'run at six': one('cron: "0 2 * * *"', 'cron: "0 6 * * *"'),
  'run on workdays only': one('0 2 * * *', '0 2 * * 1-5'),
  'give step 3 more time': one('timeout: PT3M', 'timeout: PT30M'),
  'log step 3 as a warning': one('level: INFO\n    timeout: PT3M', 'level: WARN\n    timeout: PT3M'),
  'say something else in step 1': one('this is step 1"', 'good morning"'),
  'another bucket': one('bucket: "incoming"', 'bucket: "landing"'),
  'greet the world': one('defaults: you', 'defaults: world'),
  'a second input': one('variables:\n', '  - id: count\n    type: INT\n    defaults: 3\n\nvariables:\n'),
  'another team': one('team: data', 'team: platform'),
  'a label more': one('labels:\n', 'labels:\n  owner: ada\n'),
  'a better description': one('Ask the data team before you change it.', 'Runs each night.'),
  'no two at once': one('inputs:\n', 'concurrency:\n  limit: 1\n\ninputs:\n'),
  'a task after step 4': one(
    'format: "compact 4"}\n',
    'format: "compact 4"}\n  - id: added\n    type: io.kestra.plugin.core.log.Log\n    message: "After step 4"\n',
  ),
  'without step 4': one(
    '  - {id: step_4, type: io.kestra.plugin.core.debug.Return, format: "compact 4"}\n',
    '',
  ),
  'a retry for step 3': one(
    '    timeout: PT3M\n',
    '    timeout: PT3M\n    retry:\n      type: constant\n      interval: PT10S\n      maxAttempts: 3\n',
  ),
  'step 2 without the sign': one('größe 🎉 $& $1  \n', 'größe $& $1\n').map((edit) => ({
    ...edit,
    all: true,
  })),
  'rename the variable': [
    { find: 'bucket: "incoming"', replace: 'folder: "incoming"' },
    { find: 'Bucket is {{ vars.bucket }}', replace: 'Folder is {{ vars.folder }}', all: true },
  ],
  'step 1 off': one('- id: step_1\n', '- id: step_1\n    disabled: true\n'),
  'trigger off': one('- id: nightly\n', '- id: nightly\n    disabled: true\n'),
  'more on a failure': one('"It failed."', '"{{ flow.id }} failed in {{ execution.id }}."'),
};

describe('twenty edits', () => {
  let sandbox: Sandbox;
  let host: TestHost;
  const sizes: number[] = [];

  beforeAll(async () => {
    sandbox = await startSandbox();
    host = await testHost({ plugins: [plugin], kestra: { baseUrl: sandbox.baseUrl } });
  });
  afterAll(async () => {
    await host.close();
    await sandbox.close();
  });

  const flows = (path: string, method: string, body?: string) =>
    fetch(`${sandbox.baseUrl}/main/flows${path}`, {
      method,
      headers: { 'content-type': 'application/x-yaml' },
      ...(body && { body }),
    });

  it.each([5, 25, 60])('of a flow of %i tasks change what they say, and nothing else', async (tasks) => {
    expect(Object.keys(EDITS)).toHaveLength(20);
    for (const [index, edits] of Object.values(EDITS).entries()) {
      const flow_id = `flow_${tasks}_${index}`;
      const source = longFlow(tasks, { id: flow_id });
      expect((await flows('', 'POST', source)).status).toBe(200);
      const args = { namespace: 'rec.demo', flow_id, edits, revision: 1 };
      sizes.push(JSON.stringify(args).length);
      expect(await host.ok('edit_flow', args)).toMatchObject({ status: 'updated', revision: 2 });
      const saved = (await (await flows(`/rec.demo/${flow_id}?source=true`, 'GET')).json()) as {
        source: string;
      };
      expect(saved.source).toBe(
        edits.reduce((text, { find, replace }) => text.split(find).join(replace), source),
      );
    }
  });

  it('take 400 characters at most, half of them', () => {
    expect(sizes).toHaveLength(60);
    const median = [...sizes].sort((a, b) => a - b)[30] ?? 0;
    expect(median).toBeLessThanOrEqual(400);
    // The cost of saving the whole flow instead.
    expect(longFlow(60).length / median).toBeGreaterThan(20);
  });
});
