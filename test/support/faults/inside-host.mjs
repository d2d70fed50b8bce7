// Imported into the host beside its own code: on SIGUSR2 it says what the process holds, after a full collection.
import { writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
let asked = 0;

process.on('SIGUSR2', async () => {
  // Twice, with a turn between: what a finalizer lets go is garbage for the next one.
  collect();
  await new Promise((resolve) => setImmediate(resolve));
  collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  const resources = process.getActiveResourcesInfo();
  const state = { asked: ++asked, held: heapUsed + external, rss, resources };
  writeFileSync(process.env.KESTRA_TEST_PROBE, JSON.stringify(state));
});
