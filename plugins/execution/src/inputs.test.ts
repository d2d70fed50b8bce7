import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { recorded } from '../../../test/support/kestra/recordings.js';
import { strictForm } from '../../../test/support/kestra/strict-form.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const LOOK = 'GET /main/flows/a/f';
const RUN = 'POST /main/executions/a/f';
const created = { json: { id: 'e1', namespace: 'a', flowId: 'f', state: { current: 'CREATED' } } };
const flow = {
  id: 'f',
  namespace: 'a',
  inputs: [
    { id: 'script', type: 'STRING' },
    { id: 'dry_run', type: 'BOOL' },
    { id: 'data', type: 'FILE' },
    { id: 'colours', type: 'MULTISELECT', values: ['red', 'green'] },
    { id: 'db.host', type: 'STRING' },
  ],
};
/** The parts that were sent, as text. */
function parts() {
  const asked = kestra.asked.find(({ line }) => line.startsWith('POST'));
  return strictForm(Buffer.from(asked?.body ?? ''), asked?.headers['content-type']).map(
    ({ content, ...part }) => ({ ...part, content: content.toString() }),
  );
}

describe.each(['0.24', '1.3', '2.0'])('inputs of execute_flow on %s', (version) => {
  const run = (inputs: object, more: object = {}) =>
    callPlugin(plugin, kestra, version)('execute_flow', { namespace: 'a', flow_id: 'f', inputs, ...more });

  it('arrive as given', async () => {
    kestra.answers({ [LOOK]: { json: flow }, [RUN]: created });
    const script = '#!/bin/sh\necho "a"\r\n\techo b\r\n ';
    await run({ script, dry_run: 0, colours: ['red'], db: { host: 'x' }, data: 'a,b\n1,2\n' });
    expect(parts()).toEqual([
      { name: 'script', content: script },
      { name: 'dry_run', content: 'false' },
      { name: 'colours', content: '["red"]' },
      { name: 'db.host', content: 'x' },
      { name: 'data', filename: 'data.txt', type: 'application/octet-stream', content: 'a,b\n1,2\n' },
    ]);
    expect(kestra.lines).toEqual([LOOK, RUN]);
  });

  it('of type FILE are uploaded, or found by Kestra', async () => {
    kestra.answers({ [LOOK]: { json: flow }, [RUN]: created });
    await run({ data: { content: 'w6Q=', encoding: 'base64', name: 'ä.csv' } });
    expect(parts()).toMatchObject([{ name: 'data', filename: 'ä.csv', content: 'ä' }]);
    kestra.answers({ [LOOK]: { json: flow }, [RUN]: created });
    await run({ data: 'nsfile:///in/a.csv' });
    expect(parts()).toEqual([{ name: 'data', content: 'nsfile:///in/a.csv' }]);
  });

  it.each([
    [{ Script: 'x' }, 'The flow a.f has no input "Script". Did you mean "script"?'],
    [{ db: { hos: 'x' } }, 'The flow a.f has no input "db.hos". Did you mean "db.host"?'],
    [{ dry_run: 'perhaps' }, 'The input "dry_run" cannot be sent: "perhaps" is neither true nor false.'],
    [{ colours: 'red,green' }, 'The input "colours" has type MULTISELECT: a list of values from red, green.'],
    [{ data: { path: '/x' } }, 'The input "data" cannot be sent: {"path":"/x"} is not a file.'],
  ])('%j are refused before anything runs', async (inputs, error) => {
    kestra.answers({ [LOOK]: { json: flow }, [RUN]: created });
    expect(await run(inputs)).toEqual({ error: expect.stringContaining(error) });
    expect(kestra.lines).toEqual([LOOK]);
  });

  it('are judged by the revision that runs', async () => {
    kestra.answers({
      [LOOK]: { json: { ...flow, inputs: [{ id: 'old', type: 'STRING' }] } },
      [RUN]: created,
    });
    expect(await run({ old: 'x' }, { revision: 2 })).toMatchObject({ id: 'e1' });
    expect(kestra.lines).toEqual([`${LOOK}?revision=2`, `${RUN}?revision=2`]);
  });

  it('cost no request when there are none', async () => {
    kestra.answers({ [RUN]: created });
    await run({});
    expect(kestra.lines).toEqual([RUN]);
  });

  it('of a flow that may be run and not be read go unjudged', async () => {
    kestra.answers({ [LOOK]: { status: 403 }, [RUN]: created });
    await run({ any: [1], text: 'a\nb' });
    expect(parts()).toEqual([
      { name: 'any', content: '[1]' },
      { name: 'text', content: 'a\nb' },
    ]);
  });

  it('of a flow that is not there lead to the nearest flows', async () => {
    kestra.answers({
      [LOOK]: recorded('get flow, unknown'),
      [RUN]: recorded('execute unknown flow'),
      'GET /main/flows/a': { json: [{ id: 'f2', namespace: 'a' }] },
    });
    expect(await run({ script: 'x' })).toEqual({
      error: expect.stringMatching(/^Kestra answered 404 to POST [\s\S]*Did you mean "f2"\?/),
    });
  });
});
