import { afterAll, beforeAll, it } from '@jest/globals';
import type { Host } from '../../../../core/src/host/host.js';
import { Recorder } from '../../contract/requests/recorder.js';
import { goodArguments } from '../arguments.js';
import { textOf } from '../called.js';
import { hostFor, manifestsOf } from '../host-for.js';

/** Long enough to overflow the stack of an expression that recurses for each character. */
const LONG = 'x'.repeat(8_000_000);

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

it('no text is too long for any argument', async () => {
  for (const { name, inputSchema } of manifestsOf(host)) {
    for (const argument of Object.keys(inputSchema.properties as object)) {
      const [good = {}] = goodArguments(name).filter((args) => argument in args);
      recorder.begin({});
      await textOf(host, { tool: name, args: { ...good, [argument]: LONG }, when: {} });
    }
  }
}, 300_000);
