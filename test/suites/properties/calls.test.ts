import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Host } from '../../../core/src/host/host.js';
import { Recorder } from '../contract/requests/recorder.js';
import { callsOf, faultsOf, textOf, writes } from './called.js';
import { hostFor, manifestsOf } from './host-for.js';

/** Number of calls in `npm test`. The tests in `many` make more. */
const RUNS = 400;

describe('generated calls of every tool', () => {
  const recorder = new Recorder('2.0');
  let host: Host;

  beforeAll(async () => {
    await recorder.listen();
    host = await hostFor(recorder.baseUrl);
  });
  afterAll(async () => {
    await host.close();
    await recorder.close();
  });

  it('break nothing, and send nothing that Kestra has no route for', async () => {
    const property = fc.asyncProperty(callsOf(manifestsOf(host)), async (call) => {
      recorder.begin(call.when);
      await textOf(host, call);
      expect(recorder.requests.flatMap((request) => faultsOf(request, recorder))).toEqual([]);
    });
    await fc.assert(property, { numRuns: RUNS });
  });

  it('change nothing in read-only', async () => {
    const readOnly = await hostFor(recorder.baseUrl, { readOnly: true });
    // Includes disabled tools, which are called as well.
    const property = fc.asyncProperty(callsOf(manifestsOf(host)), async (call) => {
      recorder.begin(call.when);
      await textOf(readOnly, call);
      expect(recorder.requests.filter(writes)).toEqual([]);
    });
    await fc.assert(property, { numRuns: RUNS }).finally(() => readOnly.close());
  });
});
