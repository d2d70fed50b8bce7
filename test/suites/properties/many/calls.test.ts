import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Host } from '../../../../core/src/host/host.js';
import { Recorder } from '../../contract/requests/recorder.js';
import { VERSIONS } from '../../contract/requests/tables.js';
import { callsOf, faultsOf, type Own, ownOf, textOf } from '../called.js';
import { hostFor, manifestsOf } from '../host-for.js';

/** For each version whose requests differ much. */
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
      // A read beside one that failed may come after the answer, and be followed by one for the nearest name.
      before = [mine, ...before].slice(0, 4);
      const allowed = {
        routes: union(before.map((each) => each?.routes)),
        headers: union(before.map((each) => each?.headers)),
      };
      expect(requests.flatMap((request) => faultsOf(request, recorder, allowed))).toEqual([]);
    });
    await fc.assert(property, { numRuns: RUNS });
    // They are no mere refusals.
    expect(sent).toBeGreaterThan(RUNS / 2);
  }, 300_000);
});

function union(sets: readonly (ReadonlySet<string> | undefined)[]): Set<string> {
  return new Set(sets.flatMap((each) => [...(each ?? [])]));
}
