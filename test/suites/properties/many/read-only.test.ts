import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Host } from '../../../../core/src/host/host.js';
import { Recorder } from '../../contract/requests/recorder.js';
import { callsOf, textOf, writes } from '../called.js';
import { hostFor, manifestsOf } from '../host-for.js';

const recorder = new Recorder('2.0');
let host: Host;

beforeAll(async () => {
  await recorder.listen();
  host = await hostFor(recorder.baseUrl, { readOnly: true });
});
afterAll(async () => {
  await host.close();
  await recorder.close();
});

it('10,000 calls in read-only send nothing that writes', async () => {
  let sent = 0;
  const property = fc.asyncProperty(callsOf(manifestsOf(host)), async (call) => {
    recorder.begin(call.when);
    await textOf(host, call);
    sent += recorder.requests.length;
    expect(recorder.requests.filter(writes)).toEqual([]);
  });
  await fc.assert(property, { numRuns: 10_000 });
  expect(sent).toBeGreaterThan(2_000);
}, 300_000);

it('and without it they would: the generated calls write', async () => {
  const free = await hostFor(recorder.baseUrl);
  let written = 0;
  const property = fc.asyncProperty(callsOf(manifestsOf(free)), async (call) => {
    recorder.begin(call.when);
    await textOf(free, call);
    written += recorder.requests.filter(writes).length;
  });
  await fc.assert(property, { numRuns: 500 }).finally(() => free.close());
  expect(written).toBeGreaterThan(50);
});
