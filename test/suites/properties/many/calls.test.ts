import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Host } from '../../../../core/src/host/host.js';
import { Recorder } from '../../contract/requests/recorder.js';
import { VERSIONS } from '../../contract/requests/tables.js';
import { callsOf, faultsOf, type Own, ownOf, textOf } from '../called.js';
import { hostFor, manifestsOf } from '../host-for.js';

/** For each version with substantially different requests. */
const RUNS = 5_000;

describe.each(VERSIONS.filter((version) => version === '1.3' || version === '2.0'))('on %s', (version) => {
  const recorder = new Recorder(version);
  let host: Host;
  let own: Map<string, Own>;

  beforeAll(async () => {
    await recorder.listen();
    host = await hostFor(recorder.baseUrl);
    own = await ownOf(host, recorder);
  });
  afterAll(async () => {
    await host.close();
    await recorder.close();
  });

  it('no call breaks anything, leaves the routes of its tool, or breaks out of a segment, a header, a part', async () => {
    let sent = 0;
    let before: (Own | undefined)[] = [];
    const property = fc.asyncProperty(callsOf(manifestsOf(host)), async (call) => {
      recorder.begin(call.when);
      await textOf(host, call);
      const { requests } = recorder;
      sent += requests.length;
      const mine = own.get(call.tool);
      // A read after a failed one may arrive after the result, and be followed by a search for similar names.
      before = [mine, ...before].slice(0, 10);
      const allowed = {
        routes: union(before.map((each) => each?.routes)),
        headers: union(before.map((each) => each?.headers)),
      };
      expect(requests.flatMap((request) => faultsOf(request, recorder, allowed))).toEqual([]);
    });
    await fc.assert(property, { numRuns: RUNS });
    // Most calls reach Kestra and are not just refused.
    expect(sent).toBeGreaterThan(RUNS / 2);
  }, 300_000);
});

function union(sets: readonly (ReadonlySet<string> | undefined)[]): Set<string> {
  return new Set(sets.flatMap((each) => [...(each ?? [])]));
}
